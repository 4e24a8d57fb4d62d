import type { IncomingMessage } from 'node:http';
import type { Message } from '../../chat/message.ts';
import { isFromHere, isLoopbackHost } from '../../chat/near.ts';
import type { Reply } from '../../chat/reply.ts';

/**
 * Local mode has no tokens, so everything must be on this machine: who calls, the name they call us by, and where we are
 * asked to answer; nobody comes by a proxy or a tunnel. JSON only: a page in a browser can't post that here without
 * asking first.
 */
export function isLocalRequest(request: IncomingMessage): boolean {
  return (
    isFromHere(request) &&
    /^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '') &&
    request.headers.origin === undefined
  );
}

export const isLoopbackUrl = (url: URL) =>
  ['http:', 'https:'].includes(url.protocol) && isLoopbackHost(url.hostname);

/**
 * The Agents Playground opens no dialogs, and its page does not say so: locally every form is drawn in the chat, and
 * the button for it is one like any other. Nobody's real words are typed there.
 */
export function withoutDialogs<T extends Message | Reply>(drawn: T): T {
  // An invalid's fields are keyed by whatever a form calls them.
  if ('kind' in drawn && drawn.kind === 'invalid') return drawn;
  const dialogKeys = ['opensForm', 'private'];
  return JSON.parse(
    JSON.stringify(drawn, (key, value) => (dialogKeys.includes(key) ? undefined : value)),
  ) as T;
}
