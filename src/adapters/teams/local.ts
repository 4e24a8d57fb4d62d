import type { IncomingMessage } from 'node:http';
import type { Message } from '../../chat/message.ts';
import type { Reply } from '../../chat/reply.ts';

/**
 * Local mode has no tokens, so everything must be on this machine: who calls, the name they call us by (another name
 * may be a web page whose DNS was turned on us), and where we are asked to answer. JSON only: a page in a browser
 * can't post that here without asking first.
 */
export function isLocalRequest(request: IncomingMessage): boolean {
  const host = URL.canParse(`http://${request.headers.host}`)
    ? new URL(`http://${request.headers.host}`)
    : undefined;
  return (
    isLoopbackAddress(request.socket.remoteAddress ?? '') &&
    host !== undefined &&
    isLoopbackHost(host.hostname) &&
    /^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '') &&
    request.headers.origin === undefined
  );
}

export const isLoopbackUrl = (url: URL) =>
  ['http:', 'https:'].includes(url.protocol) && isLoopbackHost(url.hostname);

const isLoopbackHost = (host: string) =>
  host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);

const isLoopbackAddress = (address: string) =>
  address === '::1' || /^(::ffff:)?127(\.\d{1,3}){3}$/.test(address);

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
