import { homeButton } from '../../../bot/home.ts';
import { bold, type Card, type Message, paragraph, small } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { discreet, list, plain } from '../../../chat/words.ts';
import { type Hat, hatsToConfirm, KIND_LABELS } from '../../../directory/participant-kinds.ts';
import type { Profile } from '../../../directory/profile.ts';
import { cut } from '../../../text/cut.ts';
import { callingName } from '../../../text/name.ts';
import * as routes from '../routes.ts';

const HAT_NAMES: Record<Hat, string> = { peer: 'a peer', manager: 'a manager' };
const HAT_PLURALS: Record<Hat, string> = { peer: 'peers', manager: 'managers' };
const hatPlurals = (hats: readonly Hat[]): string => list(hats.map((hat) => HAT_PLURALS[hat]));
export const hatNames = (hats: readonly Hat[]): string => list(hats.map((hat) => HAT_NAMES[hat]));

/** To coordinators. Each hat can be confirmed alone. */
export function hatsCard(profile: Profile): Card {
  const { member, name, kinds } = profile;
  const hats = hatsToConfirm(profile);
  return {
    title: 'A profile to confirm',
    body: [
      paragraph(bold(name), `: ${list(kinds.map((kind) => KIND_LABELS[kind]))}.`),
      paragraph(
        `Is ${callingName(profile)} ${hatNames(hats)} in this network? Until somebody confirms it, they see what is for everyone.`,
      ),
      small('Peers can be called out and come to what is for peers; managers to what is for managers.'),
    ],
    actions: [
      button(routes.confirmHats, cut(`Confirm ${callingName(profile)}`, 60), { member, hats }, 'primary'),
      ...(hats.length > 1
        ? hats.map((hat) => button(routes.confirmHats, `Only ${HAT_NAMES[hat]}`, { member, hats: [hat] }))
        : []),
      button(routes.declineHats, 'Not now', { member, hats }),
    ],
  };
}

export const hatsConfirmed = ({ name }: Profile, hats: readonly Hat[], by: string): Message =>
  plain('A profile is confirmed', `${name}, as ${hatNames(hats)}, by ${by}.`);
export const hatsDeclined = ({ name }: Profile, hats: readonly Hat[], by: string): Message =>
  plain(
    'A profile wasn’t confirmed',
    `${name}, as ${hatNames(hats)}: answered by ${by}. They can change their profile.`,
  );
export const hatsSettled = (name: string): Message =>
  plain(`${name} has been answered already`, 'Or they’ve changed what they said. Nothing was changed.');
export const nobodyToConfirm: Message = plain('That person is no longer here', 'Nothing was changed.');

export const youAreConfirmed = (hats: readonly Hat[]): Message =>
  discreet({
    title: 'About your profile',
    body: [
      paragraph(
        `A coordinator has confirmed it: you’re ${hatNames(hats)} in this network. You now also see what is for ${hatPlurals(hats)}.`,
      ),
    ],
    actions: [homeButton],
  });
export const youAreDeclined = (hats: readonly Hat[]): Message =>
  discreet({
    title: 'About your profile',
    body: [
      paragraph(
        `A coordinator has looked at it, and couldn’t confirm for now that you’re ${hatNames(hats)} here. You’re as much a member as before, and see what is for everyone. If that’s a mistake, talk to a coordinator or change your profile.`,
      ),
    ],
    actions: [homeButton],
  });
