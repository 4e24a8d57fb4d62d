/**
 * Why a message did not arrive, as far as somebody who is not an engineer can do something about it.
 *
 * - `not-installed`: the bot may not write there. `gone`: they have blocked it or left.
 * - `nowhere`: no account is known on a platform that is set up. `refused`: the platform would not have it.
 * - `no-answer`: nobody knows whether it arrived.
 */
export const REASONS = ['not-installed', 'gone', 'nowhere', 'no-answer', 'refused'] as const;
export type Reason = (typeof REASONS)[number];

/** The platforms' own words, and ours, as adapters and dispatcher write them down. */
const WORDS: readonly { reason: Reason; pattern: RegExp }[] = [
  { reason: 'nowhere', pattern: /no way to reach|names neither a user|expected a user or a conversation/ },
  {
    reason: 'not-installed',
    pattern:
      /not.installed|account_inactive|messages_tab_disabled|not_in_channel|BotNotInConversationRoster|ForbiddenOperation/i,
  },
  {
    reason: 'gone',
    pattern:
      /user_not_found|user_disabled|user_not_visible|cannot_dm_bot|channel_not_found|is_archived|MessageWritesBlocked|BotDisabled|ConversationNotFound|ConversationBlocked/i,
  },
  {
    reason: 'no-answer',
    pattern: /did not answer|answered 5\d\d|Teams: 5\d\d|no answer|whether|is not known/,
  },
  // A bare 403 of Teams is an app that is not there; a bare 404 a chat that is gone.
  { reason: 'not-installed', pattern: /Teams: 403/ },
  { reason: 'gone', pattern: /Teams: 404/ },
];

export function reasonOf(state: string, error: string | null): Reason {
  if (state === 'unknown') return 'no-answer';
  return WORDS.find(({ pattern }) => pattern.test(error ?? ''))?.reason ?? 'refused';
}
