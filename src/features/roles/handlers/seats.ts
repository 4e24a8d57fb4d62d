import type { Context } from '../../../bot/feature.ts';
import type { Guard } from '../../../bot/on.ts';
import { mayUndo } from '../../../bot/undo.ts';
import { type Say, say, type Update, update } from '../../../chat/reply.ts';
import * as seats from '../operations/seats.ts';
import { readSeated } from '../store/seated.ts';
import { lockSeat, readSeat, type Seat } from '../store/seats.ts';
import * as views from '../views/seats.ts';

/** A seat that somebody was offered, locked. */
export const ownSeat: Guard<{ seat: string }, Seat, 'who was offered the seat', Say> = {
  lock: ({ tx }, { seat }) => lockSeat(tx, seat),
  stands: { 'who was offered the seat': ({ member }, { actor }) => member === actor.member },
  state: ({ state }) => state,
  refuse: say(views.nothingNow),
};
/** The same to look at. */
export const readOwnSeat: typeof ownSeat = {
  ...ownSeat,
  lock: ({ tx }, { seat }) => readSeat(tx, seat),
};

export async function accept(context: Context, seat: Seat): Promise<Say | Update> {
  const answer = await seats.acceptSeat(context, seat);
  return 'yes' in answer ? update(answer.yes) : say(answer.no);
}

export const decline = async (context: Context, seat: Seat): Promise<Update> =>
  update(await seats.declineSeat(context, seat));

export async function undo(context: Context, seat: Seat): Promise<Say | Update> {
  if (seat.state === 'accepted' && !mayUndo(seat.startsAt, context.now)) return say(views.tooLateToUndo);
  return update(await seats.undoSeat(context, seat));
}

export async function askToLeave(context: Context, seat: Seat): Promise<Say> {
  const [seated] = await readSeated(context, [seat]);
  return say(seated && seat.state === 'accepted' ? views.confirmLeave(seated) : views.nothingNow);
}

export const leave = async (context: Context, seat: Seat): Promise<Update> =>
  update(await seats.leaveSeat(context, seat));

export const keep = (): Update => update(views.kept);
