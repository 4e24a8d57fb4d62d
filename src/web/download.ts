import type { IncomingMessage } from 'node:http';
import type { HttpRoute } from '../chat/adapter.ts';
import { page, send } from './page.ts';
import { hashToken } from './tokens.ts';

const PATH = '/my-data';
export const downloadUrl = (publicUrl: string, token: string): string => `${publicUrl}${PATH}?token=${token}`;

/** What the page needs: whether a token still works, and what it opens, once. */
export interface Downloads {
  isOpen(tokenHash: string): Promise<boolean>;
  /** The file's text; undefined when the token was used, or is too old. */
  take(tokenHash: string): Promise<string | undefined>;
}

/**
 * A page with a button, and the file that the button fetches. Something that looks at the link first, to show or to
 * scan what is behind it, sees the page alone and spends nothing.
 */
export function downloadPages({ isOpen, take }: Downloads): HttpRoute[] {
  return [
    {
      method: 'GET',
      path: PATH,
      async handle({ url }, response) {
        const token = new URL(url ?? '/', 'http://here').searchParams.get('token') ?? '';
        if (await isOpen(hashToken(token))) send(response, 200, 'text/html', offer(token));
        else send(response, 404, 'text/html', GONE);
      },
    },
    {
      method: 'POST',
      path: PATH,
      async handle(request, response) {
        const token = new URLSearchParams(await readBody(request)).get('token') ?? '';
        const text = await take(hashToken(token));
        if (text === undefined) return send(response, 404, 'text/html', GONE);
        const file = { 'content-disposition': 'attachment; filename="my-data.json"' };
        send(response, 200, 'application/json', text, file);
      },
    },
  ];
}

const offer = (token: string): string =>
  page(
    'Your data',
    `<p>Everything that this network’s bot keeps about you, as one file. The button works once.</p>
<form action="my-data" method="post">
<input type="hidden" name="token" value="${token.replace(/[^\w-]/g, '')}">
<button type="submit">Save my data</button>
</form>
<p><small>Please save it where only you can read it.</small></p>`,
  );

const GONE = page(
  'This link no longer works',
  '<p>It works once, for 15 minutes. Go back to the chat, type privacy and press “Send me my data” for a new one.</p>',
);

/** A token and little else: more than this is not ours. */
const LARGEST_BODY = 2_048;

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > LARGEST_BODY) return '';
  }
  return body;
}
