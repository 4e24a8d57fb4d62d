import { type Block, paragraph, small } from '../../../chat/message.ts';
import { list } from '../../../chat/words.ts';
import { localDate } from '../../../time/hours.ts';
import { spokenDay } from '../../../time/spoken.ts';
import { COUNCILS, PLACES } from '../../placements/rules/words.ts';
import type { CallOut } from '../store/call-outs.ts';

const peers = (count: number): string => (count === 1 ? '1 peer' : `${count} peers`);

/** A day of a call-out, with its year where that was not near when it was written: its cards all say the same. */
export const dayIn =
  ({ openedAt, project }: CallOut) =>
  (day: string): string =>
    spokenDay(day, (openedAt ?? project.createdAt).toISOString().slice(0, 10));

/** `Tue 16 and Wed 17 March`; of a pencil roughly when. */
const spokenWhen = (callOut: CallOut): string =>
  callOut.kind === 'pencil'
    ? `Roughly when: ${callOut.project.roughly}`
    : list(callOut.project.days.map(({ day }) => dayIn(callOut)(day)));

/** What is asked, in one line; no host. `titled`: the title has said until when. */
export function summary(callOut: CallOut, titled: 'titled' | '' = ''): Block[] {
  const { project } = callOut;
  const inWords = dayIn(callOut);
  const what = `${project.theme}: ${COUNCILS[project.councilKind] ?? 'a council'} in ${project.region}.`;
  const when = `${spokenWhen(callOut)}, ${PLACES[project.placeKind] ?? project.placeKind}.`;
  return [
    paragraph(what),
    paragraph(
      `${when} ${peers(project.peersWanted)}.${titled ? '' : ` Reply by ${inWords(callOut.replyBy)}.`}`,
    ),
    ...(project.sector ? [paragraph(`Sector: ${project.sector}`)] : []),
    ...(project.skills ? [paragraph(`Looking for: ${project.skills}`)] : []),
    ...(project.politicalGroup ? [paragraph(`If you’re a councillor: ${project.politicalGroup}`)] : []),
  ];
}

export const correctedLine = (callOut: CallOut): Block[] =>
  callOut.correctedAt
    ? [
        small(
          `Corrected on ${dayIn(callOut)(localDate(callOut.correctedAt, callOut.project.manager.timeZone))}.`,
        ),
      ]
    : [];

export const noPromise = small('It’s not a promise of a place, and saying no never counts against you.');
