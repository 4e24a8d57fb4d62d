import type { ExpectedCard } from '../../bot/messages/declare.ts';
import type { MemberId } from '../../chat/message.ts';
import { readRoleHolders } from '../../directory/roles.ts';
import type { Safety } from '../../directory/safety.ts';
import type { Tx } from '../../store/database.ts';
import type { Coordinator, Line } from './rules/line.ts';

/** What the network says of its own. */
export interface OwnWords {
  procedure: string | null;
  link: string | null;
  contacts: string | null;
  leadOnWeb: boolean;
}
const NONE: OwnWords = { procedure: null, link: null, contacts: null, leadOnWeb: false };

export async function readOwnWords(tx: Tx): Promise<OwnWords> {
  const row = await tx.concernPage.findUnique({ where: { id: 1 } });
  if (!row) return NONE;
  const { procedure, link, contacts, leadOnWeb } = row;
  return { procedure, link, contacts, leadOnWeb };
}

export async function writeOwnWords(tx: Tx, own: OwnWords, writtenAt: Date): Promise<void> {
  const data = { ...own, writtenAt };
  await tx.concernPage.upsert({ where: { id: 1 }, create: { id: 1, ...data }, update: data });
}

/** A number that waits for the yes of somebody who is no coordinator, with whoever would like it. */
export interface Proposed extends Line {
  id: string;
  state: 'proposed' | 'standing';
  askedId: MemberId | null;
  asked: string;
  proposedBy: MemberId | null;
  proposer: string;
}

const whole = { proposer: { select: { name: true } }, asked: { select: { name: true } } } as const;
type Row = Awaited<ReturnType<typeof findRows>>[number];
const findRows = (tx: Tx, where: { id?: { in: string[] }; state?: string; askedId?: MemberId }) =>
  tx.concernLine.findMany({ where, include: whole, orderBy: { proposedAt: 'asc' } });
const toProposed = ({ proposer, asked, state, proposedAt: _, ...row }: Row): Proposed => ({
  ...row,
  state: state as Proposed['state'],
  proposer: proposer?.name ?? '',
  asked: asked?.name ?? '',
});

/** The number that stands, and the one that waits. */
export async function readLines(tx: Tx): Promise<{ standing?: Line; proposed?: Proposed }> {
  const rows = (await findRows(tx, {})).map(toProposed);
  const standing = rows.find(({ state }) => state === 'standing');
  const proposed = rows.find(({ state }) => state === 'proposed');
  return { ...(standing && { standing }), ...(proposed && { proposed }) };
}

/** Locks whatever is asked about it, for two may decide at once. */
export async function lockLine(tx: Tx, id: string): Promise<Proposed | undefined> {
  await tx.$queryRaw`SELECT 1 AS locked FROM concern_line WHERE id = ${id}::uuid FOR UPDATE`;
  return (await findRows(tx, { id: { in: [id] } })).map(toProposed)[0];
}

/** Whoever was asked, about a number that still waits. */
export async function readAsked(
  tx: Tx,
  ids: readonly string[],
  reader: MemberId,
): Promise<ReadonlyMap<string, Proposed>> {
  const rows = await findRows(tx, { id: { in: [...ids] }, askedId: reader });
  return new Map(rows.map((row) => [row.id, toProposed(row)]));
}

export async function readExpectedLines(
  tx: Tx,
  _now: Date,
  limit: number,
  reader?: MemberId,
): Promise<ExpectedCard[]> {
  const rows = await findRows(tx, { state: 'proposed', ...(reader && { askedId: reader }) });
  return rows
    .slice(0, limit)
    .flatMap(({ id, askedId }) => (askedId ? [{ record: id, reader: askedId }] : []));
}

/** One waits at a time: another that waited is gone by now. */
export async function proposeLine(
  tx: Tx,
  { name, number }: Line,
  { by, asked, now }: { by: MemberId; asked: MemberId; now: Date },
): Promise<Proposed> {
  const data = { name, number, proposedBy: by, askedId: asked, proposedAt: now };
  return toProposed(await tx.concernLine.create({ data, include: whole }));
}

/** It stands from now on, and the one before it does not; who said so is written down elsewhere. */
export async function standLine(tx: Tx, id: string): Promise<void> {
  await tx.concernLine.deleteMany({ where: { state: 'standing' } });
  await tx.concernLine.update({
    where: { id },
    data: { state: 'standing', proposedBy: null, askedId: null },
  });
}

export const dropLine = (tx: Tx, id: string) =>
  tx.concernLine.deleteMany({ where: { id, state: 'proposed' } });

/** Numbers that they gave for safety are known; what they told in confidence is not looked at. */
export async function readCoordinators(
  tx: Tx,
  { lead, deputy }: Pick<Safety, 'lead' | 'deputy'>,
  now: Date,
): Promise<Coordinator[]> {
  const ids = await readRoleHolders(tx, 'coordinator', now);
  const rows = await tx.member.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  });
  return rows.map(({ id, name }) => ({
    member: id,
    name,
    numbers: [lead, deputy].flatMap((one) => (one?.member === id ? [one.number] : [])),
  }));
}
