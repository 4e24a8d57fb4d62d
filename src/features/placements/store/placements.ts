import type { MemberId } from '../../../chat/message.ts';
import { tellApart } from '../../../directory/namesakes.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import { type Tx, through } from '../../../store/database.ts';
import { publishedOf, readOf } from '../../policies/store.ts';
import { type PackPart, TEAM_DOCUMENTS, type TeamDocument } from '../rules/checklist.ts';
import type { ConflictAnswer, PlacementState, Ruling } from '../rules/placement.ts';
import { isReleasable } from './permissions.ts';
import { type Project, type ProjectRow, projectColumns, toProject } from './projects.ts';
import { isOutside } from './releases.ts';

export interface Placement {
  id: string;
  projectId: string;
  peerId: MemberId;
  state: PlacementState;
  before: PlacementState | null;
  interest: 'yes' | 'maybe' | null;
  days: string[];
  edition: number;
  unreached: boolean;
  ruling: Ruling | null;
  ruledBy: MemberId | null;
  reasonSealed: string | null;
  conditionsSealed: string | null;
  withdrawnAt: Date | null;
  offerUntil: Date | null;
  stillAskedAt: Date | null;
  stillComes: boolean;
  seeYouAt: Date | null;
  noteSealed: string | null;
  noteReader: MemberId | null;
  daysAsked: boolean;
  packSent: PackPart[];
  packReadAt: Date | null;
  undertakenAt: Date | null;
  briefedAt: Date | null;
  insuredUntil: string | null;
  needsSealed: string | null;
  needsReader: MemberId | null;
}

/** Somebody on a project, with what their cards and its manager’s page show. */
export interface Placed {
  placement: Placement;
  project: Project;
  name: string;
  /** What they said about the host; undefined while that waits for an answer, or for one again. */
  answer: ConflictAnswer | undefined;
  /** Their circumstances changed since they answered. */
  isAskedAgain: boolean;
  /** A1: their employer’s yes is there, or not needed. */
  isReleasable: boolean;
  /** Something about them went to the host, and it is not known that it did not. */
  isAtHost: boolean;
  /** Of that, something went elsewhere than here, and nobody has said that it is deleted. */
  isOutside: boolean;
  /** A7, A28: documents that a team reads, and of these those that they have read. */
  published: readonly TeamDocument[];
  read: readonly TeamDocument[];
}

type Row = Placement &
  Pick<Placed, 'name' | 'isReleasable' | 'isAtHost' | 'isOutside' | 'isAskedAgain' | 'published' | 'read'> & {
    answer: ConflictAnswer | null;
  } & ProjectRow;

async function readWhere(tx: Tx, where: Prisma.Sql): Promise<Placed[]> {
  const rows = await through(tx)<Row>(Prisma.sql`
    SELECT l.id, l.project_id AS "projectId", l.peer_id AS "peerId", l.state, l.before, l.interest, l.days, l.edition, l.unreached, l.ruling,
      l.ruled_by AS "ruledBy", l.reason_sealed AS "reasonSealed", l.conditions_sealed AS "conditionsSealed",
      l.withdrawn_at AS "withdrawnAt", l.offer_until AS "offerUntil", l.still_asked_at AS "stillAskedAt", l.still_comes AS "stillComes",
      l.see_you_at AS "seeYouAt", l.note_sealed AS "noteSealed", l.note_reader AS "noteReader",
      l.days_asked AS "daysAsked", l.pack_sent AS "packSent", l.pack_read_at AS "packReadAt", l.undertaken_at AS "undertakenAt", l.briefed_at AS "briefedAt",
      l.insured_until AS "insuredUntil", l.needs_sealed AS "needsSealed", l.needs_reader AS "needsReader",
      ${publishedOf(TEAM_DOCUMENTS)} AS published, ${readOf(TEAM_DOCUMENTS, Prisma.sql`l.peer_id`)} AS read,
      peer.name, CASE WHEN c.reopened_at IS NULL THEN c.answer END AS answer, c.reopened_at IS NOT NULL AS "isAskedAgain",
      ${isReleasable} AS "isReleasable",
      EXISTS (SELECT FROM release t WHERE t.placement_id = l.id AND t.taken_back_at IS NULL) AS "isAtHost", ${isOutside} AS "isOutside",
      ${projectColumns}
    FROM placement l JOIN project p ON p.id = l.project_id JOIN member m ON m.id = p.manager_id
      JOIN member peer ON peer.id = l.peer_id
      LEFT JOIN conflict c ON c.project_id = l.project_id AND c.peer_id = l.peer_id
    WHERE ${where} ORDER BY peer.name, l.id`);
  return rows.map(
    ({
      project,
      hostNamedAt,
      createdAt,
      endedAt,
      name,
      answer,
      isAskedAgain,
      isReleasable: may,
      isAtHost,
      isOutside: outside,
      published,
      read,
      ...placement
    }): Placed => ({
      placement,
      project: toProject({ project, hostNamedAt, createdAt, endedAt }),
      name,
      answer: answer ?? undefined,
      isAskedAgain,
      isReleasable: may,
      isAtHost,
      isOutside: outside,
      published,
      read,
    }),
  );
}

