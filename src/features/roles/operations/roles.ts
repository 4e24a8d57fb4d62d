import type { Work } from '../../../bot/feature.ts';
import { show, showAll } from '../../../bot/messages/say.ts';
import { dropStale } from '../../../bot/messages/waiting.ts';
import type { MemberId, Message } from '../../../chat/message.ts';
import type { Role } from '../../../directory/actor.ts';
import type { Named } from '../../../directory/circle.ts';
import { readRoleHolders } from '../../../directory/roles.ts';
import { seatAfterRole } from '../../safeguarding/operations/seats.ts';
import { handoverCard, roleCard, supervisionCard } from '../messages.ts';
import { type Left, readItems } from '../store/handover.ts';
import * as store from '../store/roles.ts';
import type { Supervision } from '../views/supervision.ts';
import { endSeatsWithoutRole } from './seats.ts';

export const holdsNow = async ({ tx, now }: Work, member: MemberId, role: Role): Promise<boolean> =>
  (await readRoleHolders(tx, role, now)).includes(member);

/** The card of each coordinator. The grant is locked. */
export async function showLeft(work: Work, left: Omit<Left, 'coordinators'>): Promise<Message> {
  const coordinators = await readRoleHolders(work.tx, 'coordinator', work.now);
  return show(work, handoverCard, { ...left, coordinators });
}

/**
 * A role is over, by its day or by hand: the person is told, what waited for them in it is on their home no more, and
 * coordinators see what is still open.
 */
export async function settleEnd(work: Work, id: string): Promise<void> {
  const { tx, now, features } = work;
  const grant = await store.lockEnded(tx, id, now);
  if (!grant || grant.isSettled) return;
  const { member, role } = grant;
  // Given again before anybody was told: nothing has ended.
  if (await holdsNow(work, member, role)) return store.settleGrant(tx, id, now, false);
  if (grant.endedBy === null) show(work, roleCard, { member, role, state: 'ended' });
  for (const { handover } of features) await handover?.ended?.(work, member, role);
  await endSeatsWithoutRole(work, member);
  await dropStale(work, member);
  await seatAfterRole(work, member, role);
  const items = await readItems(work, grant);
  await store.settleGrant(tx, id, now, items.length > 0);
  if (items.length > 0) await showLeft(work, { grant, items });
}

/** The role was given again: what was open is theirs as before. */
export async function recallHandover(work: Work, member: MemberId, role: Role): Promise<void> {
  const { tx, now } = work;
  const recalled: Left[] = [];
  const coordinators = await readRoleHolders(tx, 'coordinator', now);
  for (const id of await store.readLeftOpen(tx, { member, role })) {
    const grant = await store.lockEnded(tx, id, now);
    await store.settleGrant(tx, id, now, false);
    if (grant) recalled.push({ grant, items: [], coordinators, isHeldAgain: true });
  }
  showAll(work, handoverCard, recalled, { only: 'seen' });
}

/** Both of the two are told. */
export function tellBoth(work: Work, supervisor: Named, supported: Named, is: 'supported' | 'over'): void {
  const both: Supervision[] = [
    { to: supported, other: supervisor, is },
    { to: supervisor, other: supported, is: is === 'over' ? 'over' : 'supervisor' },
  ];
  showAll(work, supervisionCard, both);
}
