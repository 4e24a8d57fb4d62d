import webApi from '@slack/web-api';
import { expect, it } from 'vitest';
import { toSendError } from '../../src/adapters/slack/errors.ts';

const { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } = webApi;
const refused = (error: string) => new WebAPIPlatformError({ ok: false, error });
const lost = (about: object) =>
  new WebAPIRequestError(Object.assign(new TypeError('fetch failed'), { cause: about }));

it.each([
  [
    'never',
    [
      'account_inactive',
      'channel_not_found',
      'user_not_found',
      'is_archived',
      'not_in_channel',
      'invalid_blocks',
    ],
  ],
  ['retry', ['invalid_auth', 'token_revoked', 'missing_scope', 'ratelimited', 'something_new']],
  ['unknown', ['fatal_error', 'internal_error']],
])('says %s for what Slack refuses so', (outcome, reasons) => {
  for (const reason of reasons) expect(toSendError(refused(reason)), reason).toMatchObject({ outcome });
});

it('knows what was never sent from what may have arrived', () => {
  expect(toSendError(lost({ code: 'ECONNREFUSED' })).outcome).toBe('retry');
  expect(toSendError(lost({ code: 'ENOTFOUND' })).outcome).toBe('retry');
  expect(toSendError(lost({ errors: [{ code: 'ECONNREFUSED' }] })).outcome).toBe('retry');
  expect(toSendError(lost({ code: 'ECONNRESET' })).outcome).toBe('unknown');
  expect(toSendError(lost({ code: 'UND_ERR_SOCKET' })).outcome).toBe('unknown');
  expect(toSendError(new WebAPIRequestError(new DOMException('late', 'TimeoutError'))).outcome).toBe(
    'unknown',
  );
  expect(toSendError(new WebAPIHTTPError(502, '', {}, '')).outcome).toBe('unknown');
  expect(toSendError(new WebAPIHTTPError(403, '', {}, '')).outcome).toBe('retry');
  expect(toSendError(new SyntaxError('half an answer')).outcome).toBe('unknown');
});

it('waits as long as Slack says, and half a minute when it does not say', () => {
  expect(toSendError(new WebAPIRateLimitedError(7))).toMatchObject({ outcome: 'retry', retryAfterMs: 7_000 });
  const unsaid = new Error('Retry header did not contain a valid timeout (url: x)');
  expect(toSendError(unsaid)).toMatchObject({ outcome: 'retry', retryAfterMs: 30_000 });
});
