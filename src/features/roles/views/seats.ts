import type { SeatWords } from '../../../bot/seats.ts';
import { mayUndo } from '../../../bot/undo.ts';
import { type Card, type Message, message, paragraph, small } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { confirm } from '../../../chat/words.ts';
import type { Role } from '../../../directory/actor.ts';
import { FORGOTTEN } from '../../../directory/erasure.ts';
import { a } from '../../../directory/role-names.ts';
import { firstName } from '../../../text/name.ts';
import * as routes from '../routes.ts';
import type { Seat } from '../store/seats.ts';

/** A seat, with what it is about; nothing where that is gone, or over. */
export interface Seated {
  seat: Seat;
  words: SeatWords | undefined;
}

const offererOf = ({ offerer }: Seat): string => offerer ?? FORGOTTEN;

/** To whoever was offered it, whatever it has come to. A title names nobody: screens are locked, and read by others. */
export function seatCard({ seat, words }: Seated, now: Date): Card {
  const about = { seat: seat.id };
  if (words === undefined || seat.state === 'ended') return seatOver(words);
  switch (seat.state) {
    case 'offered':
      return {
        title: 'Would you take something on?',
        body: [
          paragraph(`${offererOf(seat)} asks you: ${words.what}.`),
          paragraph(words.asks),
          small(
            'It’s fine to say no: you don’t have to say why, and it never counts against you. You can step out later, too.',
          ),
        ],
        actions: [
          button(routes.acceptSeat, 'Accept', about, 'primary'),
          button(routes.declineSeat, 'Not for me', about),
        ],
      };
    case 'accepted':
      return {
        title: 'Thank you for taking it on',
        body: [paragraph(`${words.what}.`), paragraph(words.holds)],
        actions: [
          ...(mayUndo(seat.startsAt, now) ? [button(routes.undoSeat, 'That was a mistake', about)] : []),
          button(routes.askToLeaveSeat, 'Step out', about),
        ],
      };
    case 'declined':
      return {
        title: 'Thank you for telling us: not for you',
        body: [
          paragraph(`${words.what}. You don’t have to say why, and you won’t be asked again.`),
          small('If you change your mind, you can still accept while nobody else has been asked.'),
        ],
        actions: [button(routes.acceptSeat, 'Accept after all', about)],
      };
  }
}

const seatOver = (words: SeatWords | undefined): Card => ({
  title: 'Nothing is needed here any more',
  body: [paragraph(words ? `${words.what}: that’s over. Thank you.` : 'What you were asked about is over.')],
});

/** To whoever offered it: one card, which changes with the answer. */
export function answerCard({ seat, words }: Seated): Card {
  const what = words?.what ?? 'What you offered';
  const actions = words ? [words.open] : [];
  const { name } = seat;
  switch (seat.state) {
    case 'offered':
      return {
        title: 'An answer was taken back',
        body: [paragraph(`${what}: ${name} hasn’t decided yet.`)],
        actions,
      };
    case 'accepted':
      return { title: 'Somebody takes it on', body: [paragraph(`${what}: ${name} has accepted.`)], actions };
    case 'declined':
      return {
        title: 'Somebody says: not this time',
        body: [
          paragraph(`${what}: it’s not for ${name}. They don’t have to say why. You can ask somebody else.`),
        ],
        actions,
      };
    case 'ended':
      return { title: 'That’s over', body: [paragraph(`${what}: ${name} no longer has it.`)], actions };
  }
}

/** Why a seat is empty that was offered, or taken up. */
export type Emptied = 'stepped-out' | 'role' | 'forgotten';

export function emptiedCard({ seat, words }: Seated, why: Emptied, role?: Role): Card {
  const what = words?.what ?? 'What you offered';
  const says = {
    'stepped-out': `${what}: ${seat.name} has stepped out. They don’t have to say why.`,
    role: `${what}: ${seat.name} is no longer ${role ? a(role) : 'in the role for it'}, so that they no longer have it.`,
    forgotten: `${what}: whoever had it has left the network.`,
  };
  return {
    title: 'Somebody no longer has what they took on',
    body: [paragraph(says[why]), paragraph('You can ask somebody else.')],
    actions: words ? [words.open] : [],
  };
}

/** To whoever had it, when whoever offered it ended it. */
export const endedCard = ({ seat, words }: Seated): Card => ({
  title: 'Something you took on is over',
  body: [
    paragraph(
      `${words?.what ?? 'What you took on'}: ${offererOf(seat)} has ended it. Thank you for doing it.`,
    ),
    paragraph('If that isn’t right, please write to them.'),
  ],
});

export const confirmLeave = ({ seat, words }: Seated): Message =>
  confirm({
    title: 'Step out?',
    says: [
      `${words?.what ?? 'What you took on'}. ${offererOf(seat)} is told, so that they can ask somebody else.`,
      'You don’t have to say why, and it never counts against you.',
    ],
    yes: button(routes.leaveSeat, 'Step out', { seat: seat.id }, 'primary'),
    no: button(routes.keepSeat, 'Stay', { seat: seat.id }),
  });

export const takenMeanwhile: Message = message({
  title: 'Somebody else has been asked meanwhile',
  body: [paragraph('Nothing was changed. Thank you for thinking of it again.')],
});
/** Why is for whoever offered it: it may be in confidence. */
export const notOpenToYou: Message = message({
  title: 'This can’t be taken on just now',
  body: [paragraph('Something has changed since you were asked. Nothing was changed by your press.')],
});
export const tooLateToUndo: Message = message({
  title: 'That can’t be undone with a press any more',
  body: [paragraph('You can step out instead, at any time, without a reason.')],
});
export const nothingNow: Message = message({
  title: 'Nothing is needed here any more',
  body: [paragraph('Nothing was changed. Type “home” to see what is waiting for you.')],
});

export const kept: Message = message({
  title: 'Nothing was changed',
  body: [paragraph('Thank you for staying.')],
});

export const themselves = 'That’s you. Please choose somebody else.';
export const lacksRole = (role: Role): string =>
  `They aren’t ${a(role)}. Please choose somebody who is, or ask a coordinator to give them that role.`;
export const askedAlready = ({ name, state }: Pick<Seat, 'name' | 'state'>): string =>
  state === 'offered'
    ? `${name} has been asked already. Take that back first, if you’d rather ask somebody else.`
    : `${name} has it already. End that first, if you’d rather ask somebody else.`;
export const saidNo = (name: string): string =>
  `${firstName(name)} said not this time, and isn’t asked again. Please choose somebody else.`;
