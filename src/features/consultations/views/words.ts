import { type Block, bold, paragraph, small } from '../../../chat/message.ts';
import { itTeam } from '../../../chat/words.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import { localDate } from '../../../time/hours.ts';
import { spokenDay } from '../../../time/spoken.ts';
import { ANSWERS_KEPT_DAYS } from '../rules/consultation.ts';
import type { Consultation } from '../store/consultations.ts';

/** Its last day, with its year where that was not near when it was written: its cards all say the same. */
export const lastDay = ({ replyBy, openedAt, createdAt }: Consultation): string =>
  replyBy === null ? '' : spokenDay(replyBy, (openedAt ?? createdAt).toISOString().slice(0, 10));

/** When it closed: whoever runs it may have done so before its day was over. */
export function closedWhen(consultation: Consultation): string {
  const { closedAt, closesAt, owner } = consultation;
  if (!closedAt || !closesAt || closedAt >= closesAt) return `at the end of ${lastDay(consultation)}`;
  const day = localDate(closedAt, owner?.timeZone ?? 'Europe/London');
  return `on ${spokenDay(day, day)}`;
}

/** What is new, and what is asked. */
export const textBlocks = ({ title, text, question, owner }: Consultation): Block[] => [
  paragraph(bold(title)),
  paragraph(text),
  ...(owner ? [small(`From ${owner.name}.`)] : []),
  ...(question === null ? [] : [{ type: 'divider' } as const, paragraph(bold(question))]),
];

const whoRuns = ({ owner }: Consultation): string =>
  owner ? `${owner.name}, who runs this,` : 'Whoever runs this';

/** Said on the card and in the form, before anybody answers. */
export const whoReads = (consultation: Consultation): string =>
  consultation.named
    ? `With your name: ${whoRuns(consultation)} reads what you answer, and that it’s from you. If somebody else runs it later, they do.`
    : `Without your name: nobody is told who answered. ${whoRuns(consultation)} reads all answers together once it has closed, and only if five people or more have answered. If somebody else runs it later, they do.`;

export const keptLine = `What you answer is kept for ${ANSWERS_KEPT_DAYS} days after it closes. You don’t have to answer, and it never counts against anyone.`;

export const beforeTyping = (consultation: Consultation): Block[] => [
  small(whoReads(consultation)),
  small(`${keptLine} ${itTeam}`),
  small(helplineFootnote),
];

/** Who tells what came of it. */
export const whatFollows = ({ owner, outcome, state }: Consultation): string => {
  if (state === 'told-back' && outcome !== null) return `What came of it: ${outcome}`;
  return owner
    ? `${owner.name} tells everybody whom it went to what came of it.`
    : 'Thank you for your time.';
};
