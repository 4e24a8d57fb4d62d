import type { Guard } from '../../../bot/on.ts';
import { type Say, say } from '../../../chat/reply.ts';
import { belongsTo } from '../../../directory/participant-kinds.ts';
import { type Profile, readProfile } from '../../../directory/profile.ts';
import { mayOrganise, notYours, refusalTo } from '../../planning/rules/organisers.ts';
import { visibilityOf } from '../rules/audience.ts';
import { type ForumEvent, lockEvent, readEvent } from '../store/event.ts';
import { type Invitation, readInvitation } from '../store/invitation.ts';

type ByOrganiser<In, Seen> = Guard<In, Seen, 'its organiser', Say>;

/** The organiser's own event, locked, as long as they organise at all and it is there for them. */
export const ownEvent: ByOrganiser<{ event: string }, ForumEvent> = {
  lock: async ({ tx, actor }, { event }) => (mayOrganise(actor) ? lockEvent(tx, event) : undefined),
  stands: {
    'its organiser': async ({ organiserId, audience }, { tx, actor }) =>
      organiserId === actor.member && belongsTo(audience, await readProfile(tx, actor.member)),
  },
  state: ({ state }) => state,
  refuse: ({ actor }) => say(refusalTo(actor)),
};

/** The same to look at. */
export const readOwnEvent: ByOrganiser<{ event: string }, ForumEvent> = {
  ...ownEvent,
  lock: async ({ tx, actor }, { event }) => (mayOrganise(actor) ? readEvent(tx, event) : undefined),
};

/** What an event is about, which depends on what its organiser is. */
export interface Subject {
  before: ForumEvent | undefined;
  profile: Profile;
}

/** The organiser’s own event, or one that is begun now. */
export const ownSubject: ByOrganiser<{ event?: string | undefined }, Subject> = {
  async lock({ tx, actor }, { event: id }) {
    if (!mayOrganise(actor)) return undefined;
    const before = id === undefined ? undefined : await lockEvent(tx, id);
    if (id !== undefined && !before) return undefined;
    return { before, profile: await readProfile(tx, actor.member) };
  },
  stands: {
    'its organiser': ({ before, profile }, { actor }) =>
      !before || (before.organiserId === actor.member && belongsTo(before.audience, profile)),
  },
  refuse: ownEvent.refuse,
};

/** An event and somebody who is or may be invited to it, as their profile is at this moment. */
export interface Reader {
  event: ForumEvent;
  profile: Profile;
  before: Invitation | undefined;
}
type ByAudience = Guard<{ event: string }, Reader, 'in its audience', Say>;

/** An event that is for them, locked. */
export const eventForThem: ByAudience = {
  async lock({ tx, actor }, { event: id }) {
    const event = await lockEvent(tx, id);
    if (!event) return undefined;
    const profile = await readProfile(tx, actor.member);
    return { event, profile, before: await readInvitation(tx, id, actor.member) };
  },
  stands: { 'in its audience': (reader) => visibilityTo(reader) !== 'out' },
  state: ({ event }) => event.state,
  refuse: say(notYours),
};

/** The same for whoever could come in either role, also where they said before that they come in the other. */
export const eventForEither: ByAudience = {
  ...eventForThem,
  stands: {
    'in its audience': ({ event, profile }) => visibilityOf(event.audience, profile, null) === 'ask',
  },
};

export const visibilityTo = ({ event, profile, before }: Reader) =>
  visibilityOf(event.audience, profile, before?.participantKind ?? null);
