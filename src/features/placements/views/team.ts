import { type Block, type Button, type Card, paragraph, small } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import * as routes from '../routes.ts';
import { asksStill } from '../rules/moments.ts';
import { firstDay } from '../rules/project.ts';
import { aboutProject, dayIn } from '../rules/words.ts';
import type { Placed } from '../store/placements.ts';
import { checklistLine } from './checklist.ts';

/** A10: what was agreed, also where it came late; which it is stands behind the button. */
export const conditionsLine = ({ placement: { ruling } }: Placed): Block[] =>
  ruling === 'conditions'
    ? [paragraph('Something goes with taking part: “Who it is, and what was passed on” says what.')]
    : [];

const allDays = ({ project }: Placed): string =>
  project.days.length === 1 ? 'It’s for the whole day.' : 'It’s for all of these days.';

/** A11: somebody on a team, from the host’s yes to the first day. `ways`: what stays possible throughout. */
export function teamCard(placed: Placed, ways: readonly Button[]): Card {
  const { project, placement } = placed;
  const manager = project.manager.name;
  const first = dayIn(project)(firstDay(project));
  const asks = asksStill(placement);
  if (placement.seeYouAt !== null)
    return {
      title: `See you on ${first}`,
      body: [
        ...aboutProject(project),
        ...conditionsLine(placed),
        checklistLine(placed),
        paragraph(`There’s nothing to answer. If something comes up, ${manager} would like to know.`),
      ],
      actions: ways,
    };
  if (asks)
    return {
      title: `Are you still on for ${first}?`,
      body: [
        ...aboutProject(project),
        paragraph(allDays(placed)),
        ...conditionsLine(placed),
        small(`Not answering takes you off nothing: ${manager} may ring.`),
      ],
      actions: [
        button(routes.stillComes, 'Yes, I’ll be there', { placement: placement.id }, 'primary'),
        ...ways,
      ],
    };
  return {
    title: placement.stillComes ? `Thank you: you’re there on ${first}` : 'You’re on the team',
    body: [
      ...aboutProject(project),
      paragraph(
        `${allDays(placed)} ${manager} runs it, and will be in touch here. Who the host is stays between the team and whoever runs it.`,
      ),
      ...conditionsLine(placed),
      checklistLine(placed),
      small('If something comes up, say so as early as you can. You don’t have to say why.'),
    ],
    actions: ways,
  };
}
