import type { OfferedSeat, Work } from '../../../bot/feature.ts';
import { close, show, tell } from '../../../bot/messages/say.ts';
import type { MemberId, Message } from '../../../chat/message.ts';
import { notMember } from '../../../chat/typed.ts';
import type { Role } from '../../../directory/actor.ts';
import { readMembers } from '../../../directory/people.ts';
import { readRoleHolders } from '../../../directory/roles.ts';
import type { SeatKey, SeatScope, SeatState } from '../../../directory/seats.ts';
import { recordAudit } from '../../../store/audit.ts';
import { seatAnswer, seatCard, seatEmptied, seatEnded } from '../messages.ts';
import { nextSeatState, type SeatStep } from '../rules.ts';
import { findOffered, readSeated } from '../store/seated.ts';
import * as store from '../store/seats.ts';
import * as views from '../views/seats.ts';

type Seat = store.Seat;

const seated = async (work: Work, seat: Seat): Promise<views.Seated> => {
  const [one] = await readSeated(work, [seat]);
  return one ?? { seat, words: undefined };
};

/** The card of whoever was offered it. The seat is locked. */
const showSeat = async (work: Work, seat: Seat): Promise<Message> =>
  show(work, seatCard, await seated(work, seat));

const audit = ({ tx, now }: Work, seat: Seat, actor: MemberId, action: string): Promise<void> =>
  recordAudit(tx, { at: now, actor, action, record: `seat:${seat.id}`, about: [seat.member] });

/** What runs by it shows who has it. */
async function tellChanged(work: Work, seat: Seat, former?: MemberId): Promise<void> {
  for (const { seats } of work.features) await seats?.changed?.(work, seat, former);
}

const holdsNow = async ({ tx, now }: Work, member: MemberId, role: Role): Promise<boolean> =>
  (await readRoleHolders(tx, role, now)).includes(member);

const roleNeeded = (work: Work, seat: Seat): Role | undefined => findOffered(work, seat)?.needs;

async function problemWith(
  work: Work,
  offered: OfferedSeat,
  scopeId: string,
  member: MemberId,
): Promise<string | undefined> {
  const { needs } = offered;
  if (needs && !(await holdsNow(work, member, needs))) return views.lacksRole(needs);
  return offered.problem(work, scopeId, member);
}

/** Asks somebody whether they would take it on. What is wrong with that person, in words; undefined: they are asked. */
export async function offerSeat(
  work: Work,
  key: SeatKey,
  { to, by }: { to: MemberId; by: MemberId },
): Promise<string | undefined> {
  const { tx, now } = work;
  const offered = findOffered(work, key);
  if (!offered) throw new Error(`Expected a feature that offers the seat ${key.scope}/${key.role}.`);
  if (to === by) return views.themselves;
  const name = (await readMembers(tx, [to])).get(to);
  if (name === undefined) return notMember;
  await store.lockPlace(tx, key);
  const before = await store.readOpenSeat(tx, key);
  if (before) return views.askedAlready(before);
  if (await store.hasDeclined(tx, key, to)) return views.saidNo(name);
  const problem = await problemWith(work, offered, key.scopeId, to);
  if (problem !== undefined) return problem;
  const seat = await store.createSeat(tx, key, { member: to, by, now });
  if (!seat) throw new Error('Expected a seat whose place is locked and empty.');
  await audit(work, seat, by, 'seat.offered');
  await showSeat(work, seat);
  return undefined;
}

async function move(work: Work, seat: Seat, step: SeatStep): Promise<Seat | undefined> {
  const to: SeatState | undefined = nextSeatState(seat.state, step);
  return to && store.moveSeat(work.tx, seat, to, work.now);
}

/** Whoever offered it hears quietly: their one card changes with the answer. */
async function tellAnswer(work: Work, seat: Seat, only?: 'seen'): Promise<void> {
  if (seat.offeredBy === null) return;
  show(work, seatAnswer, await seated(work, seat), only && { only });
}

/** The words of why not, or the card as it is now. The seat is locked. */
export async function acceptSeat(work: Work, seat: Seat): Promise<{ no: Message } | { yes: Message }> {
  const { tx } = work;
  if (!nextSeatState(seat.state, 'accept')) return { yes: await showSeat(work, seat) };
  const { words } = await seated(work, seat);
  const offered = findOffered(work, seat);
  if (!offered || !words) return { no: views.nothingNow };
  await store.lockPlace(tx, seat);
  const other = await store.readOpenSeat(tx, seat);
  if (other && other.id !== seat.id) return { no: views.takenMeanwhile };
  if ((await problemWith(work, offered, seat.scopeId, seat.member)) !== undefined)
    return { no: views.notOpenToYou };
  const held = (await move(work, seat, 'accept')) ?? seat;
  await audit(work, held, held.member, 'seat.accepted');
  await tellChanged(work, held);
  await tellAnswer(work, held);
  return { yes: await showSeat(work, held) };
}

