import type { ServerResponse } from 'node:http';
import ical, { ICalCalendarMethod, ICalEventClass, ICalEventStatus } from 'ical-generator';
import type { HttpRoute } from '../chat/adapter.ts';
import { page, send } from './page.ts';
import { hashToken } from './tokens.ts';

/** What a calendar has to know. The same `uid` with a higher `sequence` replaces what was there. */
export interface CalendarEntry {
  uid: string;
  sequence: number;
  /** When this was last said: RFC 5545 wants a stamp. */
  stamp: Date;
  startsAt: Date;
  endsAt: Date;
  /** Whole days, from midnight to midnight, wherever its reader is. */
  allDay?: true;
  cancelled: boolean;
  /** Shown only to somebody who ticks that their calendar may show it. */
  title: string;
  place: string;
}

/** What stands in a calendar unless its owner ticks otherwise: calendars are often shared. */
export const PRIVATE_TITLE = 'Meeting (private)';

const areOff = (entries: readonly CalendarEntry[]): boolean => entries.every(({ cancelled }) => cancelled);

/** A calendar file by RFC 5545. No organiser and no attendees: it is a copy for one person, and names nobody. */
export function writeCalendarFile(entries: readonly CalendarEntry[], shown: boolean): string {
  const calendar = ical({
    prodId: { company: 'Alongside', product: 'peer network', language: 'EN' },
    method: areOff(entries) ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  });
  for (const entry of entries)
    calendar.createEvent({
      id: entry.uid,
      sequence: entry.sequence,
      stamp: entry.stamp,
      start: entry.startsAt,
      end: entry.endsAt,
      ...(entry.allDay && { allDay: true, timezone: 'UTC' }),
      status: entry.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      summary: shown ? entry.title : PRIVATE_TITLE,
      ...(shown && { location: entry.place }),
      ...(!shown && { class: ICalEventClass.PRIVATE }),
    });
  return calendar.toString();
}

export const calendarUrl = (publicUrl: string, path: string, token: string): string =>
  `${publicUrl}${path}?token=${token}`;

/** Who holds a token may read its entries now; undefined is answered as if there were nothing. */
export type FindEntries = (
  tokenHash: string,
) => Promise<CalendarEntry | readonly CalendarEntry[] | undefined>;

/**
 * A small page with a button, and the file that the button fetches. A chat that looks at the link, to show what is
 * behind it, sees the page alone, and the page says nothing of the meeting.
 */
export function calendarPages(path: string, find: FindEntries): HttpRoute[] {
  const filePath = `${path}/meeting.ics`;
  const route = (
    where: string,
    answer: (entries: readonly CalendarEntry[], query: URLSearchParams, to: ServerResponse) => void,
  ) => ({
    method: 'GET',
    path: where,
    handle: async ({ url }: { url?: string }, response: ServerResponse) => {
      const query = new URL(url ?? '/', 'http://here').searchParams;
      const found = await find(hashToken(query.get('token') ?? ''));
      if (found) answer([found].flat(), query, response);
      else send(response, 404, 'text/html', page('This link no longer works', GONE));
    },
  });
  return [
    route(path, (entries, query, response) =>
      // Relative, for a proxy may put the bot below a path of its own.
      send(
        response,
        200,
        'text/html',
        entryPage(entries, `${path.split('/').at(-1)}/meeting.ics`, query.get('token') ?? ''),
      ),
    ),
    route(filePath, (entries, query, response) =>
      send(response, 200, 'text/calendar', writeCalendarFile(entries, query.get('show') === 'yes'), {
        'content-disposition': 'attachment; filename="meeting.ics"',
      }),
    ),
  ];
}

const GONE = '<p>Go back to the chat and press “Add to my calendar” for a new one.</p>';

function entryPage(entries: readonly CalendarEntry[], filePath: string, token: string): string {
  const cancelled = areOff(entries);
  const show = cancelled
    ? ''
    : '<label><input type="checkbox" name="show" value="yes"> Show its title and place in my calendar</label>';
  const button = cancelled ? 'Take it out of my calendar' : 'Save it to my calendar';
  const about = cancelled
    ? 'It is not going ahead.'
    : `Your calendar will say “${PRIVATE_TITLE}”, unless you tick the box: others may be able to see your calendar.`;
  return page(
    cancelled ? 'A meeting was cancelled' : 'A meeting for your calendar',
    `<p>${about}</p>
<form action="${filePath}" method="get">
<input type="hidden" name="token" value="${token.replace(/[^\w-]/g, '')}">
${show}
<button type="submit">${button}</button>
</form>
<p><small>This link is yours alone. If the meeting moves, come back here: the new file replaces the old entry.</small></p>`,
  );
}
