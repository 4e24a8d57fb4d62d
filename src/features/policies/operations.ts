import type { Beginning } from '../../bot/beginning.ts';
import type { Work } from '../../bot/feature.ts';
import { list, showAll, tell, unlist } from '../../bot/messages/say.ts';
import type { MemberId } from '../../chat/message.ts';
import { reviewDue, toReadCard } from './messages.ts';
import type { PolicyKind } from './rules/policies.ts';
import * as store from './store.ts';

/** Who is to read this version. */
export const readReaders = ({ tx, features }: Work, policy: store.Policy): Promise<store.ToRead[]> =>
  store.readReaders(tx, features, policy);

/** A card for each of them, in words that are true of what they read before. */
export const askToRead = (work: Work, all: readonly store.ToRead[]): void => showAll(work, toReadCard, all);

/** A version holds from now on, in the place of `before`, which nobody needs to read any more. */
export async function askAboutNew(
  work: Work,
  policy: store.Policy,
  before: store.Policy | undefined,
): Promise<store.ToRead[]> {
  if (before) unlist(work, toReadCard, await readReaders(work, before));
  const readers = await readReaders(work, policy);
  askToRead(work, readers);
  return readers;
}

/**
 * Other things need this kind from now on: whoever had begun one finds it on their home,
 * and whoever had begun what needs it no more does not.
 */
export async function changeNeeds(
  work: Work,
  kind: PolicyKind,
  what: readonly Beginning[],
): Promise<store.ToRead[]> {
  const { tx } = work;
  const policy = (await store.readCurrent(tx)).find((one) => one.kind === kind);
  const before = policy ? await readReaders(work, policy) : [];
  await store.writeNeeds(tx, kind, what);
  const readers = policy ? await readReaders(work, policy) : [];
  unlist(work, toReadCard, before);
  list(work, toReadCard, readers);
  return readers;
}

/** Whose review is due: coordinators hear it once. */
export async function remindOfReview(work: Work, id: string, coordinators: readonly MemberId[]) {
  const policy = await store.lockPolicy(work.tx, id);
  if (!policy || !(await store.markReminded(work.tx, id))) return;
  tell(work, reviewDue, { policy, coordinators }, 'due');
}
