import type { ForWhom } from '../../../directory/participant-kinds.ts';
import { readMembersOf } from '../../../directory/profile.ts';
import type { Tx } from '../../../store/database.ts';
import { type Choice, type RankedTime, rank, type Votes } from '../../planning/rules/fairness.ts';
import { readHistory } from '../../planning/store/history.ts';
import type { ForumEvent } from './event.ts';
import type { Invitation } from './invitation.ts';
import { readAllInvited, readEntitled } from './invited.ts';
import { countNeeds } from './needs.ts';
import { type Channel, readChannelsOf, readPosts } from './outward.ts';

/** All that an organiser's card shows: numbers, never who. */
export interface EventStanding {
  /** How many this goes to, or went to. */
  people: number;
  votes: number;
  none: number;
  ranked: readonly RankedTime[];
  coming: { both: number; learning: number; social: number };
  declined: number;
  silent: number;
  waiting: number;
  needs: number;
  unreached: number;
  /** Channels of the organiser in which it is not posted yet. */
  channels: readonly Channel[];
}

/** An event that somebody runs, and how it stands. */
export interface Running {
  event: ForumEvent;
  standing: EventStanding;
}

/** Lock the event first. */
export async function readStanding(tx: Tx, event: ForumEvent): Promise<EventStanding> {
  const [running] = await readStandings(tx, [event]);
  if (!running) throw new Error(`Expected to read how the event ${event.id} stands.`);
  return running.standing;
}

/** As many statements however many events. */
export async function readStandings(tx: Tx, events: readonly ForumEvent[]): Promise<Running[]> {
  if (events.length === 0) return [];
  const ids = events.map(({ id }) => id);
  const invited = await readAllInvited(tx, events);
  const posts = await readPosts(tx, ids);
  const organisers = [...new Set(events.map(({ organiserId }) => organiserId))];
  const channels = await readChannelsOf(tx, organisers);
  const needs = await countNeeds(tx, ids);
  const inState = (which: ForumEvent['state']) => events.filter(({ state }) => state === which);
  const history = await readEach(inState('asking'), (audience) => readHistory(tx, audience));
  const members = await readEach(inState('draft'), (audience) => readMembersOf(tx, audience));
  return events.map((event) => {
    const sighted = (invited.get(event.id) ?? []).filter(({ visibility }) => visibility !== 'out');
    const entitled = sighted.filter(({ visibility }) => visibility === 'in');
    const invitations = entitled.map(({ invitation }) => invitation);
    const isPosted = ({ conversationId }: Channel) =>
      posts.some((post) => post.eventId === event.id && post.conversationId === conversationId);
    const own = channels.filter(({ organiserId }) => organiserId === event.organiserId);
    const past = history.get(event.audience) ?? [];
    const standing: EventStanding = {
      ...countAnswers(invitations),
      people: event.state === 'draft' ? (members.get(event.audience)?.length ?? 0) : sighted.length,
      ranked: event.state === 'asking' ? rank(choicesOf(event, invitations), past) : [],
      needs: needs.get(event.id) ?? 0,
      channels: own.filter((channel) => !isPosted(channel)),
    };
    return { event, standing };
  });
}

/** For each audience that these events have. */
async function readEach<T>(
  events: readonly ForumEvent[],
  read: (audience: ForWhom) => Promise<T>,
): Promise<ReadonlyMap<ForWhom, T>> {
  const found = new Map<ForWhom, T>();
  for (const audience of new Set(events.map((event) => event.audience)))
    found.set(audience, await read(audience));
  return found;
}

type Answers = Omit<EventStanding, 'people' | 'ranked' | 'needs' | 'channels'>;

function countAnswers(invitations: readonly Invitation[]): Answers {
  const count = (is: (one: Invitation) => boolean) => invitations.filter(is).length;
  const coming = (parts: string) => count((one) => one.seat === 'held' && one.parts === parts);
  return {
    votes: count(({ voted }) => voted !== null),
    none: count(({ voted }) => voted === 'none'),
    coming: { both: coming('both'), learning: coming('learning'), social: coming('social') },
    declined: count(({ parts }) => parts === 'no'),
    silent: count(({ parts }) => parts === null),
    waiting: count(({ seat }) => seat === 'waiting'),
    unreached: count(({ undelivered }) => undelivered),
  };
}

const choicesOf = (event: ForumEvent, invitations: readonly Invitation[]): Choice[] =>
  event.times.map(({ id: time }) => ({
    time,
    supporters: invitations.filter(({ ticks }) => ticks.includes(time)).map(({ memberId }) => memberId),
  }));

/** Who answered the vote, and who could come when. */
export async function readVotes(tx: Tx, event: ForumEvent): Promise<Votes> {
  const invitations = (await readEntitled(tx, event)).map(({ invitation }) => invitation);
  const answered = invitations.filter(({ voted }) => voted !== null).map(({ memberId }) => memberId);
  return { choices: choicesOf(event, invitations), answered };
}
