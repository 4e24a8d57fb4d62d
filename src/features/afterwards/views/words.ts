import { type Card, type Message, message, paragraph } from '../../../chat/message.ts';
import { list } from '../../../chat/words.ts';
import type { Holder } from '../../../directory/seats.ts';

/** Ours: as many are named as one reads at a glance. */
const MOST_NAMED = 4;

/** Who reads or answers, by name. */
export function named(people: readonly string[], nobody: string): string {
  const first = people.slice(0, MOST_NAMED);
  const others = people.length - first.length;
  if (first.length === 0) return nobody;
  return list([...first, ...(others > 0 ? [others === 1 ? 'one other' : `${others} others`] : [])]);
}

export const answerersNamed = (answerers: readonly Holder[]): string =>
  named(
    answerers.map(({ name }) => name),
    'whoever runs it',
  );

/** In the place of what is over, or is somebody else’s by now. */
export const nothingNeeded: Card = {
  title: 'Nothing is needed here any more',
  body: [paragraph('It was taken back, or somebody else has seen to it. Thank you.')],
};
export const nothingHere: Message = message({
  title: 'There’s nothing to do here now',
  body: [paragraph('Nothing was changed. Type “home” to see what is waiting for you.')],
});
/** What an earlier card says once there is a newer one. */
export const movedOn: Card = {
  title: 'There’s news about this',
  body: [paragraph('It’s in a newer message from me, further down.')],
};
export const tooLateToUndo: Message = message({
  title: 'That can’t be undone with a press any more',
  body: [paragraph('It’s more than ten minutes ago, and they may have acted on it. Please write to them.')],
});