/** These, of one peer where one is given. */
export const readPlacements = (tx: Tx, ids: readonly string[], peer?: MemberId): Promise<Placed[]> =>
  readWhere(
    tx,
    Prisma.sql`l.id = ANY(${[...ids]}::uuid[])${peer ? Prisma.sql` AND l.peer_id = ${peer}::uuid` : Prisma.empty}`,
  );

export const readPlacement = async (tx: Tx, id: string): Promise<Placed | undefined> =>
  (await readPlacements(tx, [id]))[0];

/** The same to change: its project, whose card counts it, is locked before it is read. */
export async function lockPlacement(tx: Tx, id: string): Promise<Placed | undefined> {
  await tx.$queryRaw`
    SELECT 1 AS locked FROM project WHERE id = (SELECT project_id FROM placement WHERE id = ${id}::uuid) FOR UPDATE`;
  return readPlacement(tx, id);
}

/** Everybody on a project, by name; where two have one, told apart for whoever runs it. */
export async function readAllPlaced(tx: Tx, project: string): Promise<Placed[]> {
  const all = await readWhere(tx, Prisma.sql`l.project_id = ${project}::uuid`);
  const told = await tellApart(
    tx,
    all.map((one) => ({ ...one, member: one.placement.peerId })),
  );
  return told.map(({ member: _, ...one }) => one);
}

export const readPlacedOn = async (tx: Tx, project: string, peer: MemberId): Promise<Placed | undefined> =>
  (await readWhere(tx, Prisma.sql`l.project_id = ${project}::uuid AND l.peer_id = ${peer}::uuid`))[0];

export const readPlacedOf = (tx: Tx, peer: MemberId): Promise<Placed[]> =>
  readWhere(tx, Prisma.sql`l.peer_id = ${peer}::uuid`);

/** Where this peer is put forward for a project that is not over. */
export const readLive = (tx: Tx, peer: MemberId): Promise<Placed[]> =>
  readWhere(
    tx,
    Prisma.sql`l.peer_id = ${peer}::uuid AND l.state IN ('chosen', 'released', 'confirmed') AND p.state NOT IN ('ended', 'cancelled')`,
  );

export interface Moved {
  state: PlacementState;
  /** What a withdrawal goes back to. */
  before?: PlacementState;
  withdrawnAt?: Date;
  offerUntil?: Date;
  /** It is to ring: a card of its own. */
  rings?: true;
}

/** Placements whose project is locked, in one statement. */
export async function moveAll(
  tx: Tx,
  placed: readonly Placed[],
  { state, before, withdrawnAt, offerUntil, rings }: Moved,
): Promise<Placed[]> {
  const change = {
    state,
    before: before ?? null,
    withdrawnAt: withdrawnAt ?? null,
    ...(offerUntil && { offerUntil }),
  };
  await tx.placement.updateMany({
    where: { id: { in: placed.map(({ placement }) => placement.id) } },
    data: { ...change, ...(rings && { edition: { increment: 1 }, unreached: false }) },
  });
  return placed.map((one) => ({
    ...one,
    placement: {
      ...one.placement,
      ...change,
      edition: one.placement.edition + (rings ? 1 : 0),
      ...(rings && { unreached: false }),
    },
  }));
}

export async function markUnreached(tx: Tx, id: string, unreached: boolean): Promise<void> {
  await tx.placement.updateMany({ where: { id }, data: { unreached } });
}

/** A13: whoever let an offer pass may be asked again. */
export async function forgetOffers(tx: Tx, projectId: string): Promise<void> {
  await tx.placement.updateMany({ where: { projectId, state: 'reserve' }, data: { offerUntil: null } });
}

export const hasReserve = async (tx: Tx, projectId: string): Promise<boolean> =>
  (await tx.placement.count({ where: { projectId, state: 'reserve' } })) > 0;

export const countConfirmed = (tx: Tx, { id }: Project): Promise<number> =>
  tx.placement.count({ where: { projectId: id, state: 'confirmed' } });

/** Whoever is to be confirmed is locked, so that no two projects take them for one day at once. */
export async function lockPeer(tx: Tx, peer: MemberId): Promise<void> {
  await tx.$queryRaw`SELECT 1 AS locked FROM member WHERE id = ${peer}::uuid FOR NO KEY UPDATE`;
}

/** Projects that are not over on which this peer is confirmed on one of these days: they are asked, and nobody guesses. */
export async function readClashes(
  tx: Tx,
  projectId: string,
  peers: readonly MemberId[],
): Promise<ReadonlySet<MemberId>> {
  const rows = await tx.$queryRaw<{ peer: MemberId }[]>`
    SELECT DISTINCT l.peer_id::text AS peer FROM placement l JOIN project p ON p.id = l.project_id
    JOIN project_day d ON d.project_id = p.id
    WHERE l.peer_id = ANY(${[...peers]}::uuid[]) AND l.state = 'confirmed' AND p.id <> ${projectId}::uuid
      AND p.state NOT IN ('ended', 'cancelled')
      AND d.day IN (SELECT day FROM project_day WHERE project_id = ${projectId}::uuid)`;
  return new Set(rows.map(({ peer }) => peer));
}
