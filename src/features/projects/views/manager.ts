import {
  type Block,
  type Button,
  bold,
  type Card,
  type Message,
  message,
  paragraph,
} from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { people } from '../../../chat/words.ts';
import { isOver, lastMoment } from '../../placements/rules/project.ts';
import { dayIn, noticeLine, whenAndWhere } from '../../placements/rules/words.ts';
import type { Project } from '../../placements/store/projects.ts';
import * as routes from '../routes.ts';
import { type ProjectProgress, placesLeft } from '../rules/progress.ts';
import type { ProjectRun } from '../store/progress.ts';
import { decideNext } from './ruling.ts';

const placesOf = ({ peersWanted }: Project, { confirmed }: ProjectProgress): string =>
  `${confirmed} of ${peersWanted} ${peersWanted === 1 ? 'place' : 'places'} filled`;

const FOR_DAYS = 'Next: wait for their answers about the new days.';
const FOR_EMPLOYER = 'Next: wait for an employer’s yes; each of them has been asked for it.';
/** The days have moved: who was on the team is counted on once they can come, and may. */
const toConfirmAgain = ({ daysAsked, awaitsEmployer }: ProjectProgress): number => daysAsked + awaitsEmployer;

/** What to do next, in one sentence. */
function nextStep({ project, progress }: ProjectRun): string {
  const {
    open,
    toRule,
    ready,
    released,
    interested,
    choosable,
    toThank,
    awaitsEmployer,
    offered,
    daysAsked,
  } = progress;
  if (project.state === 'cancelled') return 'It was called off. Everybody concerned has been told.';
  if (project.state === 'ended') return 'It’s over. Whoever took part has been thanked.';
  if (toRule > 0) return `Next: decide about ${people(toRule)}.`;
  if (placesLeft(project, progress) === 0 && toConfirmAgain(progress) > 0)
    return daysAsked > 0 ? FOR_DAYS : FOR_EMPLOYER;
  if (placesLeft(project, progress) === 0)
    return `Its places are filled.${toThank > 0 ? ` Next: thank the ${people(toThank)} who aren’t needed.` : ''}`;
  if (ready > 0) return `Next: hand ${ready === 1 ? '1 name' : `${ready} names`} to the host.`;
  if (released > 0) return 'Next: note here what the host says.';
  if (awaitsEmployer > 0) return FOR_EMPLOYER;
  if (offered > 0) return 'Next: wait for whoever is asked to step in; I ask the next one by myself.';
  if (daysAsked > 0) return FOR_DAYS;
  if (open > 0) return 'Next: wait for their answers about the host.';
  if (choosable === 0)
    return 'Nobody else has said yes or maybe. “Open it again” on your call-out asks the others once more.';
  return `Next: choose people${interested === 0 ? ' from those in reserve' : ''}.`;
}

/** How many stand where; noughts are left out. */
function standings({ project, progress }: ProjectRun): Block[] {
  const all: readonly (readonly [label: string, count: number])[] = [
    [project.state === 'ended' ? 'Took part' : 'On the team', progress.confirmed],
    ['With the host', progress.released],
    ['Clear, not with the host yet', progress.ready],
    ['For you to decide', progress.toRule],
    ['Waits for an employer’s yes', progress.awaitsEmployer],
    ['No answer about the new days yet', progress.daysAsked],
    ['No answer about the host yet', progress.open],
    ['Would rather not', progress.declined],
    ['Withdrew', progress.withdrawn],
    ['Asked to step in', progress.offered],
    ['In reserve', progress.reserve],
    ['Interested, not chosen', progress.interested],
  ];
  const fields = all
    .filter(([, count]) => count > 0)
    .map(([label, count]) => ({ label, value: String(count) }));
  return fields.length > 0 ? [{ type: 'fields', fields }] : [];
}

/** The one living card of a project, from the first who was chosen to the end. */
export function projectCard(run: ProjectRun): Card {
  const { project, progress } = run;
  const { unreached } = progress;
  return {
    title: `${project.theme}: ${placesOf(project, progress)}`,
    body: [
      paragraph(`${whenAndWhere(project)}.`),
      ...noticeLine(project),
      ...standings(run),
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
  const { toRule, ready, choosable, toThank, reserve } = progress;
  const left = placesLeft(project, progress);
  return [
    ...(toRule > 0 ? [decideNext('Decide', project.id)] : []),
    ...(ready > 0 && left > 0
      ? [button(routes.openRelease, 'Hand names to the host', about, 'primary')]
      : []),
    all,
    ...(progress.confirmed > 0
      ? [
          button(routes.openPreparation, 'Pack and briefing', about),
          button(routes.openWriting, 'Write to them', about),
        ]
      : []),
    ...(left > 0 && choosable > 0 ? [button(routes.openChoice, 'Choose people', about)] : []),
    ...(left === 0 && toThank > 0
      ? [button(routes.askToThank, `Thank the ${people(toThank)} not needed`, about)]
      : []),
    ...(project.seeking
      ? [button(routes.stopSeeking, 'Stop asking those in reserve', about)]
      : left > 0 && reserve > 0
        ? [button(routes.seek, 'Ask those in reserve in turn', about)]
        : []),
    button(routes.openMove, 'Move the days', about),
    button(routes.askToCancel, 'Call it off', about, 'danger'),
  ];
}

/** Among what is coming up. */
export const coming = ({ project, progress }: ProjectRun) => ({
  at: lastMoment(project),
  line: `“${project.theme}”, ${dayIn(project)(project.days[0]?.day ?? '')}: ${placesOf(project, progress)}.`,
  open: button(routes.showProject, 'See the project', { project: project.id }),
});

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
