import { type Block, bold, paragraph, small } from '../../../chat/message.ts';
import { list } from '../../../chat/words.ts';
import { spokenDay } from '../../../time/spoken.ts';
import { noticeGiven } from './project.ts';

export const COUNCILS: Record<string, string> = {
  county: 'a county council',
  district: 'a district council',
  unitary: 'a unitary council',
  metropolitan: 'a metropolitan council',
  'london-borough': 'a London borough',
  combined: 'a combined authority',
  parish: 'a parish or town council',
  fire: 'a fire and rescue service',
  other: 'another organisation',
};
export const PLACES: Record<string, string> = {
  'on-site': 'on site',
  online: 'online',
  both: 'partly on site, partly online',
};

/** What a project’s cards are worded by. */
export interface Told {
  theme: string;
  region: string;
  placeKind: string;
  createdAt: Date;
  days: readonly { day: string }[];
  /** Before dates were fixed (A20). */
  roughly: string | null;
}

/** A day of a project, with its year where that was not near when it was written: its cards all say the same. */
export const dayIn =
  ({ createdAt }: Pick<Told, 'createdAt'>) =>
  (day: string): string =>
    spokenDay(day, createdAt.toISOString().slice(0, 10));

/** `Tue 16 and Wed 17 March`, or roughly when, before its dates were fixed. */
export const spokenWhen = (project: Told): string =>
  project.days.length === 0 && project.roughly !== null
    ? project.roughly
    : list(project.days.map(({ day }) => dayIn(project)(day)));

/** `Tue 16 and Wed 17 March, on site`. */
export const whenAndWhere = (project: Told): string =>
  `${spokenWhen(project)}, ${PLACES[project.placeKind] ?? project.placeKind}`;

/** A20: what we did, never how fast anybody answered. */
export function noticeLine(project: Parameters<typeof noticeGiven>[0]): Block[] {
  const days = noticeGiven(project);
  return days === undefined ? [] : [small(`Notice given: ${days === 1 ? '1 day' : `${days} days`}`)];
}

/** What it is, and when. */
export const aboutProject = (project: Told): Block[] => [
  paragraph(bold(project.theme), `, in ${project.region}.`),
  paragraph(`${whenAndWhere(project)}.`),
];

/** UK GDPR Art. 19: of somebody whose details a host has, and who is not coming. */
const ASK_TO_DELETE =
  'Their name is with the host. Please ask the host to delete what they got; “What was handed over” says what and to whom.';
const ASKED_HERE = 'Whoever opened their name at the host is asked here to delete it.';

/** To whoever runs the project: what they have to ask for themselves, and what is asked here. */
export const askToDelete = ({ isAtHost, isOutside }: { isAtHost: boolean; isOutside: boolean }): string[] =>
  isOutside ? [ASK_TO_DELETE] : isAtHost ? [ASKED_HERE] : [];
