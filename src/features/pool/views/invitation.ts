import { type Card, type Message, message, paragraph, small } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { plain } from '../../../chat/words.ts';
import { localDate } from '../../../time/hours.ts';
import { spokenDay } from '../../../time/spoken.ts';
import * as routes from '../routes.ts';
import type { Invitation } from '../store/invitations.ts';

const whenOf = ({ startsAt, timeZone }: Invitation, now: Date): string =>
  spokenDay(localDate(startsAt, timeZone), localDate(now, timeZone));

/** A17: one card, and no reminder. */
export function invitationCard(invitation: Invitation, now: Date): Card {
  const { id: poolInvitation, by, title, closed } = invitation;
  const see = button(routes.seeEvent, 'See the event', { poolInvitation }, closed ? undefined : 'primary');
  if (closed)
    return {
      title: 'This might have interested you',
      body: [paragraph(`${title}, ${whenOf(invitation, now)}. There’s nothing to do, and nobody is told.`)],
      actions: [see],
    };
  return {
    title: 'This might interest you',
    body: [
      paragraph(
        `${by ?? 'Somebody here'} thought this might interest you: ${title}, ${whenOf(invitation, now)}.`,
      ),
      small('It’s not expected of you, and nobody is told whether you come.'),
    ],
    actions: [see, button(routes.notForMe, 'Not for me', { poolInvitation })],
  };
}

export const sentByMistake: Card = {
  title: 'This was sent by mistake',
  body: [paragraph('Nothing is needed from you. Sorry for the interruption.')],
};
export const notYours: Message = plain(
  'That isn’t open to you',
  'Nothing was changed. Type “forum” to see what is planned for you.',
);
export const isOver: Message = message({
  title: 'This isn’t open any more',
  body: [paragraph('Type “forum” to see what is planned for you.')],
});
