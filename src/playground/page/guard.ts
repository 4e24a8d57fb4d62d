import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

/** A secret that only a page of our own can have read; every act carries it. */
export const newToken = (): string => randomBytes(24).toString('base64url');

/**
 * Why a request is not answered; undefined when it may be. The page is this machine's alone: a name that somebody else
 * pointed at it (DNS rebinding) is refused by its Host, another site by its Origin, a form of another site by the token.
 */
export function refuse(request: IncomingMessage, token: string): string | undefined {
  const { host = '', origin } = request.headers;
  if (!isLoopback(request.socket.remoteAddress)) return 'The playground answers on this machine alone.';
  if (!LOOPBACK.test(host.replace(/:\d+$/, '')))
    return 'Open the playground by its own address: http://127.0.0.1, with the port that the terminal shows.';
  if (origin !== undefined && origin !== `http://${host}`)
    return 'The playground takes nothing from other sites.';
  if (request.method !== 'POST') return undefined;
  if (origin === undefined) return 'The playground takes acts from its own page alone.';
  if (!(request.headers['content-type'] ?? '').startsWith('application/json')) return 'Expected JSON.';
  return isSame(String(request.headers['x-playground-token'] ?? ''), token)
    ? undefined
    : 'This page is from before the playground was started again. Reload it.';
}

const isLoopback = (address = '') => /^(::1$|(::ffff:)?127\.)/.test(address);

function isSame(given: string, token: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}
