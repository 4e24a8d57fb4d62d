import type { Beginning } from '../../bot/beginning.ts';
import type { Work } from '../../bot/feature.ts';
import { list, show, showAll, tell, unlist } from '../../bot/messages/say.ts';
import type { MemberId } from '../../chat/message.ts';
import { recordAudit } from '../../store/audit.ts';
import { reviewDue, toReadCard } from './messages.ts';
import type { PolicyKind } from './rules/policies.ts';
import * as store from './store.ts';

/** Who is to read this version. */
export const readReaders = ({ tx, features }: Work, policy: store.Policy): Promise<store.ToRead[]> =>
  store.readReaders(tx, features, policy);

/** This member has read this version; whether that is new. */
export async function acknowledge(work: Work, policy: store.Policy, member: MemberId): Promise<boolean> {
  const { tx, now } = work;
  if (!(await store.acknowledge(tx, policy.id, member, now))) return false;
  const entry = { at: now, actor: member, action: 'policy.acknowledged', record: `policy:${policy.id}` };
  await recordAudit(tx, { ...entry, private: true });
  return true;
}

/** A7, A28: these kinds were read on another screen; their own cards say so. */
export async function acknowledgeKinds(
  work: Work,
  kinds: readonly PolicyKind[],
  member: MemberId,
): Promise<void> {
  for (const policy of await store.readCurrent(work.tx)) {
    if (!kinds.includes(policy.kind) || !(await acknowledge(work, policy, member))) continue;
    const about = { only: 'seen' } as const;
    show(work, toReadCard, { policy, member, readBefore: false, isRead: true }, about);
  }
}

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
