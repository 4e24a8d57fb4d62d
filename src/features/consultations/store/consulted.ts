import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import type { ConsultedState } from '../rules/consultation.ts';
import { type Consultation, consultationColumns, consultationTables } from './consultations.ts';

/** One person whom it went to. */
export interface Consulted {
  id: string;
  consultationId: string;
  memberId: MemberId;
  state: ConsultedState;
  /** They left its audience since. */
  away: boolean;
  /** Which answer without a name is theirs. */
  answerSealed: string | null;
  outcomeRead: boolean;
}

/** All that their cards show. */
export interface Asked {
  consultation: Consultation;
  consulted: Consulted;
}

/** In an order that says nothing of who they are. */
export const readAllConsulted = async (tx: Tx, consultationId: string): Promise<Consulted[]> =>
  (await tx.consulted.findMany({ where: { consultationId }, orderBy: { id: 'asc' } })) as Consulted[];

export const readConsulted = async (tx: Tx, id: string): Promise<Consulted | undefined> =>
  ((await tx.consulted.findUnique({ where: { id } })) as Consulted | null) ?? undefined;

/** Past Prisma, for whoever opens home waits for it. */
export async function readAsked(
  tx: Tx,
  ids: readonly string[],
  member: MemberId,
): Promise<ReadonlyMap<string, Asked>> {
  const rows = await tx.$queryRaw<(Consultation & { consulted: Consulted })[]>`
    SELECT ${consultationColumns},
      json_build_object('id', d.id, 'consultationId', c.id, 'memberId', d.member_id, 'state', d.state, 'away', d.away,
        'answerSealed', d.answer_sealed, 'outcomeRead', d.outcome_read) AS consulted
    FROM consulted d JOIN (${consultationTables}) ON c.id = d.consultation_id
    WHERE d.id = ANY(${[...ids]}::uuid[]) AND d.member_id = ${member}::uuid`;
  return new Map(rows.map(({ consulted, ...consultation }) => [consulted.id, { consultation, consulted }]));
}

export async function writeConsultedState(
  tx: Tx,
  id: string,
  state: ConsultedState,
  answerSealed: string | null = null,
): Promise<void> {
  await tx.consulted.update({ where: { id }, data: { state, answerSealed } });
}

export async function writeAway(tx: Tx, id: string, away: boolean): Promise<void> {
  await tx.consulted.update({ where: { id }, data: { away } });
}

/** True once. */
export async function markOutcomeRead(tx: Tx, id: string): Promise<boolean> {
  return (
    (await tx.consulted.updateMany({ where: { id, outcomeRead: false }, data: { outcomeRead: true } }))
      .count === 1
  );
}

export async function forgetOutcomeRead(tx: Tx, consultationId: string): Promise<void> {
  await tx.consulted.updateMany({ where: { consultationId }, data: { outcomeRead: false } });
}

export async function deleteAllConsulted(tx: Tx, consultationId: string): Promise<void> {
  await tx.consulted.deleteMany({ where: { consultationId } });
}

/** It was sent by mistake: nobody was asked anything. */
export async function deleteAnswersOf(tx: Tx, consultationId: string): Promise<void> {
  await tx.consultationAnswer.deleteMany({ where: { consultationId } });
  await tx.consulted.updateMany({
    where: { consultationId },
    data: { state: 'asked', answerSealed: null },
  });
}
