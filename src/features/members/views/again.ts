import type { MemberId } from '../../../chat/message.ts';
import { type Block, bold, type Card, type Message, message, paragraph } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import type { SupportNumber } from '../../../directory/helplines.ts';
import type { Draft } from '../../../outbox/outbox.ts';
import { spokenDateAt } from '../../../time/spoken.ts';
import * as routes from '../routes.ts';
import { leftToRing, NETWORK_ZONE } from '../rules/again.ts';
import { numbersToRing } from '../rules/own-numbers.ts';
import type { Safety } from '../store/safety.ts';
import { howToRing } from './own-numbers.ts';

/** A slot for each time that it is asked: an edit of the last one would notify nobody. */
const letter = (member: MemberId, slot: string, words: Message): Draft & { slot: string } => ({
  ...{ to: { member }, message: words, slot, class: 'quiet' },
  origin: { feature: 'members', id: member },
});

// --- the numbers ---------------------------------------------------------------------------------------------------

export const numbersLetter = (coordinator: MemberId, asked: string, words: Message) =>
  letter(coordinator, `members:numbers:${asked}:${coordinator}`, words);

/** One living card for each coordinator: what is left to ring, whoever of them does it. */
export function numbersCard(safety: Safety, asked: string): Message {
  const all = numbersToRing(safety);
  const left = leftToRing(all, safety.checks, asked);
  const actions = [button(routes.openSafety, 'Safety set-up', {})];
  if (left.length === 0)
    return message({
      title: 'Thank you: every number is confirmed again',
      body: [paragraph('I’ll ask the coordinators again in half a year.')],
      actions,
    });
  return message({
    title: 'Please ring these numbers again',
    body: [
      paragraph(`It’s half a year since they were confirmed. ${howToRing}`),
      paragraph(
        'They stay where people can see them meanwhile. If one of your own has changed, mend it in the safety set-up; if another has, please tell whoever runs me.',
      ),
      ...all.map((number) => numberRow(safety, number, left.includes(number))),
    ],
    actions,
  });
}

function numberRow({ nation, checks }: Safety, number: SupportNumber, isLeft: boolean): Block {
  const check = checks.get(number.id);
  const when = check ? `confirmed on ${spokenDateAt(check.at, NETWORK_ZONE)}` : 'not confirmed yet';
  const text = [bold(number.digits), `, ${number.name}: ${when}`];
  if (!isLeft) return { type: 'text', text };
  const label = `I have ${number.readOnly ? 'checked' : 'rung'} ${number.digits}`;
  return { type: 'row', text, actions: [button(routes.ringAgain, label, { nation, number: number.id })] };
}

// --- a profile -----------------------------------------------------------------------------------------------------

export const profileLetter = (member: MemberId, asked: string, words: Message) =>
  letter(member, `members:profile-check:${asked}:${member}`, words);

/** A8. It says nothing of what is in the profile: a locked screen may show it. */
export const profileCard: Card = {
  title: 'Is this still right?',
  body: [
    paragraph(
      'It’s half a year since you looked over what you say about yourself, such as your role and area.',
    ),
    paragraph('If you do nothing, it stays as it is.'),
  ],
  actions: [
    button(routes.stillRight, 'Still right', {}, 'primary'),
    button(routes.openProfile, 'Change it', {}),
  ],
};
export const profileMessage: Message = message(profileCard);
export const profileRight: Message = message({
  title: 'Thank you for looking it over',
  body: [paragraph('I’ll ask again in half a year. You can change it at any time.')],
  actions: [button(routes.openProfile, 'My profile', {})],
});
