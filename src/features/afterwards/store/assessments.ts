import { randomUUID } from 'node:crypto';
import type { MemberId } from '../../../chat/message.ts';
import { readMembers } from '../../../directory/people.ts';
import { readRoleHolders } from '../../../directory/roles.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import { type Tx, through } from '../../../store/database.ts';
import { daysBefore } from '../../../store/retention.ts';
import { fromColumn, toColumn, type Vault } from '../../../store/seal.ts';

/** A18: what somebody writes for themselves, by the three prompts. */
export type LookBack = {
  well: string | null;
  differently: string | null;
  help: string | null;
};

export interface Assessment {
  id: string;
  member: MemberId;
  name: string;
  keptFrom: MemberId | null;
  theme: string;
  mayRead: boolean;
  wordsSealed: string;
  /** What it belongs to, while the project is kept. */
  followUpId: string | null;
}

async function readWhere(tx: Tx, where: Prisma.Sql, limit = 1_000, from = 0): Promise<Assessment[]> {
  return through(tx)<Assessment>(Prisma.sql`
    SELECT a.id, a.member_id AS member, m.name, a.kept_from_id AS "keptFrom", a.theme, a.may_read AS "mayRead",
      a.words_sealed AS "wordsSealed", f.id AS "followUpId"
    FROM self_assessment a JOIN member m ON m.id = a.member_id LEFT JOIN follow_up f ON f.assessment_id = a.id
    WHERE ${where} ORDER BY a.written_at DESC, a.id LIMIT ${limit} OFFSET ${from}`);
}

export const readAssessment = async (tx: Tx, id: string): Promise<Assessment | undefined> =>
  (await readWhere(tx, Prisma.sql`a.id = ${id}::uuid`))[0];

/** Locks it: of two presses one deletes. */
export async function lockAssessment(tx: Tx, id: string): Promise<Assessment | undefined> {
  await tx.$queryRaw`SELECT 1 AS locked FROM self_assessment WHERE id = ${id}::uuid FOR UPDATE`;
  return readAssessment(tx, id);
}

export const readOwnAssessments = (tx: Tx, member: MemberId): Promise<Assessment[]> =>
  readWhere(tx, Prisma.sql`a.member_id = ${member}::uuid`);

/** What this evaluation lead may read: neither their own, nor that of a project which they ran. */
const isFor = (lead: MemberId) => Prisma.sql`
  a.may_read AND a.member_id <> ${lead}::uuid AND a.kept_from_id IS DISTINCT FROM ${lead}::uuid
    AND NOT EXISTS (SELECT FROM placement l JOIN project p ON p.id = l.project_id
      WHERE l.id = f.placement_id AND p.manager_id = ${lead}::uuid)`;

export const readAssessmentsFor = (
  tx: Tx,
  lead: MemberId,
  from: number,
  limit: number,
): Promise<Assessment[]> => readWhere(tx, isFor(lead), limit, from);

export const readAssessmentFor = async (
  tx: Tx,
  lead: MemberId,
  id: string,
): Promise<Assessment | undefined> =>
  (await readWhere(tx, Prisma.sql`a.id = ${id}::uuid AND ${isFor(lead)}`))[0];

/** Who would read what this peer writes, by name. */
export async function readLeads(tx: Tx, now: Date, except: readonly MemberId[]): Promise<string[]> {
  const leads = (await readRoleHolders(tx, 'evaluation-lead', now)).filter((one) => !except.includes(one));
  return [...(await readMembers(tx, leads)).values()].sort((a, b) => a.localeCompare(b));
}

const place = (row: string, member: MemberId) =>
  ({ member, table: 'self_assessment', column: 'words_sealed', row }) as const;

export async function writeAssessment(
  tx: Tx,
  vault: Vault,
  about: {
    id: string | null;
    member: MemberId;
    keptFrom: MemberId;
    theme: string;
    mayRead: boolean;
    at: Date;
  },
  words: LookBack,
): Promise<string> {
  const id = about.id ?? randomUUID();
  const wordsSealed = toColumn(await vault.seal<LookBack>(tx, place(id, about.member), words));
  const { member: memberId, keptFrom: keptFromId, theme, mayRead, at: writtenAt } = about;
  const data = { memberId, keptFromId, theme, mayRead, wordsSealed, writtenAt };
  await tx.selfAssessment.upsert({ where: { id }, create: { id, ...data }, update: data });
  return id;
}

export async function readLookBack(
  tx: Tx,
  vault: Vault,
  { id, member, wordsSealed }: Assessment,
): Promise<LookBack | undefined> {
  return vault.unseal<LookBack>(tx, place(id, member), fromColumn<LookBack>(wordsSealed));
}

export async function deleteAssessment(tx: Tx, id: string): Promise<void> {
  await tx.selfAssessment.deleteMany({ where: { id } });
}

const KEPT_DAYS = 730;

export async function forgetAssessments(tx: Tx, now: Date, limit: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM self_assessment WHERE id IN (
      SELECT id FROM self_assessment WHERE written_at < ${daysBefore(now, KEPT_DAYS)} LIMIT ${limit})`;
}
