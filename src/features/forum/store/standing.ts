import { readMembersOf } from '../../../directory/profile.ts';
import type { Tx } from '../../../store/database.ts';
import { type Choice, type Outcome, outcomeOf, type RankedTime, rank } from '../rules/fairness.ts';
import type { ForumEvent } from './event.ts';
import { readHistory } from './history.ts';
import { type Invitation, readEntitled, readSighted } from './invitation.ts';
import { type Channel, readChannels, readPosts } from './outward.ts';
import { countNeeds } from './private.ts';

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

const choicesOf = (event: ForumEvent, invitations: readonly Invitation[]): Choice[] =>
  event.times.map(({ id: time }) => ({
    time,
    supporters: invitations.filter(({ ticks }) => ticks.includes(time)).map(({ memberId }) => memberId),
  }));

/** Lock the event first. */
export async function readStanding(tx: Tx, event: ForumEvent): Promise<EventStanding> {
  const sighted = (await readSighted(tx, event)).filter(({ visibility }) => visibility !== 'out');
  const invitations = sighted.flatMap(({ invitation, visibility }) =>
    visibility === 'in' ? invitation : [],
  );
  const count = (is: (one: Invitation) => boolean) => invitations.filter(is).length;
  const coming = (parts: string) => count((one) => one.seat === 'held' && one.parts === parts);
  const posts = await readPosts(tx, event.id);
  return {
    people: event.state === 'draft' ? (await readMembersOf(tx, event.audience)).length : sighted.length,
    votes: count(({ voted }) => voted !== null),
    none: count(({ voted }) => voted === 'none'),
    ranked:
      event.state === 'asking'
        ? rank(choicesOf(event, invitations), await readHistory(tx, event.audience, event.id))
        : [],
    coming: { both: coming('both'), learning: coming('learning'), social: coming('social') },
    declined: count(({ parts }) => parts === 'no'),
    silent: count(({ parts }) => parts === null),
    waiting: count(({ seat }) => seat === 'waiting'),
    needs: await countNeeds(tx, event.id),
    unreached: count(({ undelivered }) => undelivered),
    channels: (await readChannels(tx, event.organiserId)).filter(
      (one) => !posts.includes(one.conversationId),
    ),
  };
}

/** What choosing this time means for everybody who answered, and whether it lets somebody in who was left out before. */
export async function readDecision(
  tx: Tx,
  event: ForumEvent,
  time: string,
): Promise<{ outcome: Outcome; includesLeftOut: boolean }> {
  const invitations = await readEntitled(tx, event);
  const choices = choicesOf(event, invitations);
  const answered = invitations.filter(({ voted }) => voted !== null).map(({ memberId }) => memberId);
  const supporters = choices.find((choice) => choice.time === time)?.supporters ?? [];
  const ranked = rank(choices, await readHistory(tx, event.audience, event.id));
  const chosen = ranked.find((standing) => standing.time === time);
  return { outcome: outcomeOf(answered, supporters), includesLeftOut: (chosen?.leftOut ?? 0) > 0 };
}
