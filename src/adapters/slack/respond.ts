import type { Log } from './log.ts';
import type { RenderedMessage } from './render.ts';

/** The person is waiting: an answer that takes longer is given another way. */
export const respondMs = 2_000;

/** Answers through a response_url. False when Slack refused it (used up after 5 times or 30 minutes) or did not answer. */
export type Respond = (
  responseUrl: string,
  how: 'ephemeral' | 'replace',
  message: RenderedMessage,
) => Promise<boolean>;

/** Slack's own hosts, those for governments among them. */
const SLACK = /(?:^|\.)slack(?:-gov)?\.com$/;

/**
 * A response_url comes back with a payload: only Slack's hosts are written to, and the one that `apiUrl` names in their
 * place. What is said there may be private.
 */
function isSlacks(responseUrl: string, apiUrl: string | undefined): boolean {
  if (!URL.canParse(responseUrl)) return false;
  const { protocol, hostname, port, origin } = new URL(responseUrl);
  if (apiUrl !== undefined && origin === new URL(apiUrl).origin) return true;
  return protocol === 'https:' && port === '' && SLACK.test(hostname);
}

export function responder(apiUrl: string | undefined, log: Log): Respond {
  return async (responseUrl, how, message) => {
    if (!isSlacks(responseUrl, apiUrl)) {
      log({ event: 'slack.refused', reason: 'a response_url that is not Slack’s' });
      return false;
    }
    const body =
      how === 'replace'
        ? { replace_original: true, ...message }
        : { response_type: 'ephemeral', replace_original: false, ...message };
    try {
      const response = await fetch(responseUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify(body),
        redirect: 'error',
        signal: AbortSignal.timeout(respondMs),
      });
      await response.arrayBuffer();
      return response.ok;
    } catch {
      return false;
    }
  };
}
