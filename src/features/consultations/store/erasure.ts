import type { Json } from '../../../chat/inbound.ts';
import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import { daysBefore } from '../../../store/retention.ts';
import type { Vault } from '../../../store/seal.ts';
import { ANSWERS_KEPT_DAYS, type ConsultationState } from '../rules/consultation.ts';
import { readOwnAnswer } from './answers.ts';
import { readAsked } from './consulted.ts';

export interface Held {
  id: string;
  state: ConsultationState;
  title: string;
}

/** What this person has begun and is not over: drafts, what is open, and what closed with something to tell back. */
export async function readHeld(tx: Tx, owner: MemberId): Promise<Held[]> {
  const rows = await tx.consultation.findMany({
    where: {
      ownerId: owner,
      OR: [{ state: { in: ['draft', 'open'] } }, { state: 'closed', questionKind: { not: 'none' } }],
    },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true, state: true, title: true },
  });
  return rows as Held[];
}

/** What was sent to this person and may still count them. */
export async function readOpenTo(tx: Tx, member: MemberId): Promise<string[]> {
  const rows = await tx.consulted.findMany({
    where: { memberId: member, consultation: { state: { in: ['open', 'closed'] } } },
    orderBy: { consultationId: 'asc' },
    select: { consultationId: true },
  });
  return rows.map(({ consultationId }) => consultationId);
}

export async function deleteConsulted(tx: Tx, member: MemberId): Promise<void> {
  await tx.consulted.deleteMany({ where: { memberId: member } });
}

export async function exportConsulted(tx: Tx, vault: Vault, member: MemberId): Promise<Json> {
  const ids = await tx.consulted.findMany({ where: { memberId: member }, select: { id: true } });
  const asked = await readAsked(
    tx,
    ids.map(({ id }) => id),
    member,
  );
  const got: Json[] = [];
  for (const one of asked.values()) {
    const { title, question, choices } = one.consultation;
    const said = await readOwnAnswer(tx, vault, one);
    const answer = said && ('words' in said ? said.words : choices[said.choice]);
    got.push({ about: title, question, 'what I answered': answer ?? null });
  }
  const wrote = await tx.consultation.findMany({
    where: { ownerId: member },
    select: { title: true, text: true, outcome: true },
  });
  return {
    'written to me as a peer': got,
    'what I wrote to the pool': wrote.map(({ title, text, outcome }) => ({
      title,
      text,
      'what came of it': outcome,
    })),
  };
}

const KEPT_DAYS = 730;

/** With who got them. A draft is as old as its first words. */
export async function forgetConsultations(tx: Tx, now: Date, limit: number): Promise<number> {
  const before = daysBefore(now, KEPT_DAYS);
  return tx.$executeRaw`
    DELETE FROM consultation WHERE id IN (
      SELECT id FROM consultation WHERE COALESCE(closed_at, created_at) < ${before} AND state <> 'open' LIMIT ${limit})`;
}

export async function forgetAnswers(tx: Tx, now: Date, limit: number): Promise<number> {
  const before = daysBefore(now, ANSWERS_KEPT_DAYS);
  const went = await tx.$executeRaw`
    DELETE FROM consultation_answer WHERE id IN (
      SELECT a.id FROM consultation_answer a JOIN consultation c ON c.id = a.consultation_id AND c.closed_at < ${before}
      LIMIT ${limit})`;
  const links = await tx.$executeRaw`
    UPDATE consulted SET answer_sealed = NULL WHERE id IN (
      SELECT d.id FROM consulted d JOIN consultation c ON c.id = d.consultation_id AND c.closed_at < ${before}
      WHERE d.answer_sealed IS NOT NULL LIMIT ${limit})`;
  return Math.max(went, links);
}
