import type { MemberId } from '../../../chat/message.ts';
import type { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';
import { fromColumn, type Sealed, toColumn, type Vault } from '../../../store/seal.ts';
import type { Clock } from '../rules/clock.ts';
import type { Mode, Totals } from '../rules/pair.ts';
import type { Pair, PairMoment } from './pairs.ts';

export interface Meeting {
  id: string;
  pairId: string;
  state: 'planned' | 'held' | 'cancelled';
  mode: Mode;
  day: string;
  at: Date;
  wasPlanned: boolean;
  writerId: MemberId;
  writtenAt: Date;
  placeSealed: string | null;
  hostId: MemberId | null;
  sequence: number;
}

const wherePlace = (id: string, writer: MemberId) => ({
  member: writer,
  table: 'buddy_meeting',
  column: 'place_sealed',
  row: id,
});

export const sealPlace = (
  tx: Tx,
  vault: Vault,
  id: string,
  writer: MemberId,
  words: string,
): Promise<Sealed> => vault.seal<string>(tx, wherePlace(id, writer), words);

export const readPlace = async (tx: Tx, vault: Vault, meeting: Meeting): Promise<string | undefined> =>
  meeting.placeSealed === null
    ? undefined
    : vault.unseal<string>(tx, wherePlace(meeting.id, meeting.writerId), fromColumn(meeting.placeSealed));

export async function readMeeting(tx: Tx, id: string): Promise<Meeting | undefined> {
  return ((await tx.buddyMeeting.findUnique({ where: { id } })) as Meeting | null) ?? undefined;
}

/** The pair that this meeting is of, if this person is one of the two. */
export async function findOwnPairOf(tx: Tx, id: string, member: MemberId): Promise<string | undefined> {
  const row = await tx.buddyMeeting.findFirst({
    where: { id, pair: { sides: { some: { memberId: member } } } },
    select: { pairId: true },
  });
  return row?.pairId;
}

export async function readPlanned(tx: Tx, pairId: string): Promise<Meeting | undefined> {
  const row = await tx.buddyMeeting.findFirst({ where: { pairId, state: 'planned' } });
  return (row as Meeting | null) ?? undefined;
}

/** The date of a pair: the one that is set, or else the last one that was called off or made room. */
export const theDate = {
  where: { state: { in: ['planned', 'cancelled'] } },
  orderBy: [{ state: 'desc' }, { writtenAt: 'desc' }],
  take: 1,
} as const satisfies Prisma.BuddyMeetingFindManyArgs;

export async function readDate(tx: Tx, pairId: string): Promise<Meeting | undefined> {
  const row = await tx.buddyMeeting.findFirst({
    where: { pairId, ...theDate.where },
    orderBy: theDate.orderBy,
  });
  return (row as Meeting | null) ?? undefined;
}

/** Meetings that were held, the newest first. */
export async function readHeld(tx: Tx, pairId: string): Promise<Meeting[]> {
  return (await tx.buddyMeeting.findMany({
    where: { pairId, state: 'held' },
    orderBy: { at: 'desc' },
  })) as Meeting[];
}

/** What somebody says of a meeting, before or after it. */
export type Told = Pick<Meeting, 'mode' | 'day' | 'at' | 'writerId' | 'writtenAt'>;

/** A date that is set; one that was set before moves with it, and so does its calendar file. */
export async function writePlanned(
  tx: Tx,
  pairId: string,
  id: string,
  date: Told,
  place: Sealed | undefined,
): Promise<Meeting> {
  const data = { ...date, placeSealed: place ? toColumn(place) : null, wasPlanned: true };
  const row = await tx.buddyMeeting.upsert({
    where: { id },
    create: { id, pairId, state: 'planned', ...data },
    update: { ...data, sequence: { increment: 1 } },
  });
  return row as Meeting;
}

/** The place goes with the date: what is over, or off, needs none. */
export async function endPlanned(tx: Tx, id: string): Promise<void> {
  await tx.buddyMeeting.updateMany({
    where: { id, state: 'planned' },
    data: { state: 'cancelled', placeSealed: null, sequence: { increment: 1 } },
  });
}

export type Held = Told & { hostId: MemberId | null };

/** A meeting that was held: the date that was set becomes it. `undefined`: there is one on that day already. */
export async function writeHeld(
  tx: Tx,
  pairId: string,
  planned: string | undefined,
  held: Held,
): Promise<Meeting | undefined> {
  if ((await tx.buddyMeeting.count({ where: { pairId, day: held.day, state: 'held' } })) > 0)
    return undefined;
  const data = { ...held, state: 'held', placeSealed: null };
  const row = planned
    ? await tx.buddyMeeting.update({ where: { id: planned }, data })
    : await tx.buddyMeeting.create({ data: { pairId, ...data } });
  return row as Meeting;
}

/** It was a mistake: the date is a date again, anything else was never there. */
export async function unwriteHeld(tx: Tx, meeting: Meeting): Promise<void> {
  const { id, pairId, wasPlanned } = meeting;
  if (wasPlanned && !(await readPlanned(tx, pairId)))
    await tx.buddyMeeting.update({ where: { id }, data: { state: 'planned', hostId: null } });
  else await tx.buddyMeeting.delete({ where: { id } });
}

export type PairClock = Clock<PairMoment>;

/** What of a pair's meetings its clock sees. */
export const forClock = {
  where: { state: { in: ['planned', 'held'] } },
  orderBy: { at: 'desc' },
} as const satisfies Prisma.BuddyMeetingFindManyArgs;

/** `meetings`: the one that is planned, and those that were held, the newest first. */
export function toClock(
  pair: Pick<Pair, 'state' | 'introducedAt' | 'moments'>,
  meetings: readonly Pick<Meeting, 'state' | 'at' | 'mode'>[],
): PairClock {
  const last = meetings.find(({ state }) => state === 'held');
  return {
    introducedAt: pair.introducedAt ?? new Date(0),
    lastHeld: last && { at: last.at, mode: last.mode },
    plannedAt: meetings.find(({ state }) => state === 'planned')?.at,
    paused: pair.state !== 'active',
    moments: pair.moments,
  };
}

export async function readClock(tx: Tx, pair: Pair): Promise<PairClock> {
  const meetings = await tx.buddyMeeting.findMany({
    ...forClock,
    where: { ...forClock.where, pairId: pair.id },
  });
  return toClock(pair, meetings as Meeting[]);
}

/** C6: how many meetings and visits there were since a day, and how many pairs they speak of. */
export async function countHeld(tx: Tx, since: Date): Promise<{ meetings: Totals; visits: Totals }> {
  const [row] = await tx.$queryRaw<{ meetings: bigint; met: bigint; visits: bigint; visited: bigint }[]>`
    SELECT count(*) AS meetings, count(DISTINCT pair_id) AS met,
           count(host_id) AS visits, count(DISTINCT pair_id) FILTER (WHERE host_id IS NOT NULL) AS visited
    FROM buddy_meeting WHERE state = 'held' AND at >= ${since}`;
  const { meetings, met, visits, visited } = row ?? { meetings: 0n, met: 0n, visits: 0n, visited: 0n };
  return {
    meetings: { count: Number(meetings), pairs: Number(met) },
    visits: { count: Number(visits), pairs: Number(visited) },
  };
}
