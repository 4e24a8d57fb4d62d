import type { RenderedMessage } from './render.ts';

/** The person is waiting: an answer that takes longer is given another way. */
export const respondMs = 2_000;

/** Answers through a response_url. False when Slack refused it (used up after 5 times or 30 minutes) or did not answer. */
export async function respondTo(
  responseUrl: string,
  how: 'ephemeral' | 'replace',
  message: RenderedMessage,
): Promise<boolean> {
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
}
