import type { Work } from '../../bot/feature.ts';
import type { Form } from '../../chat/form.ts';
import type { Block, MemberId } from '../../chat/message.ts';
import type { ForWhom } from '../../directory/participant-kinds.ts';
import { readMembersOf } from '../../directory/profile.ts';
import { recordAudit } from '../../store/audit.ts';
import { DAY_MS } from '../../time/durations.ts';
import { daypartOf } from './rules/times.ts';
import * as feedback from './store/feedback.ts';
import { readLastTimes } from './store/history.ts';
import { countUsual, readUsual } from './store/usual.ts';
import { backlogBlocks, backlogField } from './views/backlog.ts';
import { timesThatSuit, usualForm } from './views/usual.ts';

// --- times (D14) -------------------------------------------------------------------------------------------------------

/** What is known of times that suit those for whom the next meeting is. */
export async function findTimesThatSuit(
  { tx }: Work,
  audience: ForWhom,
  timeZone: string,
): Promise<readonly Block[]> {
  const lately = await readLastTimes(tx, audience);
  const usual = await countUsual(tx, await readMembersOf(tx, audience));
  return timesThatSuit({ lately: lately.map((at) => daypartOf(at, timeZone)), usual });
}

/** Asked of somebody who could make none of the times that this organiser named. */
export const askUsual = async ({ tx }: Work, member: MemberId, organiser: string): Promise<Form> =>
  usualForm(organiser, await readUsual(tx, member));

// --- what people want talked about (D12) -------------------------------------------------------------------------------

/** How long what people wrote waits for a meeting that takes it up [default]. */
const BACKLOG_MS = 365 * DAY_MS;

export async function keepFeedback(
  { tx, vault, now }: Work,
  about: { eventId: string; memberId: MemberId },
  words: feedback.FeedbackWords,
): Promise<void> {
  const forgetAt = new Date(now.getTime() + BACKLOG_MS);
  await feedback.writeFeedback(tx, vault, { ...about, forgetAt }, words);
}

/** What was written after these meetings, and which of it a meeting takes up, for the form that sets that one up. */
export interface Backlog {
  shown: readonly Block[];
  choice: readonly ReturnType<typeof backlogField>[];
}

/** That it was opened is for those who wrote it to see. */
export async function openBacklog(
  { tx, vault, now }: Work,
  reader: MemberId,
  { after, event }: { after: readonly string[]; event: string | undefined },
): Promise<Backlog> {
  const items = await feedback.readBacklog(tx, vault, after, event, now);
  if (items.length === 0) return { shown: [], choice: [] };
  const about = [...new Set(items.map(({ writer }) => writer))];
  const entry = { at: now, actor: reader, action: 'forum.wishes-read', record: 'forum' };
  await recordAudit(tx, { ...entry, about, private: true });
  const takenUp = event === undefined ? [] : await feedback.readTakenUp(tx, event);
  return { shown: backlogBlocks(items), choice: [backlogField(items, takenUp)] };
}

/** Of what was written after these meetings, what this one takes up. */
export async function takeUp(
  { tx, vault, now }: Work,
  { after, event }: { after: readonly string[]; event: string },
  chosen: readonly string[],
): Promise<void> {
  const items = await feedback.readBacklog(tx, vault, after, event, now);
  await feedback.takeUp(
    tx,
    event,
    items.map(({ id }) => id),
    chosen,
  );
}
