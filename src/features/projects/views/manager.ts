import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import {
  type Block,
  type Button,
  bold,
  type Card,
  type Message,
  message,
  paragraph,
  row,
  small,
} from '../../../chat/message.ts';
import { button, form } from '../../../chat/route.ts';
import { confirm, counts, list, people } from '../../../chat/words.ts';
import { cut } from '../../../text/cut.ts';
import { firstName } from '../../../text/name.ts';
import * as routes from '../routes.ts';
import { missingAtGate } from '../rules/gate.ts';
import { type ProjectProgress, placesLeft } from '../rules/progress.ts';
import { isOver, lastMoment } from '../rules/project.ts';
import { ranked, reasonsFor } from '../rules/shortlist.ts';
import { dayIn, whenAndWhere } from '../rules/words.ts';
import type { Placed } from '../store/placements.ts';
import type { ProjectRun } from '../store/progress.ts';
import type { Project } from '../store/projects.ts';

const placesOf = ({ peersWanted }: Project, { confirmed }: ProjectProgress): string =>
  `${confirmed} of ${peersWanted} ${peersWanted === 1 ? 'place' : 'places'} filled`;

/** What to do next, in one sentence. */
function nextStep({ project, progress }: ProjectRun): string {
  const { open, toRule, ready, released, interested } = progress;
  if (project.state === 'cancelled') return 'It was called off. Everybody concerned has been told.';
  if (project.state === 'ended') return 'It’s over. Whoever took part has been thanked.';
  if (toRule > 0) return `Next: decide about ${people(toRule)}.`;
  if (ready > 0) return `Next: hand ${ready === 1 ? '1 name' : `${ready} names`} to the host.`;
  if (released > 0) return 'Next: note here what the host says.';
  if (open > 0) return 'Next: wait for their answers about the host.';
  if (placesLeft(project, progress) > 0)
    return interested > 0
      ? 'Next: choose people.'
      : 'Nobody else has said yes or maybe. “Open it again” on your call-out asks the others once more.';
  return 'Its places are filled.';
}

/** The one living card of a project, from the first who was chosen to the end. */
export function projectCard(run: ProjectRun): Card {
  const { project, progress } = run;
  const { unreached } = progress;
  return {
    title: `${project.theme}: ${placesOf(project, progress)}`,
    body: [
      paragraph(`${whenAndWhere(project)}.`),
      {
        type: 'fields',
        fields: counts(
          [project.state === 'ended' ? 'Took part' : 'On the team', progress.confirmed],
          ['With the host', progress.released],
          ['Clear, not with the host yet', progress.ready],
          ['For you to decide', progress.toRule],
          ['No answer about the host yet', progress.open],
          ['Would rather not', progress.declined],
          ['Withdrew', progress.withdrawn],
          ['In reserve', progress.reserve],
          ['Interested, not chosen', progress.interested],
        ),
      },
      ...(unreached > 0
        ? [paragraph(`I couldn’t reach ${people(unreached)}: please ring. “The people” says whom.`)]
        : []),
      paragraph(bold(nextStep(run))),
    ],
    actions: projectActions(run),
  };
}

function projectActions({ project, progress }: ProjectRun): Button[] {
  const about = { project: project.id };
  const all = button(routes.showPeople, 'The people', about);
  if (isOver(project.state)) return [all];
  const { ready, interested } = progress;
  const left = placesLeft(project, progress);
  return [
    ...(ready > 0 ? [button(routes.openRelease, 'Hand names to the host', about, 'primary')] : []),
    all,
    ...(left > 0 && interested > 0 ? [button(routes.openChoice, 'Choose people', about)] : []),
    ...(left === 0 && interested > 0
      ? [button(routes.askToThank, `Thank the ${people(interested)} not chosen`, about)]
      : []),
    button(routes.askToCancel, 'Call it off', about, 'danger'),
  ];
}

/** Among what is coming up. */
export const coming = ({ project, progress }: ProjectRun) => ({
  at: lastMoment(project),
  line: `“${project.theme}”, ${dayIn(project)(project.days[0]?.day ?? '')}: ${placesOf(project, progress)}.`,
  open: button(routes.showProject, 'See the project', { project: project.id }),
});

const OPTIONS_SHOWN = 50;

