import {
  type Block,
  type Button,
  bold,
  type Message,
  message,
  paragraph,
  row,
  small,
} from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { firstName } from '../../../text/name.ts';
import * as routes from '../routes.ts';
import { missingAtGate } from '../rules/gate.ts';
import { isOver } from '../rules/project.ts';
import type { Placed } from '../store/placements.ts';
import type { Project } from '../store/projects.ts';

/** How somebody stands, for whoever runs the project alone; `toWhom`: in whose confidence they told something. */
function standing(placed: Placed, toWhom: string): string {
  const { placement, answer, isAskedAgain } = placed;
  const { state, ruling } = placement;
  const again = isAskedAgain
    ? ' Something changed in their profile, so I’ve asked about the host again.'
    : '';
  switch (state) {
    case 'chosen': {
      const missing = missingAtGate(placed);
      if (missing.includes('answer'))
        return isAskedAgain ? `no answer yet.${again}` : 'no answer about the host yet; a call may help.';
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
      return `on the team.${placement.stillComes ? ' Still on for it.' : ''}${again}`;
    case 'withdrawn':
      return 'can’t come after all. They don’t have to say why.';
    case 'reserve':
      return 'in reserve.';
    case 'completed':
      return 'took part.';
    default:
      return 'not going forward.';
  }
}

function buttonsFor({ placement, answer, project, name }: Placed): Button[] {
  const first = firstName(name);
  const { id, state, ruling } = placement;
  const about = { placement: id };
  const over = isOver(project.state);
  const decide = button(
    routes.openRuling,
    ruling === null ? `Decide about ${first}` : `Decide about ${first} again`,
    about,
  );
  const log = button(routes.openReleased, 'What was handed over', about);
  switch (state) {
    case 'chosen':
    case 'excluded':
      return answer === undefined || over ? [] : [decide];
    case 'released':
      return over
        ? [log]
        : [
            ...(answer !== undefined && ruling === null ? [decide] : []),
            button(routes.agree, `Host agreed to ${first}`, about, 'primary'),
            button(routes.passOver, `Somebody else than ${first}`, about),
            button(routes.recall, `${first}’s name didn’t go`, about),
            log,
          ];
    case 'confirmed':
      return [...(answer !== undefined && ruling === null ? [decide] : []), log];
    case 'withdrawn':
      return placement.noteSealed ? [button(routes.openNoteOf, 'Read their note', about)] : [];
    case 'completed':
      return [log];
    default:
      return [];
  }
}

const ROWS = 30;

/** Everybody who was put forward, with what can be done; a page that its manager opened. */
export function peoplePage(project: Project, placed: readonly Placed[], toWhom = 'you'): Message {
  const shown = placed.filter(
    ({ placement }) => !['interested', 'thanked', 'not-needed'].includes(placement.state),
  );
  const rows = shown.slice(0, ROWS).map((one): Block => {
    const words = [
      bold(one.name),
      `: ${standing(one, toWhom)}${one.placement.unreached ? ' I couldn’t reach them: please ring.' : ''}`,
    ];
    const actions = buttonsFor(one);
    return actions.length > 0 ? row(words, ...actions) : paragraph(...words);
  });
  return message({
    title: 'The people',
    body: [
      paragraph(`${project.theme}.`),
      ...(rows.length > 0 ? rows : [paragraph('Nobody has been chosen yet.')]),
      ...(shown.length > ROWS ? [small(`The first ${ROWS} of ${shown.length}.`)] : []),
    ],
    actions: [button(routes.showProject, 'Back to the project', { project: project.id })],
  });
}