export async function declineSeat(work: Work, seat: Seat): Promise<Message> {
  const declined = await move(work, seat, 'decline');
  if (declined) await tellAnswer(work, declined);
  return showSeat(work, declined ?? seat);
}

/** The yes was a mistake: it is open again, and whoever offered it reads so. */
export async function undoSeat(work: Work, seat: Seat): Promise<Message> {
  const open = await move(work, seat, 'undo');
  if (!open) return showSeat(work, seat);
  await tellChanged(work, open, open.member);
  await tellAnswer(work, open, 'seen');
  return showSeat(work, open);
}

/** What of it was shown changes; what nobody has seen never comes. */
async function closeCard(work: Work, seat: Seat): Promise<void> {
  const now = await seated(work, seat);
  await close(work, seatCard, [now], views.seatCard(now, work.now));
  await tellAnswer(work, seat, 'seen');
}

async function end(work: Work, seat: Seat): Promise<Seat | undefined> {
  const ended = await move(work, seat, 'end');
  if (!ended) return undefined;
  if (seat.state === 'accepted') await tellChanged(work, ended, ended.member);
  await closeCard(work, ended);
  return ended;
}

/** Whoever has it steps out. */
export async function leaveSeat(work: Work, seat: Seat): Promise<Message> {
  const ended = seat.state === 'accepted' ? await end(work, seat) : undefined;
  if (!ended) return showSeat(work, seat);
  await audit(work, ended, ended.member, 'seat.left');
  await tellEmptied(work, ended, 'stepped-out');
  return showSeat(work, ended);
}

async function tellEmptied(work: Work, seat: Seat, why: views.Emptied, role?: Role): Promise<void> {
  if (seat.offeredBy === null) return;
  const about = { ...(await seated(work, seat)), why, role };
  tell(work, seatEmptied, about, work.now.toISOString());
}

/** By whoever offers it. False: nobody was asked, and nobody has it. */
export async function endSeat(work: Work, key: SeatKey, by: MemberId): Promise<boolean> {
  const { tx } = work;
  await store.lockPlace(tx, key);
  const open = await store.readOpenSeat(tx, key);
  const seat = open && (await store.lockSeat(tx, open.id));
  const ended = seat && (await end(work, seat));
  if (!ended) return false;
  await audit(work, ended, by, 'seat.ended');
  if (seat.state === 'accepted') tell(work, seatEnded, await seated(work, ended), work.now.toISOString());
  return true;
}

/** What it was within is over, or gone. */
export async function endSeatsWithin(work: Work, scope: SeatScope, scopeId: string): Promise<void> {
  for (const seat of await store.readOpenWithin(work.tx, scope, scopeId)) await end(work, seat);
  await store.deleteDeclined(work.tx, scope, scopeId);
}

/** A role of theirs is over: so is what they need it for. */
export async function endSeatsWithoutRole(work: Work, member: MemberId): Promise<void> {
  for (const seat of await store.readOpenOf(work.tx, member)) {
    const needs = roleNeeded(work, seat);
    if (!needs || (await holdsNow(work, member, needs))) continue;
    const ended = await end(work, seat);
    if (ended) await tellEmptied(work, ended, 'role', needs);
  }
}

/**
 * Somebody else looks after it now. Whoever stood in goes on and stands in for them, unless it is theirs now; who has not
 * answered was asked by the one before.
 */
export async function passSeatsOn(
  work: Work,
  scope: SeatScope,
  scopeId: string,
  to: MemberId,
): Promise<void> {
  for (const seat of await store.readOpenWithin(work.tx, scope, scopeId)) {
    if (seat.state === 'offered' || seat.member === to) {
      const ended = await move(work, seat, 'end');
      if (ended) await closeCard(work, ended);
    } else {
      const passed = await store.passSeat(work.tx, seat.id, to);
      if (passed) show(work, seatCard, await seated(work, passed), { only: 'seen' });
    }
  }
}

/** Somebody was forgotten: whoever offered them something hears that it is free. */
export async function forgetSeatsOf(work: Work, member: MemberId): Promise<void> {
  const open = await store.readOpenOf(work.tx, member);
  await store.deleteSeats(work.tx, member);
  for (const seat of open) {
    if (seat.state === 'accepted') await tellChanged(work, seat);
    await tellEmptied(work, seat, 'forgotten');
  }
}
