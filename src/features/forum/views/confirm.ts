import { bold, type Card, type Message, paragraph } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { confirm, people, plain } from '../../../chat/words.ts';
import * as routes from '../routes.ts';
import type { ForumEvent } from '../store/event.ts';
import type { Channel } from '../store/outward.ts';
import { spokenWhen, zoneOf } from './words.ts';

export const peersByPeers =
  'A meeting for peers only is set up by a peer, for whoever sets it up sees it. Type “profile” to say what you are, or ask an organiser who is a peer.';
export const managersByManagers =
  'A meeting for managers only is set up by a manager. Type “profile” to say what you are, or ask an organiser who is one.';
export const someLength = 'Please give one of the two parts some minutes.';

// --- second screens ----------------------------------------------------------------------------------------------------

export function confirmAnnounce(event: ForumEvent, time: string, startsAt: Date, count: number): Message {
  return confirm({
    title: 'Announce it?',
    says: [
      `${event.title}: ${spokenWhen(startsAt, zoneOf(event))}, ${event.place}.`,
      paragraph(bold(`This goes to ${people(count)}.`), ' It ends the vote.'),
    ],
    yes: button(routes.announce, `Announce to ${people(count)}`, { event: event.id, time }, 'primary'),
    no: button(routes.keep, 'Not yet', {}),
  });
}

export const kept: Message = plain('Nothing was changed', 'Nobody was written to.');
export const sentBefore: Message = plain(
  'This has gone out already',
  'So it can’t be changed here any more. Its card shows how it stands.',
);
export const discarded: Message = plain(
  'Thrown away',
  'Nobody was written to. Type “forum new” to begin another.',
);
export const timePassed: Message = plain(
  'That time has passed',
  'Nothing was sent. Please choose another one, or change the times.',
);
export const tooLate: Message = plain(
  'It can’t be taken back any more',
  'That’s possible for ten minutes. You can move it or cancel it: everybody is told.',
);

export function confirmMove(event: ForumEvent, startsAt: Date, place: string, count: number): Message {
  return confirm({
    title: 'Move it?',
    says: [
      `${event.title}: ${spokenWhen(startsAt, zoneOf(event))}, ${place}.`,
      paragraph(
        bold(`This goes to ${people(count)}.`),
        ' Everybody keeps their place; those who couldn’t make it are asked again.',
      ),
    ],
    yes: button(
      routes.move,
      `Move it and tell ${people(count)}`,
      { event: event.id, startsAt: startsAt.toISOString(), place },
      'primary',
    ),
    no: button(routes.keep, 'Not now', {}),
  });
}
export const nothingMoved = 'This is when and where it is already.';

export function confirmCancel(event: ForumEvent, count: number): Message {
  return confirm({
    title: 'Cancel it?',
    says: [paragraph(event.title), paragraph(bold(`This goes to ${people(count)}.`))],
    yes: button(routes.cancel, `Cancel it and tell ${people(count)}`, { event: event.id }, 'danger'),
    no: button(routes.keep, 'Keep it', {}),
  });
}

// --- channels ----------------------------------------------------------------------------------------------------------

export function confirmPost(event: ForumEvent, { conversationId: channel, name }: Channel): Message {
  const peers = event.audience === 'peers';
  return confirm({
    title: peers ? `Is a manager in ${name}?` : `Post it in ${name}?`,
    says: [
      peers
        ? 'This meeting is for peers only, and everybody in the channel reads what I post. I can’t see who is in it: please look.'
        : `This goes to everybody in ${name}.`,
    ],
    yes: button(
      routes.post,
      peers ? 'No manager is in it: post' : `Post in ${name}`,
      { event: event.id, channel },
      'primary',
    ),
    no: button(routes.keep, 'Don’t post', {}),
  });
}
export const posted = (name: string): Message =>
  plain(`It’s on its way to ${name}`, 'When it moves or is cancelled, the channel is told too.');
export const postedBefore = (name: string): Message =>
  plain(`It’s in ${name} already`, 'Nothing was posted twice.');
export const postFailed = (name: string): Card => ({
  title: `I couldn’t post in ${name}`,
  body: [
    paragraph(
      'Please check that I’m still in that channel, then press the button on the meeting’s card again.',
    ),
  ],
});

export const correctionFailed = (event: ForumEvent, name: string): Card => ({
  title: `I couldn’t put it right in ${name}`,
  body: [
    paragraph(
      `What stands there about “${event.title}” isn’t true any more. Please tell the people there yourself.`,
    ),
  ],
});

export const channelKnown = (name: string): Message =>
  plain(`I can post meetings in ${name}`, 'Only when you ask me to, for meetings that you set up.');
export const typeItThere = (platform: 'slack' | 'teams'): Message =>
  plain(
    'Please type that in the channel',
    `Go to the channel where I should post meetings, add me to it if I’m not there, and ${platform === 'slack' ? 'type there: /alongside forum here' : 'mention me there with the words: forum here'}`,
  );
export const channelForgotten: Message = plain('Forgotten', 'I won’t post there for you any more.');

// --- taking over from somebody -----------------------------------------------------------------------------------------

const STATES: Partial<Record<ForumEvent['state'], string>> = {
  draft: 'being planned',
  asking: 'times are being voted on',
  announced: 'announced',
};
/** Whoever set it up has left the network, and somebody has to know that it is with them now. */
export const yoursNow: Card = {
  title: 'A meeting is yours now',
  body: [
    paragraph('Whoever set it up has left the network. Its card is with you: you can move it, or cancel it.'),
  ],
};

/** For coordinators, of whom some may not know what an event for others is about. */
export const heldWords = ({ audience, title, state }: ForumEvent): string =>
  `${audience === 'everyone' ? `Meeting “${title}”` : `A meeting for ${audience}`}, ${STATES[state] ?? state}`;
export const giveToOrganiser = 'They can’t set up meetings. Please choose an organiser or a coordinator.';
export const notForThem = 'They can’t run this one. Please choose another organiser.';
export const notTheirs = 'Somebody else has it by now. Nothing was changed.';
