import { type Message, message, paragraph } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { confirm, people } from '../../../chat/words.ts';
import type { Project } from '../../placements/store/projects.ts';
import * as routes from '../routes.ts';

export const confirmThanks = ({ id, theme }: Project, count: number): Message =>
  confirm({
    title: `Thank ${people(count)}?`,
    says: [
      `Each hears that the places of “${theme}” are filled, that it says nothing about them, and is asked whether they’d be in reserve.`,
    ],
    yes: button(routes.thank, `Thank ${people(count)}`, { project: id }, 'primary'),
    no: button(routes.keep, 'Not yet', {}),
  });

export const thanked = (count: number): Message =>
  message({
    title: `${people(count)} thanked`,
    body: [paragraph('Whoever would be in reserve shows on the project’s card.')],
  });

/** A25. */
export const confirmCancel = ({ id, theme, state }: Project, count: number): Message =>
  confirm({
    title: 'Call the whole project off?',
    says: [
      state === 'pencilled'
        ? `“${theme}” is pencilled: whoever said they’d be interested hears at once, with thanks.`
        : count === 0
          ? `“${theme}”: nobody has said yes or maybe, so nobody is written to but those whose call-out is still open.`
          : `“${theme}”: ${people(count)} who said yes or maybe, or are on the team, hear at once, with thanks. An open call-out closes.`,
      'It can’t be taken back. If only the days change, talk to them first.',
    ],
    yes: button(routes.cancel, 'Call it off', { project: id }, 'danger'),
    no: button(routes.keep, 'Keep it', {}),
  });

export const cancelled: Message = message({
  title: 'It’s called off',
  body: [
    paragraph(
      'Everybody concerned is being told, with thanks first. If names are with the host, please ask them to delete what they got: “The people” says whose.',
    ),
  ],
});
