import { type Card, type Message, message, paragraph, small } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import * as routes from '../routes.ts';
import { maySayLate } from '../rules/reserve.ts';
import { aboutProject, whenAndWhere } from '../rules/words.ts';
import type { Placed } from '../store/placements.ts';
import { answerButtons } from './host.ts';

/** A13: a place has come free, and it is kept for them for a while. */
export function offerCard({ project, placement: { id: placement, offerUntil } }: Placed): Card {
  const manager = project.manager.name;
  return {
    title: 'Could you step in?',
    body: [
      ...aboutProject(project),
      ...(offerUntil
        ? [
            paragraph(
              `${manager} would need to know by `,
              { type: 'time', at: offerUntil.toISOString(), style: 'datetime' },
              '; if not, we ask somebody else, and that’s fine.',
            ),
          ]
        : []),
    ],
    actions: [
      button(routes.stepIn, 'Yes, I can', { placement }, 'primary'),
      button(routes.standBy, 'Not this time', { placement, willing: false }),
    ],
  };
}

export function reserveCard({ project, placement }: Placed): Card {
  const manager = project.manager.name;
  const off = button(routes.standBy, 'Please take me off', { placement: placement.id, willing: false });
  const what = paragraph(`${project.theme}, ${whenAndWhere(project)}.`);
  if (maySayLate({ project, placement }))
    return {
      title: 'You’re still in reserve, thank you',
      body: [
        what,
        paragraph(
          'I’ve asked somebody else meanwhile. If you could step in after all, say so: whoever says yes first does.',
        ),
      ],
      actions: [button(routes.stepIn, 'I can step in', { placement: placement.id }, 'primary'), off],
    };
  return {
    title: 'You’re in reserve, thank you',
    body: [what, paragraph(`${manager} asks you here if a place comes free. It’s not a promise of a place.`)],
    actions: [off],
  };
}

/** They said yes; what the gate asks for still lies between them and the host (A21). */
export function steppedInCard({ project, placement: { id: placement }, answer }: Placed): Card {
  const manager = project.manager.name;
  if (answer !== undefined)
    return {
      title: 'Thank you for stepping in',
      body: [
        ...aboutProject(project),
        paragraph(
          `${manager} knows, and confirms it with the host: you’ll hear here. What you answered about the host still stands.`,
        ),
      ],
      actions: [
        button(routes.seeHost, 'Change my answer', { placement }),
        button(routes.askToWithdraw, 'I can’t come after all', { placement }),
      ],
    };
  return {
    title: 'Thank you. One thing before it’s certain',
    body: [
      ...aboutProject(project),
      paragraph(
        `Open this to see, in confidence, who the host is, and to say if there’s any reason you shouldn’t, or would rather not. Only ${manager} reads your answer, and the host gets your name only after that.`,
      ),
    ],
    actions: answerButtons(placement),
  };
}

export const filledMeanwhile: Message = message({
  title: 'The place has been filled meanwhile',
  body: [
    paragraph('Somebody else could come sooner. Thank you for being ready to help: it was good to know.'),
    small('You stay in reserve, unless you take yourself off.'),
  ],
});
