import { randomUUID } from 'node:crypto';
import type { MemberId } from '../../../chat/message.ts';
import type { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';
import { mayAsk, type Person } from '../rules/circle.ts';
import { GAP_MS, SHRED_MS } from '../rules/limits.ts';
import type { Asked, Decision, Memory, Request, State } from '../rules/states.ts';
import { isOpen, OPEN } from '../rules/states.ts';

export interface Ask extends Asked {
  id: string;
  name: string;
}
export interface Escalation extends Request {
  id: string;
  state: State;
  asker: MemberId;
  askerName: string;
  timeZone: string;
  openedAt: Date;
  card: number;
  hasWords: boolean;
  readers: readonly MemberId[];
  needed: 'yes' | 'no' | null;
  neededAt: Date | null;
  asks: readonly Ask[];
}

/** As its cards show it: whom the asker's requests before this one asked decides only who is asked. */
export type Call = Omit<Escalation, 'earlier'>;

export const whole = {
  asker: { select: { name: true, timeZone: true } },
  asks: { include: { person: { select: { name: true } } }, orderBy: { seq: 'asc' } },
} as const satisfies Prisma.EscalationInclude;
type Row = Prisma.EscalationGetPayload<{ include: typeof whole }>;

/** Locks the request, which the asker's and every responder's card show. A shredded one is found by nobody. */
export async function lockRequest(tx: Tx, id: string): Promise<Escalation | undefined> {
  await tx.$queryRaw`SELECT 1 AS locked FROM escalation WHERE id = ${id}::uuid FOR UPDATE`;
  return readRequest(tx, id);
}

export async function readRequest(tx: Tx, id: string): Promise<Escalation | undefined> {
  const row = await tx.escalation.findUnique({ where: { id }, include: whole });
  return row ? toEscalation(tx, row) : undefined;
}

export async function toEscalation(tx: Tx, row: Row): Promise<Escalation | undefined> {
  const call = toCall(row);
  return call && { ...call, earlier: await readEarlier(tx, call.asker, row.id, row.openedAt) };
}

export function toCall(row: Row): Call | undefined {
  const { askerId, asker, asks, chosenId, callerId, skippedIds, readerIds, wordsSealed, ...rest } = row;
  if (askerId === null || asker === null) return undefined;
  return {
    ...rest,
    state: rest.state as State,
    needed: rest.needed as Escalation['needed'],
    asker: askerId,
    askerName: asker.name,
    timeZone: asker.timeZone,
    chosen: chosenId,
    caller: callerId,
    skipped: skippedIds,
    readers: readerIds,
    hasWords: wordsSealed !== null,
    asks: asks.map((ask) => ({
      id: ask.id,
      person: ask.personId,
      name: ask.person.name,
      at: ask.askedAt,
      urgent: ask.urgent,
      outcome: ask.outcome as Ask['outcome'],
    })),
  };
}

/** Whom the asker's request before this one asked shortly before this one began. */
async function readEarlier(tx: Tx, askerId: MemberId, except: string, openedAt: Date) {
  const rows = await tx.escalationAsk.findMany({
    where: {
      escalation: { askerId, id: { not: except } },
      askedAt: { gt: new Date(openedAt.getTime() - GAP_MS) },
    },
    select: { personId: true, askedAt: true },
  });
  return rows.map(({ personId, askedAt }) => ({ person: personId, at: askedAt }));
}

/** The asker's last request, locked; every press is about that one, until it is long over. */
export async function lockLatest(tx: Tx, askerId: MemberId): Promise<Escalation | undefined> {
  const latest = await findLatest(tx, askerId);
  return latest === undefined ? undefined : lockRequest(tx, latest);
}

export async function findLatest(tx: Tx, askerId: MemberId): Promise<string | undefined> {
  const row = await tx.escalation.findFirst({
    where: { askerId },
    orderBy: LATEST,
    select: { id: true },
  });
  return row?.id;
}

/** The same whole, while its asker is a member. */
export async function readLatest(tx: Tx, askerId: MemberId): Promise<Escalation | undefined> {
  const where = { askerId, asker: { standing: 'member' } };
  const row = await tx.escalation.findFirst({ where, orderBy: LATEST, include: whole });
  return row ? toEscalation(tx, row) : undefined;
}
const LATEST: Prisma.EscalationOrderByWithRelationInput[] = [{ openedAt: 'desc' }, { id: 'desc' }];

/** When this person last pressed, if that was after `since`. */
export async function readPressedAt(tx: Tx, askerId: MemberId, since: Date): Promise<Date | undefined> {
  const where = { askerId, pressedAt: { gte: since } };
  const row = await tx.escalation.findFirst({ where, orderBy: { pressedAt: 'desc' } });
  return row?.pressedAt;
}

export async function readOpen(tx: Tx, askerId: MemberId): Promise<Escalation | undefined> {
  const row = await tx.escalation.findFirst({
    where: { askerId, state: { in: [...OPEN] } },
    select: { id: true },
  });
  return row ? readRequest(tx, row.id) : undefined;
}

/** A request that is not written yet. */
export async function newRequest(
  tx: Tx,
  asker: MemberId,
  chosen: MemberId | null,
  now: Date,
): Promise<Request> {
  return {
    state: 'new',
    urgent: false,
    since: now,
    urgentSince: null,
    pressedAt: now,
    dueAt: null,
    closedAt: null,
    chosen,
    caller: null,
    skipped: [],
    asks: [],
    earlier: await readEarlier(tx, asker, randomUUID(), now),
  };
}

const columnsOf = (memory: Memory & { state: State }) => ({
  state: memory.state,
  urgent: memory.urgent,
  urgentSince: memory.urgentSince,
  since: memory.since,
  pressedAt: memory.pressedAt,
  dueAt: memory.dueAt,
  closedAt: memory.closedAt,
  chosenId: memory.chosen,
  callerId: memory.caller,
  skippedIds: [...memory.skipped],
  shredAt: memory.closedAt && new Date(memory.closedAt.getTime() + SHRED_MS),
});

/** `undefined`: another press of the same person opened one at this moment. */
export async function createRequest(
  tx: Tx,
  askerId: MemberId,
  { memory }: Decision,
  now: Date,
): Promise<string | undefined> {
  const id = randomUUID();
  const data = { id, askerId, openedAt: now, ...columnsOf(memory) };
  const { count } = await tx.escalation.createMany({ data: [data], skipDuplicates: true });
  return count === 1 ? id : undefined;
}

/** Writes a decision about a locked request. False: it is not in the state that was decided about. */
export async function writeDecision(tx: Tx, before: Escalation, decision: Decision): Promise<boolean> {
  const { memory, mark } = decision;
  const { count } = await tx.escalation.updateMany({
    where: { id: before.id, state: before.state },
    // Whoever is asked again can be asked again afterwards how that was.
    data: { ...columnsOf(memory), ...(isOpen(memory.state) && { needed: null, neededAt: null }) },
  });
  const marked = mark && before.asks.findLast(({ person }) => person === mark.person);
  if (count === 1 && marked)
    await tx.escalationAsk.update({ where: { id: marked.id }, data: { outcome: mark.outcome } });
  return count === 1;
}

export async function createAsks(
  tx: Tx,
  escalationId: string,
  { ask, memory }: Decision,
  circle: readonly Person[],
  now: Date,
): Promise<string[]> {
  const rows = ask.map((personId) => {
    const person = circle.find(({ member }) => member === personId);
    const outOfHours = person !== undefined && mayAsk(person, now) === 'urgent';
    return { id: randomUUID(), escalationId, personId, askedAt: now, urgent: memory.urgent, outOfHours };
  });
  for (const data of rows) await tx.escalationAsk.create({ data });
  return rows.map(({ id }) => id);
}

export async function findAsked(
  tx: Tx,
  ask: string,
): Promise<{ request: string; person: MemberId } | undefined> {
  const row = await tx.escalationAsk.findUnique({ where: { id: ask } });
  return row ? { request: row.escalationId, person: row.personId } : undefined;
}

/** Open requests in which this person was asked, oldest first. */
export async function readAskedOf(tx: Tx, personId: MemberId): Promise<string[]> {
  const rows = await tx.escalation.findMany({
    where: { state: { in: [...OPEN] }, asks: { some: { personId } } },
    orderBy: { openedAt: 'asc' },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

export async function nextCard(tx: Tx, id: string): Promise<void> {
  await tx.escalation.update({ where: { id }, data: { card: { increment: 1 } } });
}

/** What the asker said, and when; nothing: they took it back. */
export async function writeNeeded(
  tx: Tx,
  id: string,
  said: { needed: 'yes' | 'no'; at: Date } | undefined,
): Promise<void> {
  const data = { needed: said?.needed ?? null, neededAt: said?.at ?? null };
  await tx.escalation.updateMany({ where: { id, state: 'spoken' satisfies State }, data });
}
