import type { MemberId } from '../../../chat/message.ts';
import { holdsRole } from '../../../directory/roles.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';
import {
  type Audience,
  type ConsultationState,
  KINDS,
  type Kind,
  type QuestionKind,
} from '../rules/consultation.ts';
import type { Written } from '../rules/draft.ts';

export interface Consultation extends Written {
  id: string;
  kind: Kind;
  audience: Audience;
  state: ConsultationState;
  questionKind: QuestionKind;
  /** Nobody, of what was over when its writer was forgotten. */
  ownerId: MemberId | null;
  owner: { name: string; timeZone: string } | null;
  sentTo: number;
  createdAt: Date;
  openedAt: Date | null;
  remindAt: Date | null;
  remindedAt: Date | null;
  closesAt: Date | null;
  closedAt: Date | null;
  outcome: string | null;
  toldAt: Date | null;
  quietAt: Date | null;
  quietOverAt: Date | null;
}

/** A whole one, of the tables `c` and `w`, whoever runs it: a part of a statement. */
export const consultationColumns = Prisma.sql`
  c.id::text, c.kind, c.audience, c.owner_id::text AS "ownerId", c.title, c.text, c.question_kind AS "questionKind", c.question,
  c.choices, c.named, c.reminds, c.reply_by AS "replyBy", c.state, c.sent_to AS "sentTo", c.created_at AS "createdAt",
  c.opened_at AS "openedAt", c.remind_at AS "remindAt", c.reminded_at AS "remindedAt", c.closes_at AS "closesAt",
  c.closed_at AS "closedAt", c.outcome, c.told_at AS "toldAt", c.quiet_at AS "quietAt", c.quiet_over_at AS "quietOverAt",
  CASE WHEN w.id IS NOT NULL THEN json_build_object('name', w.name, 'timeZone', w.time_zone) END AS owner`;
export const consultationTables = Prisma.sql`consultation c LEFT JOIN member w ON w.id = c.owner_id`;

const readWhere = (tx: Tx, where: Prisma.Sql): Promise<Consultation[]> =>
  tx.$queryRaw<Consultation[]>`SELECT ${consultationColumns} FROM ${consultationTables} WHERE ${where}`;

export const readConsultation = async (tx: Tx, id: string): Promise<Consultation | undefined> =>
  (await readWhere(tx, Prisma.sql`c.id = ${id}::uuid`))[0];

/** Locks it, for its writer’s card counts what is answered: whoever changes that takes this first. */
export async function lockConsultation(tx: Tx, id: string): Promise<Consultation | undefined> {
  await tx.$queryRaw`SELECT 1 AS locked FROM consultation WHERE id = ${id}::uuid FOR UPDATE`;
  return readConsultation(tx, id);
}

/** The same, of the one that asked this member; undefined where it asked somebody else. */
export async function lockConsultationOf(
  tx: Tx,
  consulted: string,
  member: MemberId,
): Promise<Consultation | undefined> {
  const [locked] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id::text FROM consultation WHERE id = (
      SELECT consultation_id FROM consulted WHERE id = ${consulted}::uuid AND member_id = ${member}::uuid) FOR UPDATE`;
  return locked && readConsultation(tx, locked.id);
}

/** These, as far as this member runs them: who lost the role that it needs runs none. */
export const readRunBy = (
  tx: Tx,
  ids: readonly string[],
  member: MemberId,
  now: Date,
): Promise<Consultation[]> =>
  readWhere(
    tx,
    Prisma.sql`c.id = ANY(${[...ids]}::uuid[]) AND c.owner_id = ${member}::uuid
      AND ${holdsRole(member, KINDS.digest.runBy, now)}`,
  );

export async function createDraft(
  tx: Tx,
  kind: Kind,
  owner: MemberId,
  draft: Written,
  now: Date,
): Promise<string> {
  const data = { ...draft, kind, audience: KINDS[kind].audience, ownerId: owner, createdAt: now };
  return (await tx.consultation.create({ data, select: { id: true } })).id;
}

export async function rewriteDraft(tx: Tx, id: string, draft: Written): Promise<void> {
  await tx.consultation.update({ where: { id }, data: draft });
}

export async function deleteDraft(tx: Tx, id: string): Promise<void> {
  await tx.consultation.deleteMany({ where: { id, state: 'draft' } });
}

type Moments = Partial<
  Pick<Consultation, 'openedAt' | 'remindAt' | 'closesAt' | 'closedAt' | 'toldAt' | 'sentTo'>
>;

/** Moves it if it is still what we think. False: somebody was quicker. */
export async function moveConsultation(
  tx: Tx,
  { id, state }: Pick<Consultation, 'id' | 'state'>,
  to: ConsultationState,
  moments: Moments = {},
): Promise<boolean> {
  const { count } = await tx.consultation.updateMany({
    where: { id, state },
    data: { state: to, ...moments },
  });
  return count === 1;
}

export async function writeOutcome(tx: Tx, id: string, outcome: string): Promise<void> {
  await tx.consultation.update({ where: { id }, data: { outcome } });
}

export async function changeOwner(tx: Tx, id: string, ownerId: MemberId): Promise<void> {
  await tx.consultation.update({ where: { id }, data: { ownerId } });
}

/** True once: the reminder is ours to send. */
export async function markReminded(tx: Tx, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.consultation.updateMany({
    where: { id, state: 'open', remindedAt: null },
    data: { remindedAt: now },
  });
  return count === 1;
}
