import { randomUUID } from 'node:crypto';
import type { Json } from '../../../chat/inbound.ts';
import type { MemberId } from '../../../chat/message.ts';
import type { ForWhom } from '../../../directory/participant-kinds.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';
import type { Due } from '../../../store/due.ts';
import { fromColumn, toColumn, type Vault } from '../../../store/seal.ts';

const feedbackPlace = (member: MemberId, row: string, column: 'discuss_sealed' | 'know_sealed') => ({
  member,
  row,
  column,
  table: 'forum_feedback',
});

export interface FeedbackWords {
  discuss: string | undefined;
  know: string | undefined;
}

/** One for each person and event; written again, it replaces what was there. */
export async function writeFeedback(
  tx: Tx,
  vault: Vault,
  about: { eventId: string; memberId: MemberId; forgetAt: Date },
  { discuss, know }: FeedbackWords,
): Promise<void> {
  const { eventId, memberId } = about;
  await tx.forumFeedback.deleteMany({ where: { eventId, memberId } });
  const id = randomUUID();
  const seal = async (words: string | undefined, column: 'discuss_sealed' | 'know_sealed') =>
    words === undefined
      ? null
      : toColumn(await vault.seal<string>(tx, feedbackPlace(memberId, id, column), words));
  const discussSealed = await seal(discuss, 'discuss_sealed');
  const knowSealed = await seal(know, 'know_sealed');
  await tx.forumFeedback.create({ data: { id, ...about, discussSealed, knowSealed } });
}

export interface BacklogItem {
  id: string;
  /** For the audit alone: who wrote it is shown to nobody. */
  writer: MemberId;
  eventId: string;
  discuss: string | undefined;
  know: string | undefined;
}

/** What waits for an event that takes it up, or was taken up by this one; of those events alone, without names. */
export async function readBacklog(
  tx: Tx,
  vault: Vault,
  events: readonly string[],
  takenUpBy: string | undefined,
  now: Date,
): Promise<BacklogItem[]> {
  const rows = await tx.forumFeedback.findMany({
    where: {
      eventId: { in: [...events] },
      OR: [{ takenUpById: null }, ...(takenUpBy ? [{ takenUpById: takenUpBy }] : [])],
      forgetAt: { gt: now },
    },
    orderBy: [{ forgetAt: 'desc' }, { id: 'asc' }],
    take: 10,
  });
  const items: BacklogItem[] = [];
  for (const row of rows) {
    const words = await unsealWords(tx, vault, row);
    if (words.discuss !== undefined || words.know !== undefined)
      items.push({ id: row.id, writer: row.memberId, eventId: row.eventId, ...words });
  }
  return items;
}

/** What somebody wrote, for their own eyes. */
export async function exportFeedback(tx: Tx, vault: Vault, memberId: MemberId): Promise<Json> {
  const words: Json[] = [];
  for (const row of await tx.forumFeedback.findMany({ where: { memberId } })) {
    const { discuss = null, know = null } = await unsealWords(tx, vault, row);
    words.push({ 'to talk about': discuss, 'to know': know });
  }
  return words;
}

interface SealedWords {
  id: string;
  memberId: MemberId;
  discussSealed: string | null;
  knowSealed: string | null;
}

async function unsealWords(
  tx: Tx,
  vault: Vault,
  { id, memberId, discussSealed, knowSealed }: SealedWords,
): Promise<FeedbackWords> {
  const open = async (sealed: string | null, column: 'discuss_sealed' | 'know_sealed') =>
    sealed === null
      ? undefined
      : vault.unseal<string>(tx, feedbackPlace(memberId, id, column), fromColumn(sealed));
  return {
    discuss: await open(discussSealed, 'discuss_sealed'),
    know: await open(knowSealed, 'know_sealed'),
  };
}

/** Which of these an event takes up: the others that it had taken wait again. */
export async function takeUp(
  tx: Tx,
  event: string,
  known: readonly string[],
  ids: readonly string[],
): Promise<void> {
  const takes = ids.filter((id) => known.includes(id));
  await tx.forumFeedback.updateMany({ where: { takenUpById: event }, data: { takenUpById: null } });
  await tx.forumFeedback.updateMany({ where: { id: { in: takes } }, data: { takenUpById: event } });
}

export async function readTakenUp(tx: Tx, event: string): Promise<string[]> {
  const rows = await tx.forumFeedback.findMany({ where: { takenUpById: event }, select: { id: true } });
  return rows.map(({ id }) => id);
}

/** The events of which something was asked, to see which of them somebody may read. */
export async function readEventsWithBacklog(
  tx: Tx,
): Promise<{ id: string; audience: ForWhom; organiserId: MemberId }[]> {
  const rows = await tx.forumEvent.findMany({
    where: { feedback: { some: {} } },
    orderBy: { startsAt: 'desc' },
    select: { id: true, audience: true, organiserId: true },
    take: 20,
  });
  return rows.map((row) => ({ ...row, audience: row.audience as ForWhom }));
}

/** The meeting that took it up is over. */
export async function deleteTakenUp(tx: Tx, event: string): Promise<void> {
  await tx.forumFeedback.deleteMany({ where: { takenUpById: event } });
}

export const oldFeedback: Due = (now) =>
  Prisma.sql`SELECT id::text, forget_at AS at FROM forum_feedback WHERE forget_at <= ${now}`;

export async function deleteFeedback(tx: Tx, id: string): Promise<void> {
  await tx.forumFeedback.deleteMany({ where: { id } });
}
