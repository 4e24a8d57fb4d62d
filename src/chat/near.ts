import type { IncomingMessage } from 'node:http';

const isLoopbackAddress = (address: string): boolean =>
  address === '::1' || /^(::ffff:)?127(\.\d{1,3}){3}$/.test(address);

export const isLoopbackHost = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);

/** By the names that proxies, tunnels and clouds give them: who asked in truth, by which way, under which name. */
const FORWARDING = [
  /^(?:forwarded|via|.*[-_]via|.*forwarded.*)$/,
  /^.*-ip(?:v[46])?$/,
  /^(?:cf|cdn|fastly|fly|ngrok|x-envoy|x-arr|x-azure|x-amzn|x-amz-cf|x-appengine|x-cloud|x-original|x-proxy|x-vercel|x-nf)-/,
];
const isForwarded = (headers: IncomingMessage['headers']): boolean =>
  Object.keys(headers).some((name) => FORWARDING.some((known) => known.test(name)));

/**
 * Whether somebody on this machine asks, by this machine's own name: another name may be a web page whose DNS was turned
 * on us. Whoever comes by a proxy comes from somewhere else, wherever the proxy stands and whatever it says.
 */
export function isFromHere({ socket, headers }: IncomingMessage): boolean {
  const host = `http://${headers.host}`;
  return (
    isLoopbackAddress(socket.remoteAddress ?? '') &&
    URL.canParse(host) &&
    isLoopbackHost(new URL(host).hostname) &&
    !isForwarded(headers)
  );
}
