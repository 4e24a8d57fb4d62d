import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import { type Limit, SendError } from '../../chat/adapter.ts';
import { textAt } from './json.ts';

/** Slack's own words for: this will not be delivered, whatever we do. account_inactive is the uninstalled app. */
const never = new Set([
  'account_inactive',
  'as_user_not_supported',
  'cannot_dm_bot',
  'cant_update_message',
  'channel_not_found',
  'edit_window_closed',
  'invalid_arguments',
  'invalid_blocks',
  'is_archived',
  'message_not_found',
  'messages_tab_disabled',
  'msg_blocks_too_long',
  'msg_too_long',
  'no_text',
  'not_in_channel',
  'restricted_action',
  'thread_not_found',
  'user_disabled',
  'user_not_found',
  'user_not_visible',
]);
/** The answer says no, but Slack's reference adds that some of it may have been done. */
const unknown = new Set(['fatal_error', 'internal_error', 'request_timeout', 'service_unavailable']);
/** No connection was made, so nothing was sent. */
const unsent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** `scope`: what a limit that Slack reports holds for. */
export function toSendError(error: unknown, scope: Limit['per'] = 'conversation'): SendError {
  if (error instanceof SendError) return error;
  if (error instanceof WebAPIRateLimitedError) {
    return new SendError('retry', 'Slack asks us to slow down', {
      retryAfterMs: error.retryAfter * 1_000,
      scope,
      cause: error,
    });
  }
  if (error instanceof WebAPIPlatformError) return refused(error);
  if (error instanceof WebAPIHTTPError) {
    // 3xx and 4xx are refusals on the way; after a 5xx the message may have been posted.
    const outcome = error.statusCode >= 500 ? 'unknown' : 'retry';
    return new SendError(outcome, `Slack answered ${error.statusCode}`, { cause: error });
  }
  // A 429 without Retry-After is no coded error in web-api 8.2.
  if (error instanceof Error && error.message.startsWith('Retry header did not contain')) {
    return new SendError('retry', 'Slack asks us to slow down', { retryAfterMs: 30_000, cause: error });
  }
  const code = codeOf(error);
  if (code !== undefined && unsent.has(code))
    return new SendError('retry', `Slack cannot be reached (${code})`, { cause: error });
  return new SendError('unknown', `Slack did not answer (${code ?? 'no reason given'})`, { cause: error });
}

/** Anything else that Slack names was not delivered: token and scope problems, too, which the operator can mend. */
function refused(error: WebAPIPlatformError): SendError {
  const reason = error.data.error;
  const outcome = never.has(reason) ? 'never' : unknown.has(reason) ? 'unknown' : 'retry';
  return new SendError(outcome, `Slack refused it: ${reason}`, { cause: error });
}

function codeOf(error: unknown, depth = 0): string | undefined {
  if (typeof error !== 'object' || error === null || depth > 5) return undefined;
  const cause = (error as { cause?: unknown }).cause;
  const deeper = codeOf(cause, depth + 1) ?? codeOf((error as { errors?: unknown[] }).errors?.[0], depth + 1);
  return (
    deeper ?? textAt(error, 'code') ?? (textAt(error, 'name') === 'TimeoutError' ? 'TimeoutError' : undefined)
  );
}
