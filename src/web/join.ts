import type { HttpRoute } from '../chat/adapter.ts';
import { escapeHtml, page, send } from './page.ts';

const PATH = '/join';
/** The code is what is typed in the chat anyway; whoever has the link has the code. */
export const joinUrl = (publicUrl: string, code: string): string => `${publicUrl}${PATH}?code=${code}`;

/** What the page needs. */
export interface Joining {
  /** Whose network it is; without a name “a peer network”. */
  network: string | undefined;
  /** The code as it is typed, while somebody can still join by it. Looking at it spends nothing. */
  findCode(typed: string): Promise<string | undefined>;
  /** Whom to call: it stands at the foot of every page where somebody may be stuck. */
  numbers: string;
}

/**
 * A page that says how to join, with the code to type: nothing is changed by looking at it, so that whatever looks
 * behind a link spends nothing. It says nothing of who was invited; an unknown, a used and an old code are one page.
 */
export function joinPages({ network, findCode, numbers }: Joining): HttpRoute[] {
  const whose = escapeHtml(network ?? 'a peer network');
  return [
    {
      method: 'GET',
      path: PATH,
      async handle({ url }, response) {
        const code = await findCode(new URL(url ?? '/', 'http://here').searchParams.get('code') ?? '');
        if (code === undefined) send(response, 404, 'text/html', noCodePage(whose, numbers));
        else send(response, 200, 'text/html', codePage(whose, code, numbers));
      },
    },
  ];
}

/** Where to find the bot, and what to send it there. */
const steps = (words: string): string => `<h2>In Slack</h2>
<ol>
<li>Open your Slack. Under “Apps”, look for Alongside.</li>
<li>Open “Messages” and send it:<br><strong>${words}</strong></li>
</ol>
<h2>In Teams</h2>
<ol>
<li>Open your Teams. Under “Apps”, look for Alongside and open it.</li>
<li>In “Chat”, send it:<br><strong>${words}</strong></li>
</ol>
<p>Either will do. If you don’t find it there, ask whoever gave you this link: it may have another name.</p>`;

const foot = (numbers: string): string => `<p><small>Alongside is a bot. ${escapeHtml(numbers)}</small></p>`;

const codePage = (whose: string, code: string, numbers: string): string =>
  page(
    'You’re invited',
    `<p>This is about joining ${whose}. Nothing is expected of you, and you can leave at any time.</p>
${steps(`join ${code}`)}
<p>It then asks whether you’d like to join. Please send the code only there: it works once, and where others can read it, it stops working.</p>
${foot(numbers)}`,
  );

const noCodePage = (whose: string, numbers: string): string =>
  page(
    'You can still ask to join',
    `<p>The code of this link has been used, or is more than half a year old, or part of the link is missing. You can join ${whose} without it: a coordinator will answer you.</p>
${steps('join')}
${foot(numbers)}`,
  );
