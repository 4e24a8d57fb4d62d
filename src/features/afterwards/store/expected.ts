import type { ExpectedCard } from '../../../bot/messages/declare.ts';
import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import { daysBefore } from '../../../store/retention.ts';
import { SAY_I_WAS_THERE } from '../../requests/rules.ts';
import { readAnswered } from '../../requests/store.ts';
import { SAID_DAYS, SOFT_DAYS } from '../rules/follow-up.ts';
import { readOpenDisclosures } from './disclosures.ts';
import { readSentClaims } from './follow-ups.ts';

/** While it stands on home. */
export async function readExpectedFollowUps(
  tx: Tx,
  now: Date,
  limit: number,
  reader?: MemberId,
): Promise<ExpectedCard[]> {
  const rows = await tx.followUp.findMany({
    where: {
      ended: false,
      askedAt: { gt: daysBefore(now, SOFT_DAYS) },
      ...(reader && { placement: { peerId: reader } }),
    },
    select: { id: true, edition: true, placement: { select: { peerId: true } } },
    orderBy: [{ askedAt: 'desc' }, { id: 'asc' }],
    take: limit,
  });
  return rows.map(({ id, edition, placement }) => ({ record: id, reader: placement.peerId, edition }));
}

const isFor = (reader: MemberId | undefined) => (one: ExpectedCard) =>
  reader === undefined || one.reader === reader;

/** Whoever answers now has it on home; whether it was sent to them, or to whoever answered before, is not kept. */
export async function readExpectedClaims(
  tx: Tx,
  now: Date,
  limit: number,
  reader?: MemberId,
): Promise<ExpectedCard[]> {
  const claims = await readSentClaims(tx, now);
  return claims
    .flatMap(({ id, claimsSent, answerers }) =>
      answerers.map(({ member }) => ({
        record: id,
        reader: member,
        edition: claimsSent,
        unsent: true as const,
      })),
    )
    .filter(isFor(reader))
    .slice(0, limit);
}

export async function readExpectedClaimAnswers(
  tx: Tx,
  _now: Date,
  limit: number,
  reader?: MemberId,
): Promise<ExpectedCard[]> {
  const rows = await tx.followUp.findMany({
    where: { claim: 'returned', ...(reader && { placement: { peerId: reader } }) },
    select: { id: true, claimDecisions: true, placement: { select: { peerId: true } } },
    orderBy: { id: 'asc' },
    take: limit,
  });
  return rows.map(({ id, claimDecisions, placement }) => ({
    record: id,
    reader: placement.peerId,
    edition: claimDecisions,
  }));
}

export async function readExpectedDisclosures(
  tx: Tx,
  now: Date,
  limit: number,
  reader?: MemberId,
): Promise<ExpectedCard[]> {
  const open = await readOpenDisclosures(tx, now, limit);
  return open
    .flatMap(({ request, answerers }) =>
      answerers.map(({ member }) => ({ record: request.id, reader: member, unsent: true as const })),
    )
    .filter(isFor(reader))
    .slice(0, limit);
}

export async function readExpectedAnswers(
  tx: Tx,
  now: Date,
  limit: number,
  reader?: MemberId,
): Promise<ExpectedCard[]> {
  const answered = await readAnswered(tx, SAY_I_WAS_THERE, daysBefore(now, SAID_DAYS), limit);
  return answered
    .map(({ id, askerId, answers }) => ({ record: id, reader: askerId, edition: answers }))
    .filter(isFor(reader));
}
