import type { MemberId } from '../../../chat/message.ts';
import type { Holder } from '../../../directory/seats.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import { type Tx, through } from '../../../store/database.ts';
import { SAY_I_WAS_THERE } from '../../requests/rules.ts';
import { type Request, readAsked } from '../../requests/store.ts';
import type { ClaimState } from '../rules/claim.ts';
import type { Ways } from '../rules/follow-up.ts';
import { answerersFor, readAnswerers } from './answerers.ts';

/** What follows a project for one peer, as every card of it shows it. */
export interface FollowUp {
  id: string;
  placementId: string;
  projectId: string;
  theme: string;
  managerId: MemberId;
  peer: { id: MemberId; name: string; timeZone: string };
  askedAt: Date;
  /** The one reminder is still to come. */
  toRemind: boolean;
  edition: number;
  ended: boolean;
  gaveFeedback: boolean;
  claim: ClaimState;
  claimMovedAt: Date | null;
  claimsSent: number;
  claimDecisions: number;
  claimWordsSealed: string | null;
  assessmentId: string | null;
  /** What they asked last about saying so in public; nothing of what they took back. */
  asked: Pick<Request, 'id' | 'state'> | undefined;
  /** Who answers for the project now. */
  answerers: readonly Holder[];
}

type Row = Omit<FollowUp, 'asked' | 'answerers'>;

const columns = Prisma.sql`
  f.id, f.placement_id AS "placementId", l.project_id AS "projectId", p.theme, p.manager_id AS "managerId",
  json_build_object('id', peer.id, 'name', peer.name, 'timeZone', peer.time_zone) AS peer,
  f.asked_at AS "askedAt", f.to_remind AS "toRemind", f.edition, f.ended, f.gave_feedback AS "gaveFeedback", f.claim,
  f.claim_moved_at AS "claimMovedAt", f.claims_sent AS "claimsSent", f.claim_decisions AS "claimDecisions",
  f.claim_words_sealed AS "claimWordsSealed", f.assessment_id AS "assessmentId"`;
const tables = Prisma.sql`
  follow_up f JOIN placement l ON l.id = f.placement_id JOIN project p ON p.id = l.project_id
    JOIN member peer ON peer.id = l.peer_id`;

async function readWhere(tx: Tx, now: Date, where: Prisma.Sql, except?: MemberId): Promise<FollowUp[]> {
  const rows = await through(tx)<Row>(Prisma.sql`
    SELECT ${columns} FROM ${tables} WHERE ${where} ORDER BY f.asked_at, f.id`);
  if (rows.length === 0) return [];
  const projects = rows.map(({ projectId }) => projectId);
  const answerers = await readAnswerers(tx, projects, now, except);
  const asked = new Map<string, Request[]>();
  for (const peer of new Set(rows.map((row) => row.peer.id)))
    asked.set(peer, await readAsked(tx, SAY_I_WAS_THERE, peer, projects));
  return rows.map((row) => ({
    ...row,
    asked: lastOf(asked.get(row.peer.id) ?? [], row.projectId),
    answerers: answerersFor(answerers, row.projectId, row.peer.id),
  }));
}

/** What was asked last of one project, unless it was taken back. */
export const lastOf = (all: readonly Request[], project: string): Request | undefined => {
  const of = all.filter(({ scopeId, state }) => scopeId === project && state !== 'taken-back');
  return of.find(({ state }) => state !== 'answered') ?? of[0];
};

export const waysOf = ({ ended, gaveFeedback, claim, assessmentId, asked }: FollowUp): Ways => ({
  ended,
  gaveFeedback,
  claim,
  hasAssessment: assessmentId !== null,
  hasAsked: asked !== undefined,
});

/** These, of one peer where one is given. */
export const readFollowUps = (
  tx: Tx,
  now: Date,
  ids: readonly string[],
  peer?: MemberId,
): Promise<FollowUp[]> =>
  readWhere(
    tx,
    now,
    Prisma.sql`f.id = ANY(${[...ids]}::uuid[])${peer ? Prisma.sql` AND l.peer_id = ${peer}::uuid` : Prisma.empty}`,
  );

export const readFollowUp = async (tx: Tx, now: Date, id: string): Promise<FollowUp | undefined> =>
  (await readFollowUps(tx, now, [id]))[0];

/** The same to change: its row is locked, which all of its cards show. */
export async function lockFollowUp(tx: Tx, now: Date, id: string): Promise<FollowUp | undefined> {
  await tx.$queryRaw`SELECT 1 AS locked FROM follow_up WHERE id = ${id}::uuid FOR UPDATE`;
  return readFollowUp(tx, now, id);
}

/** What follows this project for this peer, locked; for some there is nothing. */
export async function lockFollowUpOf(
  tx: Tx,
  now: Date,
  project: string,
  peer: MemberId,
): Promise<FollowUp | undefined> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    SELECT f.id::text AS id FROM follow_up f JOIN placement l ON l.id = f.placement_id
    WHERE l.project_id = ${project}::uuid AND l.peer_id = ${peer}::uuid FOR UPDATE OF f`;
  return row && readFollowUp(tx, now, row.id);
}

export const readFollowUpsOf = (tx: Tx, now: Date, peer: MemberId): Promise<FollowUp[]> =>
  readWhere(tx, now, Prisma.sql`l.peer_id = ${peer}::uuid`);

/** Claims that wait for a decision; of the projects of one manager where one is given. */
export const readSentClaims = (
  tx: Tx,
  now: Date,
  { manager, except }: { manager?: MemberId; except?: MemberId } = {},
): Promise<FollowUp[]> =>
  readWhere(
    tx,
    now,
    Prisma.sql`f.claim = 'sent'${manager ? Prisma.sql` AND p.manager_id = ${manager}::uuid` : Prisma.empty}`,
    except,
  );

/** True once: of two sweeps one begins it. */
export async function createFollowUp(
  tx: Tx,
  placementId: string,
  askedAt: Date,
): Promise<string | undefined> {
  const rows = await tx.followUp.createManyAndReturn({
    data: [{ placementId, askedAt }],
    skipDuplicates: true,
    select: { id: true },
  });
  return rows[0]?.id;
}

type Change = Partial<
  Pick<FollowUp, 'ended' | 'gaveFeedback' | 'claim' | 'claimMovedAt' | 'claimWordsSealed' | 'assessmentId'>
> & { edition?: 'next'; claimsSent?: 'next'; claimDecisions?: 'next' };

/** Changes one that is locked, and gives it as it is now: whatever that is, there is nothing to remind of any more. */
export async function changeFollowUp(tx: Tx, followUp: FollowUp, change: Change): Promise<FollowUp> {
  const { edition, claimsSent, claimDecisions, ...set } = change;
  const next = { increment: 1 };
  await tx.followUp.update({
    where: { id: followUp.id },
    data: {
      ...set,
      toRemind: false,
      ...(edition && { edition: next }),
      ...(claimsSent && { claimsSent: next }),
      ...(claimDecisions && { claimDecisions: next }),
    },
  });
  return {
    ...followUp,
    ...set,
    toRemind: false,
    edition: followUp.edition + (edition ? 1 : 0),
    claimsSent: followUp.claimsSent + (claimsSent ? 1 : 0),
    claimDecisions: followUp.claimDecisions + (claimDecisions ? 1 : 0),
  };
}
