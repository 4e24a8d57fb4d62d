import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import type { Vault } from '../../../store/seal.ts';
import { callingName } from '../../../text/name.ts';
import type { CalendarEntry } from '../../../web/calendar.ts';
import { MINUTES } from '../rules/pair.ts';
import { type Meeting, readMeeting, readPlace } from './meetings.ts';

/** Where the calendar pages of buddies are. */
export const CALENDAR = '/calendar/buddies';

export async function writeLink(
  tx: Tx,
  tokenHash: string,
  meetingId: string,
  memberId: MemberId,
): Promise<void> {
  await tx.buddyLink.create({ data: { tokenHash, meetingId, memberId } });
}

/** The date behind a link, as long as the pairing is active. One that is off is told as cancelled. */
export async function readEntry(tx: Tx, vault: Vault, tokenHash: string): Promise<CalendarEntry | undefined> {
  const link = await tx.buddyLink.findUnique({ where: { tokenHash } });
  const date = link ? await readMeeting(tx, link.meetingId) : undefined;
  if (!link || !date || date.state === 'held') return undefined;
  const pair = await tx.buddyPair.findUnique({
    where: { id: date.pairId },
    select: {
      state: true,
      sides: { select: { memberId: true, member: { select: { name: true, called: true } } } },
    },
  });
  const buddy = pair?.sides.find(({ memberId }) => memberId !== link.memberId);
  if (pair?.state !== 'active' || !buddy) return undefined;
  return toEntry(date, `Meeting with ${callingName(buddy.member)}`, (await readPlace(tx, vault, date)) ?? '');
}

const toEntry = (date: Meeting, title: string, place: string): CalendarEntry => ({
  uid: `buddies-${date.id}@alongside`,
  sequence: date.sequence,
  stamp: date.writtenAt,
  startsAt: date.at,
  endsAt: new Date(date.at.getTime() + MINUTES[date.mode] * 60_000),
  cancelled: date.state === 'cancelled',
  title,
  place,
});
