import { homeButton } from '../../bot/home.ts';
import {
  type Block,
  bold,
  type Inline,
  type Message,
  message,
  paragraph,
  small,
} from '../../chat/message.ts';
import { list } from '../../chat/words.ts';
import type { FindingKind } from '../../outbox/report/auditor.ts';
import type { Reason } from '../../outbox/report/reasons.ts';
import type { Versions } from '../../store/versions.ts';

/** Fewer than this are not counted where a count would say something about a person. */
const SMALLEST_TOTAL = 5;
/** As many people of one kind fit on a phone; the rest are counted. */
const MOST_NAMED = 8;

/** Somebody, or a channel, to whom messages did not arrive. `about` are a feature's own words. */
export interface Unreached {
  name: string;
  count: number;
  about: readonly string[];
}
/** What is never listed, for it would say who asked for a call, or asked something. */
export interface Unlisted {
  waiting: number;
  undelivered: number;
}
export interface Status {
  waiting: { count: number; due: number; oldest: Date | null };
  unreached: readonly { reason: Reason; people: readonly Unreached[] }[];
  unlisted: Unlisted;
  audit: {
    ranAt: Date | null;
    isLate: boolean;
    found: readonly { kind: FindingKind; count: number; since: Date }[];
  };
  holidays: { until: string; warning: string | undefined };
  versions: Versions;
  /** What features have to say first, such as who looks after safety. */
  parts: readonly Block[];
}

export function statusPage(status: Status): Message {
  return message({
    title: 'How my messages are doing',
    body: [
      ...status.parts,
      waitingBlock(status.waiting),
      { type: 'divider' },
      paragraph(bold('Not delivered in the last 7 days')),
      ...(status.unreached.length > 0
        ? status.unreached.flatMap(reasonBlocks)
        : [paragraph('Nothing, as far as I can know.')]),
      small(unlistedLine(status.unlisted)),
      { type: 'divider' },
      ...auditBlocks(status.audit),
      small(status.holidays.warning ?? `I know the UK’s bank holidays until ${status.holidays.until}.`),
      small(versionLine(status.versions)),
    ],
    actions: [homeButton],
  });
}

const messages = (count: number): string => (count === 1 ? '1 message' : `${count} messages`);
const time = (at: Date): Inline => ({ type: 'time', at: at.toISOString(), style: 'datetime' });

/** `6 messages are waiting: 4 for later or for people’s hours, 2 to go out now, the first of them since 15:00.` */
function waitingBlock({ count, due, oldest }: Status['waiting']): Block {
  if (count === 0) return paragraph('Nothing is waiting to be sent, but for what is counted apart below.');
  const later = count - due;
  const are = `${messages(count)} ${count === 1 ? 'is' : 'are'} waiting`;
  const parts = [
    ...(later > 0 ? [`${later} for later, or for people’s hours`] : []),
    ...(due > 0 ? [`${due} to go out now`] : []),
  ];
  const since: Inline[] = oldest ? [', the first of them since ', time(oldest)] : [];
  return paragraph(`${are}: ${list(parts)}`, ...since, '.');
}

/** What it means, and what somebody can do about it. */
const REASON_WORDS: Record<Reason, { title: string; advice: string }> = {
  'not-installed': {
    title: 'I may not write to them',
    advice: 'Ask them to add me to their Teams, or to say hello to me on Slack.',
  },
  gone: {
    title: 'They have blocked me, or left',
    advice: 'Please ring them, or write to them some other way.',
  },
  nowhere: {
    title: 'I know no way to reach them',
    advice: 'Ask them to say hello to me, on Slack or on Teams.',
  },
  'no-answer': {
    title: 'I can’t tell whether it arrived',
    advice: 'Slack or Teams didn’t say. If it matters, ask them.',
  },
  refused: {
    title: 'Slack or Teams would not take it',
    advice: 'Please tell whoever runs me: the reason is kept with the message.',
  },
};

function reasonBlocks({ reason, people }: Status['unreached'][number]): Block[] {
  const { title, advice } = REASON_WORDS[reason];
  const named = people.slice(0, MOST_NAMED);
  const others = people.length - named.length;
  return [
    paragraph(bold(title), `. ${advice}`),
    ...named.map(({ name, count, about }) => paragraph(`• ${name}: ${messages(count)} (${list(about)})`)),
    ...(others > 0 ? [paragraph(`• and ${others === 1 ? 'one other' : `${others} others`}`)] : []),
    small('What asks something of them is on their own page, too: they type “home”.'),
  ];
}

/** In steps: whoever looks before and after must not see one more. */
const total = (count: number): string =>
  count < SMALLEST_TOTAL ? `fewer than ${SMALLEST_TOTAL}` : `${count - (count % SMALLEST_TOTAL)} or more`;

const unlistedLine = ({ waiting, undelivered }: Unlisted): string =>
  `Calls and questions are counted apart and never listed. Waiting: ${total(waiting)}. Not delivered: ${total(undelivered)}.`;

const FINDING_WORDS: Record<FindingKind, (count: number) => string> = {
  missing: (count) =>
    `${count} ${count === 1 ? 'thing that should have a message has' : 'things that should have a message have'} none`,
  overdue: (count) => `${messages(count)} should have gone out, and did not`,
  stuck: (count) => `${messages(count)} ${count === 1 ? 'was' : 'were'} begun and not finished`,
  forgotten: (count) => `${messages(count)} had been forgotten; I have seen to that`,
  untold: (count) => `${messages(count)} did not arrive, and what should follow from that has yet to happen`,
};

function auditBlocks({ ranAt, isLate, found }: Status['audit']): Block[] {
  const tell = 'Please tell whoever runs me; the log says more (auditor.found).';
  if (!ranAt)
    return [paragraph('I have not looked yet whether anything was forgotten; I do within 5 minutes.')];
  if (isLate)
    return [
      paragraph('I have not been able to look for forgotten messages since ', time(ranAt), `. ${tell}`),
    ];
  if (found.length === 0) return [paragraph('Last look: ', time(ranAt), '. Nothing was forgotten.')];
  return [
    paragraph(bold('I look for forgotten messages, and found this'), ' at ', time(ranAt), ':'),
    ...found.map(({ kind, count, since }) =>
      paragraph(`• ${FINDING_WORDS[kind](count)} (first seen `, time(since), ')'),
    ),
    paragraph(tell),
  ];
}

const versionLine = ({ alongside, node, postgres, database }: Versions): string =>
  `For whoever runs me: Alongside ${alongside}, database ${database}, PostgreSQL ${postgres}, Node.js ${node}.`;
