import {
  type Block,
  type Button,
  bold,
  type Message,
  message,
  paragraph,
  row,
} from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { firstName } from '../../../text/name.ts';
import { isToDelete } from '../../placements/rules/at-host.ts';
import { howFar } from '../../placements/rules/checklist.ts';
import { missingAtGate } from '../../placements/rules/gate.ts';
import { isLive } from '../../placements/rules/placement.ts';
import { isOver } from '../../placements/rules/project.ts';
import { askToDelete } from '../../placements/rules/words.ts';
import type { Placed } from '../../placements/store/placements.ts';
import type { Project } from '../../placements/store/projects.ts';
import * as routes from '../routes.ts';
import { audiencesOf, mayWrite } from '../rules/audience.ts';
import { deletedButton } from '../rules/links.ts';
import { isListed } from '../rules/listing.ts';
import { agreeButton } from './host-answer.ts';
import { toCome } from './preparation.ts';

/** How somebody stands, for whoever runs the project alone; `toWhom`: in whose confidence they told something. */
function standing(placed: Placed, toWhom: string): string {
  const { placement, answer, isAskedAgain } = placed;
  const { state, ruling } = placement;
  const again = isAskedAgain
    ? ' Something changed in their profile, so I’ve asked about the host again.'
    : '';
  if (placement.daysAsked && isLive(state)) return 'asked whether they can come on the new days.';
  switch (state) {
    case 'chosen': {
      const missing = missingAtGate(placed);
      if (missing.includes('answer'))
        return isAskedAgain
          ? `no answer yet.${placement.before === null ? again : ''}`
          : 'no answer about the host yet; a call may help.';
      const said = answer === 'told' ? `told ${toWhom} something` : 'no conflict';
      const employer = missing.includes('employer') ? ' Waits for their employer’s yes.' : '';
      if (missing.includes('ruling'))
        return `${said}. For ${answer === 'told' ? toWhom : 'you'} to decide.${employer}`;
      return `${said}. You decided: ${ruling === 'conditions' ? 'clear, with conditions' : 'clear'}.${employer}`;
    }
    case 'declined':
      return 'would rather not, now that they know the host. Please don’t put their name forward.';
    case 'excluded':
      return 'you decided: not for this one.';
    case 'released':
      return `with the host.${again || ' What do they say?'}`;
    case 'confirmed':
      return `on the team.${placement.stillComes ? ' Still on for it.' : ''}${again} ${checklistLine(placed)}`;
    case 'withdrawn':
      return 'can’t come after all. They don’t have to say why.';
    case 'reserve':
      return 'in reserve.';
    case 'offered':
      return 'in reserve, and asked to step in.';
    case 'completed':
      return 'took part.';
    default:
      return 'not going forward.';
  }
}

function checklistLine(placed: Placed): string {
  const open = toCome(placed);
  return open ? `Checklist: ${howFar(placed)}; to come: ${open}.` : `Checklist: ${howFar(placed)}.`;
}

function buttonsFor(placed: Placed): Button[] {
  const { placement, answer, project, name, isAtHost } = placed;
  const first = firstName(name);
  const { id, state, ruling } = placement;
  const about = { placement: id };
  const log = [
    ...(isAtHost ? [button(routes.openReleased, 'What was handed over', about)] : []),
    ...(isToDelete(placed) && placed.isOutside ? [deletedButton(project.id, id)] : []),
  ];
  const note =
    state === 'withdrawn' && placement.noteSealed
      ? [button(routes.openNoteOf, 'Read their note', about)]
      : [];
  if (isOver(project.state)) return [...log, ...note];
  const decide = button(
    routes.openRuling,
    ruling === null ? `Decide about ${first}` : `Decide about ${first} again`,
    about,
  );
  const toDecide = answer !== undefined && ruling === null ? [decide] : [];
  const letGo = button(
    routes.passOver,
    state === 'released' ? `Somebody else than ${first}` : `Let ${first} go`,
    about,
  );
  switch (state) {
    case 'chosen':
      return [...(answer === undefined ? [] : [decide]), letGo, ...log];
    case 'excluded':
      return [...(answer === undefined ? [] : [decide]), ...log];
    case 'released':
      return [
        ...toDecide,
        agreeButton(placed),
        letGo,
        button(routes.recall, `${first}’s name didn’t go`, about),
        ...log,
      ];
    case 'confirmed':
      return [
        ...toDecide,
        ...(placement.needsSealed ? [button(routes.openNeedsOf, `What ${first} needs`, about)] : []),
        button(routes.unagree, `${first} isn’t confirmed`, about),
        ...log,
      ];
    default:
      return [...note, ...log];
  }
}

/** With its buttons each takes two of the fifty blocks that a message may have on Slack. */
const ROWS = 20;

/** Everybody who was put forward, with what can be done; a page that its manager opened. */
export function peoplePage(
  project: Project,
  placed: readonly Placed[],
  page: number,
  toWhom = 'you',
): Message {
  const shown = placed.filter(
    ({ placement, isAtHost }) =>
      isAtHost || !['interested', 'thanked', 'not-needed'].includes(placement.state),
  );
  const rows = shown.slice(page * ROWS, (page + 1) * ROWS).map((one): Block => {
    const words = [
      bold(one.name),
      `: ${standing(one, toWhom)}${one.placement.unreached ? ' I couldn’t reach them: please ring.' : ''}${
        isToDelete(one)
          ? askToDelete(one)
              .map((words) => ` ${words}`)
              .join('')
          : ''
      }`,
    ];
    const actions = buttonsFor(one);
    return actions.length > 0 ? row(words, ...actions) : paragraph(...words);
  });
  return message({
    title: 'The people',
    body: [
      paragraph(`${project.theme}.`),
      ...(rows.length > 0 ? rows : [paragraph('Nobody has been chosen yet.')]),
    ],
    actions: [
      ...(shown.length > (page + 1) * ROWS
        ? [button(routes.showPeople, 'More people', { project: project.id, page: page + 1 })]
        : []),
      ...(mayWrite(project.state) && audiencesOf(placed).length > 0
        ? [button(routes.openWriting, 'Write to them', { project: project.id })]
        : []),
      ...(placed.some(isListed) ? [button(routes.openList, 'A list to print', { project: project.id })] : []),
      ...(rows.length > 0
        ? [button(routes.openSuggestions, 'Who was suggested, and why', { project: project.id })]
        : []),
      button(routes.showProject, 'Back to the project', { project: project.id }),
    ],
  });
}