/** A5: whom to put forward. Who said no, or nothing, is not there. */
export function choiceForm(project: Project, candidates: readonly Placed[]): Form {
  const best = ranked(
    candidates.map((one) => ({ ...one.placement, name: one.name, id: one.placement.peerId })),
    project,
  ).slice(0, OPTIONS_SHOWN);
  return form(
    routes.choose,
    { project: project.id },
    {
      title: 'Choose people',
      submit: 'Preview',
      private: true,
      body: [
        paragraph(bold(project.theme), `, ${whenAndWhere(project)}. ${people(project.peersWanted)} wanted.`),
        small(
          `The best fit first${candidates.length > OPTIONS_SHOWN ? `, the first ${OPTIONS_SHOWN} of ${candidates.length}` : ''}. Whoever said no or nothing isn’t listed: that never counts against anyone.`,
        ),
        small(
          'Whoever you choose is told who the host is, in confidence, and asked about conflicts. You see it first.',
        ),
      ],
      fields: [
        field.multiselect('peers', 'Whom would you like to put forward?', {
          options: best.map((one) => ({
            value: one.id,
            label: cut(`${one.name}: ${reasonsFor(one, project)}`, 75),
          })),
        }),
      ],
    },
  );
}

export const nobodyToChoose: Message = message({
  title: 'There’s nobody to choose just now',
  body: [
    paragraph(
      'Whoever says yes or maybe to your call-out can be chosen here. All of them have been, so far.',
    ),
  ],
});
export const chooseSomebody = 'Please choose at least one person.';
export const chooseFewer = `Please choose at most ${routes.MOST_CHOSEN} people at once.`;
export const leftMeanwhile = 'Somebody you chose has said no meanwhile. Please choose again.';

export function confirmChoice(
  project: Project,
  chosen: readonly { peerId: string; name: string; isBusy: boolean }[],
): Message {
  const busy = chosen.filter(({ isBusy }) => isBusy).map(({ name }) => name);
  return confirm({
    title: `Put ${people(chosen.length)} forward?`,
    says: [
      `${list(chosen.map(({ name }) => name))}. Each is told in confidence who the host is, and asked about conflicts.`,
      ...(busy.length > 0
        ? [
            `${list(busy)} ${busy.length === 1 ? 'is' : 'are'} on another project on one of these days. Please ask them first.`,
          ]
        : []),
    ],
    yes: button(
      routes.ask,
      `Ask ${people(chosen.length)}`,
      { project: project.id, peers: chosen.map(({ peerId }) => peerId) },
      'primary',
    ),
    no: button(routes.keep, 'Not yet', {}),
  });
}

export const kept: Message = message({
  title: 'Nothing was changed',
  body: [paragraph('Nobody was written to.')],
});
export const asked = (count: number): Message =>
  message({
    title: count === 1 ? '1 person is asked' : `${count} people are asked`,
    body: [
      paragraph('They can open who the host is, in confidence. Their answers show on the project’s card.'),
    ],
  });
export const projectOver: Message = message({
  title: 'This project is over',
  body: [paragraph('Nothing was changed, and nobody was written to.')],
});
export const changedMeanwhile: Message = message({
  title: 'Something has changed since',
  body: [paragraph('Nothing was done. “The people” on the project’s card says how everybody stands now.')],
});
export const notYours: Message = message({
  title: 'That card was for somebody else',
  body: [paragraph('Nothing was changed. Type “home” to see what is waiting for you.')],
});

/** How somebody stands, for the project manager alone. */
function standing({ placement, project, answer, isAskedAgain }: Placed): string {
  const { state, ruling } = placement;
  const again = isAskedAgain
    ? ' Something changed in their profile, so I’ve asked about the host again.'
    : '';
  switch (state) {
    case 'chosen': {
      const [missing] = missingAtGate({ project, placement, answer });
      if (missing === 'answer')
        return isAskedAgain ? `no answer yet.${again}` : 'no answer about the host yet; a call may help.';
      const said = answer === 'told' ? 'told you something' : 'no conflict';
      if (missing === 'ruling') return `${said}. For you to decide.`;
      return `${said}. You decided: ${ruling === 'conditions' ? 'clear, with conditions' : 'clear'}.`;
    }
    case 'declined':
      return 'would rather not, now that they know the host. Please don’t put their name forward.';
    case 'excluded':
      return 'you decided: not for this one.';
    case 'released':
      return `with the host.${again || ' What do they say?'}`;
    case 'confirmed':
      return `on the team.${again}`;
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
export function peoplePage(project: Project, placed: readonly Placed[]): Message {
  const shown = placed.filter(
    ({ placement }) => !['interested', 'thanked', 'not-needed'].includes(placement.state),
  );
  const rows = shown.slice(0, ROWS).map((one): Block => {
    const words = [
      bold(one.name),
      `: ${standing(one)}${one.placement.unreached ? ' I couldn’t reach them: please ring.' : ''}`,
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
