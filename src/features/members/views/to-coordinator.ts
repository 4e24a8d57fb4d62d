import type { Card, MemberId, Message } from '../../../chat/message.ts';
import { discreet } from '../../../chat/words.ts';
import type { Draft } from '../../../outbox/enqueue/draft.ts';

/** What a coordinator is asked about somebody: what they say they are, or that their name looks like another's. */
type About = 'hats' | 'namesake';

export const slotOf = (about: About, member: MemberId, coordinator: MemberId): string =>
  `members:${about}:${member}:${coordinator}`;

/** One living card for each coordinator and each person. It names them, and a lock screen does not. */
export const toCoordinator = (
  about: About,
  { coordinator, member }: { coordinator: MemberId; member: MemberId },
  words: Card | Message,
): Draft => ({
  to: { member: coordinator },
  message: discreet(words),
  slot: slotOf(about, member, coordinator),
  class: 'quiet',
  origin: { feature: 'members', id: member },
});
