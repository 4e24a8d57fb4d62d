import { type Card, type MemberId, paragraph, small } from '../../../chat/message.ts';
import type { Holder, SeatKind } from '../../../directory/seats.ts';
import { firstName } from '../../../text/name.ts';
import { isOver, type ProjectState } from './project.ts';

/** Who stands in for a project's manager, once they have said yes. */
export const DEPUTY = {
  scope: 'project',
  role: 'project-manager',
  place: 'deputy',
} as const satisfies SeatKind;

/** Who runs a project. */
export interface RunBy {
  managerId: MemberId;
  deputy: Holder | null;
}

export const isDeputy = ({ deputy }: Pick<RunBy, 'deputy'>, member: MemberId): boolean =>
  deputy?.member === member;

/** Whoever runs it: its manager, and who stands in; `first`: what they see comes first, for they have pressed. */
export function runnersOf({ managerId, deputy }: RunBy, first?: MemberId): { member: MemberId }[] {
  const all = [managerId, ...(deputy ? [deputy.member] : [])];
  return [...all.filter((one) => one === first), ...all.filter((one) => one !== first)].map((member) => ({
    member,
  }));
}

export const runs = (project: RunBy, member: MemberId): boolean =>
  project.managerId === member || isDeputy(project, member);

/** A card as whoever runs the project reads it: its manager, or who stands in. */
export function asSeenBy(
  card: Card,
  project: RunBy & { manager: { name: string } },
  reader: MemberId | undefined,
): Card {
  const { manager, deputy } = project;
  if (!deputy || reader === undefined) return card;
  const first = firstName(manager.name);
  const line = isDeputy(project, reader)
    ? `You stand in for ${manager.name}. What peers tell ${first} in confidence is shut for you, and for ${first} to decide about.`
    : `${deputy.name} stands in for you when you’re away.`;
  return { ...card, body: [...card.body, small(line)] };
}

/** Beside what whoever answers is told of who reads it. */
export const seenByDeputy = ({
  manager,
  deputy,
}: Pick<RunBy, 'deputy'> & { manager: { name: string } }): string =>
  deputy
    ? ` ${deputy.name}, who stands in for ${firstName(manager.name)}, sees what you chose, and never your words.`
    : '';

/** On the cards of whoever stood in until now. */
export const noLongerYours = ({
  theme,
  manager,
  state,
}: {
  theme: string;
  manager: { name: string };
  state: ProjectState;
}): Card => ({
  title: 'You don’t stand in here any more',
  body: [
    paragraph(
      isOver(state) ? `“${theme}” is over. Thank you.` : `“${theme}” is with ${manager.name}. Thank you.`,
    ),
  ],
});
