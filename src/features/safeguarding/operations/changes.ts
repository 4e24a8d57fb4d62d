import type { Work } from '../../../bot/feature.ts';
import { show, showAll, tell } from '../../../bot/messages/say.ts';
import type { MemberId } from '../../../chat/message.ts';
import { OWN_MOST } from '../../../directory/own-helplines.ts';
import { readRoleHolders } from '../../../directory/roles.ts';
import { lockSafety, readSafety, type Safety } from '../../../directory/safety.ts';
import { recordAudit } from '../../../store/audit.ts';
import { changeCard, changeTold } from '../messages.ts';
import {
  answerBy,
  concernedBy,
  isSame,
  needsYes,
  type SafetyChange,
  subjectOf,
  wordsOf,
} from '../rules/changes.ts';
import { isOnePerson } from '../rules/seats.ts';
import * as store from '../store/changes.ts';
import { removeOwnNumber, writeOwnNumber } from '../store/own-helplines.ts';
import * as safetyStore from '../store/safety.ts';
import { arrangeNumbers, refreshNumbers } from './review.ts';
import { seatIsFilled } from './seats.ts';
import { listSetUp } from './set-up.ts';

/** Something of the set-up was done: it is written down, and that support was switched on or off; homes follow. */
export async function writeDown(
  work: Work,
  before: Safety,
  done: { action: string; record?: string; actor?: MemberId },
): Promise<void> {
  const { tx, now } = work;
  const entry = { at: now, record: 'safety', ...(done.actor && { actor: done.actor }) };
  await recordAudit(tx, { ...entry, ...done });
  const after = await readSafety(tx, now);
  if (after.open !== before.open)
    await recordAudit(tx, { ...entry, action: after.open ? 'safety.opened' : 'safety.closed' });
  await listSetUp(work);
}

/**
 * A change that somebody wants, with the gate locked: done at once where one coordinator is enough or nobody else could
 * say yes, and otherwise when somebody does. Whatever waited about the same thing gives way.
 */
export async function proposeChange(
  work: Work,
  before: Safety,
  change: SafetyChange,
  by: MemberId,
): Promise<'done' | 'proposed'> {
  const { tx, now } = work;
  const subject = subjectOf(change);
  for (const open of await store.readOpenChanges(tx, subject)) await settle(work, open, 'void');
  if (isSame(before, change)) {
    await takeEffect(work, before, change);
    return 'done';
  }
  const eligible = needsYes(before, change) ? await store.readEligible(tx, now, by) : [];
  const isOpen = eligible.length > 0;
  const about = {
    subject,
    change,
    ...wordsOf(before, change),
    former: (change.kind === 'seat' && before[change.which]?.member) || null,
    next: (change.kind === 'seat' && change.member) || null,
    dueAt: isOpen ? answerBy(now) : now,
  };
  const written = await store.writeChange(tx, about, { by, now, isOpen });
  if (isOpen) {
    show(work, changeCard, { change: written, eligible });
    return 'proposed';
  }
  await takeEffect(work, before, change);
  await tellAll(work, written, by);
  return 'done';
}

/** False: it cannot be any more, for something else has changed meanwhile. */
async function takeEffect(work: Work, before: Safety, change: SafetyChange): Promise<boolean> {
  const { tx, now } = work;
  switch (change.kind) {
    case 'seat': {
      const { which, name, number, member } = change;
      const other = before[which === 'lead' ? 'deputy' : 'lead'];
      const person = { name, number, ...(member && { member }) };
      if (other && isOnePerson(person, other)) return false;
      await safetyStore.nameSafetyPerson(tx, which, person);
      // Whoever only has another number is still the one who leaves, or is away.
      if (member === undefined || member !== before[which]?.member)
        await seatIsFilled(work, before, which, name);
      return true;
    }
    case 'out-of-hours':
      await safetyStore.writeOutOfHours(tx, change.words);
      return true;
    case 'nation':
      await safetyStore.writeNation(tx, change.nation);
      return true;
    case 'number': {
      const { id, to } = change;
      if (id === undefined && before.own.length >= OWN_MOST) return false;
      const isDone = to
        ? await writeOwnNumber(tx, id, { ...to, rungAt: new Date(to.rungAt) }, now)
        : id !== undefined && (await removeOwnNumber(tx, id));
      if (!isDone) return false;
      // What coordinators were asked to ring follows, and when they are asked again.
      const after = await readSafety(tx, now);
      await arrangeNumbers(tx, after, now);
      await refreshNumbers(work, after);
      return true;
    }
  }
}

export const readEligible = ({ tx }: Work, { proposedAt, proposer }: store.Change): Promise<MemberId[]> =>
  store.readEligible(tx, proposedAt, proposer?.member);

/** An open change is over: the cards that asked say so. `undefined`: somebody was quicker. */
async function settle(
  work: Work,
  change: store.Change,
  state: 'done' | 'kept' | 'void',
  by: MemberId | null = null,
): Promise<store.Change | undefined> {
  const { tx, now } = work;
  if (!(await store.decideChange(tx, change.id, state, { by, now }))) return undefined;
  const decided = (await store.readChange(tx, change.id)) ?? change;
  const eligible = await readEligible(work, change);
  showAll(work, changeCard, [{ change: decided, eligible }], { only: 'seen' });
  return decided;
}

/** Everybody whom it concerns, but for whoever did it. */
async function tellAll(work: Work, change: store.Change, by: MemberId | null): Promise<void> {
  const coordinators = await readRoleHolders(work.tx, 'coordinator', work.now);
  const concerned = concernedBy(change, coordinators).filter((member) => member !== by);
  tell(work, changeTold, { change, concerned }, 'decided');
}

/** A yes, an answer that did not come in time, or what else there is to do: with the gate locked. */
export async function carryOut(work: Work, open: store.Change, by: MemberId | null): Promise<void> {
  const before = await lockSafety(work.tx, work.now);
  const isDone = await takeEffect(work, before, open.change);
  const decided = await settle(work, open, isDone ? 'done' : 'void', by);
  if (!decided) return;
  await writeDown(work, before, {
    action: isDone ? 'safety.change-agreed' : 'safety.change-void',
    ...(by && { actor: by }),
  });
  await tellAll(work, decided, by);
}

/** A no, or it is taken back. The gate is locked. */
export async function keepAsItWas(
  work: Work,
  safety: Safety,
  open: store.Change,
  by: MemberId,
): Promise<void> {
  const kept = await settle(work, open, 'kept', by);
  await writeDown(work, safety, { action: 'safety.change-kept', actor: by });
  if (kept) await tellAll(work, kept, by);
}

/** Nobody answered in time. */
export async function carryOutUnanswered(work: Work, id: string): Promise<void> {
  await lockSafety(work.tx, work.now);
  const change = await store.readChange(work.tx, id);
  if (change?.state === 'open' && change.dueAt <= work.now) await carryOut(work, change, null);
}
