import type { Work } from '../../../bot/feature.ts';
import { showAll } from '../../../bot/messages/say.ts';
import type { MemberId } from '../../../chat/message.ts';
import type { Role } from '../../../directory/actor.ts';
import { readRoleHolders } from '../../../directory/roles.ts';
import { lockSafety, readSafety, type Safety, seatOfMember } from '../../../directory/safety.ts';
import type { SafetySeat } from '../../../directory/safety-gate.ts';
import { recordAudit } from '../../../store/audit.ts';
import { seatCard } from '../messages.ts';
import * as store from '../store/safety.ts';
import type { SeatNews } from '../views/seats.ts';
import { listSetUp } from './set-up.ts';

interface Seated {
  safety: Safety;
  which: SafetySeat;
  name: string;
}

/** The seat of this member, locked; undefined: they look after nothing here. */
async function lockSeat({ tx, now }: Work, member: MemberId): Promise<Seated | undefined> {
  const safety = await lockSafety(tx, now);
  const which = seatOfMember(safety, member);
  return which && { safety, which, name: safety[which]?.name ?? '' };
}

/** Which seat this member has, if any; for what is said before they press. */
export const readSeat = async ({ tx, now }: Pick<Work, 'tx' | 'now'>, member: MemberId) =>
  seatOfMember(await readSafety(tx, now), member);

/** Coordinators hear of it once. What they were told of this seat before gives way; `same`: it only changes. */
async function chase(
  work: Work,
  { safety, which }: Pick<Seated, 'safety' | 'which'>,
  news: SeatNews,
  about: { except: MemberId; same?: boolean },
): Promise<void> {
  const { tx, now } = work;
  const before = safety.chases[which];
  const occasion = about.same && before ? before : now.toISOString();
  if (occasion !== before) {
    await closeChase(work, safety, which, { is: 'newer' });
    await store.writeChase(tx, which, occasion);
  }
  const coordinators = (await readRoleHolders(tx, 'coordinator', now)).filter((one) => one !== about.except);
  showAll(work, seatCard, [{ which, occasion, coordinators, news }]);
  await listSetUp(work);
}

/** What was told is over: unread it never comes, and read it says so. */
async function closeChase(work: Work, { chases }: Safety, which: SafetySeat, news: SeatNews): Promise<void> {
  const occasion = chases[which];
  if (!occasion) return;
  const coordinators = await readRoleHolders(work.tx, 'coordinator', work.now);
  showAll(work, seatCard, [{ which, occasion, coordinators, news }], { only: 'seen' });
  await store.writeChase(work.tx, which, null);
}

/** They asked to be forgotten: there is a week to name somebody. */
export async function seatLeaves(work: Work, member: MemberId, at: Date): Promise<void> {
  const seated = await lockSeat(work, member);
  if (!seated) return;
  const { safety, name } = seated;
  await chase(work, seated, { is: 'leaving', safety, name, at }, { except: member });
}

export async function seatStays(work: Work, member: MemberId): Promise<void> {
  const seated = await lockSeat(work, member);
  if (!seated) return;
  await closeChase(work, seated.safety, seated.which, { is: 'staying', name: seated.name });
  await listSetUp(work);
}

/** Their week is over: the seat is empty, and what is switched on stays so while the other one is there. */
export async function emptySeat(work: Work, member: MemberId): Promise<void> {
  const { tx, now } = work;
  const seated = await lockSeat(work, member);
  if (seated?.safety.wasOn) await store.markSetUp(tx);
  await store.forgetSafetyPerson(tx, member);
  if (!seated) return;
  const { safety: before, which } = seated;
  const after = await readSafety(tx, now);
  if (before.open && !after.open)
    await recordAudit(tx, { at: now, action: 'safety.closed', record: 'safety' });
  await chase(work, { safety: before, which }, { is: 'gone', safety: after }, { except: member });
}

/** D51: nobody is asked why, but people must find somebody who is there. `wasAway`: only its day has changed. */
export async function seatTakesBreak(
  work: Work,
  member: MemberId,
  until: Date,
  wasAway: boolean,
): Promise<SafetySeat | undefined> {
  const seated = await lockSeat(work, member);
  if (!seated) return undefined;
  const { safety, which, name } = seated;
  await chase(work, seated, { is: 'away', safety, name, until }, { except: member, same: wasAway });
  return which;
}

/** Sooner than they had said. */
export async function seatIsBack(work: Work, member: MemberId): Promise<void> {
  const seated = await lockSeat(work, member);
  if (!seated) return;
  await closeChase(work, seated.safety, seated.which, { is: 'back', name: seated.name });
  await listSetUp(work);
}

/** Their role is over, the seat is not. */
export async function seatAfterRole(work: Work, member: MemberId, role: Role): Promise<void> {
  const seated = await lockSeat(work, member);
  if (seated) await chase(work, seated, { is: 'role-over', name: seated.name, role }, { except: member });
}

/** Somebody is named: nothing is left of what was told. `before`: the set-up as it was. */
export const seatIsFilled = (work: Work, before: Safety, which: SafetySeat, name: string) =>
  closeChase(work, before, which, { is: 'named', name });
