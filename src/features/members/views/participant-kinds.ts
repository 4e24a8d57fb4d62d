import { homeButton } from '../../../bot/home.ts';
import { bold, type Card, type Message, paragraph, small } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { list, plain } from '../../../chat/words.ts';
import {
  KIND_LABELS,
  type ParticipantKind,
  participantKindsToConfirm,
} from '../../../directory/participant-kinds.ts';
import { cut } from '../../../text/cut.ts';
import { callingName } from '../../../text/name.ts';
import * as routes from '../routes.ts';
import type { Claimant } from '../store/participant-kinds.ts';

const PARTICIPANT_KIND_NAMES: Record<ParticipantKind, string> = { peer: 'a peer', manager: 'a manager' };
const PARTICIPANT_KIND_PLURALS: Record<ParticipantKind, string> = { peer: 'peers', manager: 'managers' };
const participantKindPlurals = (kinds: readonly ParticipantKind[]): string =>
  list(kinds.map((kind) => PARTICIPANT_KIND_PLURALS[kind]));
export const participantKindNames = (kinds: readonly ParticipantKind[]): string =>
  list(kinds.map((kind) => PARTICIPANT_KIND_NAMES[kind]));

/** To coordinators. Each kind can be confirmed alone. */
export function participantKindsCard(claimant: Claimant): Card {
  const { member, name, kinds } = claimant;
  const open = participantKindsToConfirm(claimant);
  return {
    title: 'A profile to confirm',
    body: [
      paragraph(bold(name), `: ${list(kinds.map((kind) => KIND_LABELS[kind]))}.`),
      paragraph(
        `Is ${callingName(claimant)} ${participantKindNames(open)} in this network? Until somebody confirms it, they see what is for everyone.`,
      ),
      small('Peers can be called out and come to what is for peers; managers to what is for managers.'),
    ],
    actions: [
      button(
        routes.confirmParticipantKinds,
        cut(`Confirm ${callingName(claimant)}`, 60),
        { member, hats: open },
        'primary',
      ),
      ...(open.length > 1
        ? open.map((kind) =>
            button(routes.confirmParticipantKinds, `Only ${PARTICIPANT_KIND_NAMES[kind]}`, {
              member,
              hats: [kind],
            }),
          )
        : []),
      button(routes.declineParticipantKinds, 'Not now', { member, hats: open }),
    ],
  };
}

export const participantKindsConfirmed = (
  { name }: Pick<Claimant, 'name'>,
  kinds: readonly ParticipantKind[],
  by: string,
): Card => ({
  title: 'A profile is confirmed',
  body: [paragraph(`${name}, as ${participantKindNames(kinds)}, by ${by}.`)],
});
export const participantKindsDeclined = (
  { name }: Pick<Claimant, 'name'>,
  kinds: readonly ParticipantKind[],
  by: string,
): Card => ({
  title: 'A profile wasn’t confirmed',
  body: [
    paragraph(
      `${name}, as ${participantKindNames(kinds)}: answered by ${by}. They can change their profile.`,
    ),
  ],
});
export const participantKindsSettled = (name: string): Message =>
  plain(`${name} has been answered already`, 'Or they’ve changed what they said. Nothing was changed.');
export const nobodyToConfirm: Message = plain('That person is no longer here', 'Nothing was changed.');

export const youAreConfirmed = (kinds: readonly ParticipantKind[]): Card => ({
  title: 'About your profile',
  body: [
    paragraph(
      `A coordinator has confirmed it: you’re ${participantKindNames(kinds)} in this network. You now also see what is for ${participantKindPlurals(kinds)}.`,
    ),
  ],
  actions: [homeButton],
});
export const youAreDeclined = (kinds: readonly ParticipantKind[]): Card => ({
  title: 'About your profile',
  body: [
    paragraph(
      `A coordinator has looked at it, and couldn’t confirm for now that you’re ${participantKindNames(kinds)} here. You’re as much a member as before, and see what is for everyone. If that’s a mistake, talk to a coordinator or change your profile.`,
    ),
  ],
  actions: [homeButton],
});
