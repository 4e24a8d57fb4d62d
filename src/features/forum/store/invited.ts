import type { MemberId } from '../../../chat/message.ts';
import { AUDIENCES, belongsTo } from '../../../directory/participant-kinds.ts';
import { readProfile, readProfiles } from '../../../directory/profile.ts';
import type { Tx } from '../../../store/database.ts';
import { type Kind, type Visibility, visibilityOf } from '../rules/audience.ts';
import { lineOf } from '../rules/waiting.ts';
import { type ForumEvent, readOpenEvents } from './event.ts';
import { type Invitation, readInvitationsTo, readOwnInvitations } from './invitation.ts';

/** An event and one person to it: all that their cards show. */
export interface Invited {
  event: ForumEvent;
  invitation: Invitation;
  /** What they may see of it now: profiles change, and a manager sees nothing of what is for peers. */
  visibility: Visibility;
  /** How many wait for a place before them. */
  ahead: number;
}

/** Somebody who was found to see it, or whose card says what all may read. */
export const entitled = (event: ForumEvent, invitation: Invitation, ahead = 0): Invited => ({
  event,
  invitation,
  visibility: 'in',
  ahead,
});

const NEITHER: Kind = { isPeer: false, isManager: false };
type Found = Pick<Invited, 'event' | 'invitation'>;

const seenBy = ({ event, invitation }: Found, who: Kind, line: ReadonlyMap<string, number>): Invited => ({
  event,
  invitation,
  visibility: visibilityOf(event.audience, who, invitation.participantKind),
  ahead: line.get(invitation.id) ?? 0,
});

/** Everybody who is invited to these events, by event. */
export async function readAllInvited(
  tx: Tx,
  events: readonly ForumEvent[],
): Promise<ReadonlyMap<string, readonly Invited[]>> {
  const invitations = await readInvitationsTo(
    tx,
    events.map(({ id }) => id),
  );
  const profiles = await readProfiles(tx, [...new Set(invitations.map(({ memberId }) => memberId))]);
  const byEvent = groupByEvent(invitations);
  return new Map(
    events.map((event) => {
      const all = byEvent.get(event.id) ?? [];
      const line = lineOf(all);
      return [
        event.id,
        all.map((invitation) =>
          seenBy({ event, invitation }, profiles.get(invitation.memberId) ?? NEITHER, line),
        ),
      ];
    }),
  );
}

export const readInvited = async (tx: Tx, event: ForumEvent): Promise<readonly Invited[]> =>
  (await readAllInvited(tx, [event])).get(event.id) ?? [];

/** Those who are written to about this event. */
export const readEntitled = async (tx: Tx, event: ForumEvent): Promise<readonly Invited[]> =>
  (await readInvited(tx, event)).filter(({ visibility }) => visibility === 'in');

function groupByEvent(invitations: readonly Invitation[]): ReadonlyMap<string, readonly Invitation[]> {
  const groups = new Map<string, Invitation[]>();
  for (const one of invitations) {
    const group = groups.get(one.eventId);
    if (group) group.push(one);
    else groups.set(one.eventId, [one]);
  }
  return groups;
}

export type Someone = { member: MemberId; timeZone: string };

/** What is asked or announced for this person, the next one first; what is not for them is not in it. */
export async function readOpenTo(tx: Tx, person: Someone, now: Date): Promise<readonly Invited[]> {
  const profile = await readProfile(tx, person.member);
  const audiences = AUDIENCES.filter((audience) => belongsTo(audience, profile));
  const events = await readOpenEvents(tx, audiences, now);
  const mine = await readOwnInvitations(
    tx,
    person.member,
    events.map(({ id }) => id),
  );
  return see(
    tx,
    person.member,
    events.map((event) => ({ event, invitation: mine.get(event.id) ?? nobodyYet(event.id, person) })),
    profile,
  );
}

/** Without those who may see nothing of it. */
export async function see(
  tx: Tx,
  member: MemberId,
  found: readonly Found[],
  profile?: Kind,
): Promise<readonly Invited[]> {
  if (found.length === 0) return [];
  const who = profile ?? (await readProfile(tx, member));
  const waits = found.flatMap(({ event, invitation }) => (invitation.seat === 'waiting' ? event.id : []));
  const seats = waits.length > 0 ? await readInvitationsTo(tx, waits) : [];
  const lines = [...groupByEvent(seats).values()].map(lineOf);
  const line = new Map(lines.flatMap((one) => [...one]));
  return found.map((one) => seenBy(one, who, line)).filter(({ visibility }) => visibility !== 'out');
}

/** Somebody who joined after it went out: their first press invites them. */
export const nobodyYet = (eventId: string, { member, timeZone }: Someone): Invitation => ({
  id: '',
  eventId,
  memberId: member,
  timeZone,
  participantKind: null,
  voted: null,
  parts: null,
  seat: null,
  queue: null,
  undelivered: false,
  ticks: [],
});
