import { type Block, paragraph, small } from '../chat/message.ts';
import { unbroken } from '../text/phone.ts';
import { monthOf } from '../time/spoken.ts';

/** Whom to call, by nation: known without a database, so that no fault of ours takes them away. */
export const NATIONS = ['england', 'wales', 'scotland', 'northern-ireland', 'unknown'] as const;
export type Nation = (typeof NATIONS)[number];

/** Each number by the name under which coordinators confirm it; nations may have one of their own under it. */
export type HelplineId =
  | 'emergency'
  | 'samaritans'
  | 'shout'
  | 'nhs-111'
  | 'nhs-24'
  | 'lifeline'
  | 'domestic-abuse';

/** A number that people can be given. */
export interface SupportNumber {
  id: string;
  name: string;
  digits: string;
  /** Nobody rings or texts these to try them: they are compared with the service's own page. */
  readOnly?: true;
}

interface Helpline extends SupportNumber {
  id: HelplineId;
  /** Without it, everywhere. */
  nations?: readonly Nation[];
  /** The month in which it was last compared with the service's own page. */
  listed: string;
  /** What it is for, with the digits in it; `note` stands behind, such as ` (checked 3 Nov)`. */
  line(digits: string, note: string): string;
  /** It stands behind the one before it, on one line. */
  isContinued?: true;
}

const LISTED = '2026-11';
const ELSEWHERE = ['england', 'wales', 'northern-ireland', 'unknown'] as const;

/** The only place where a number stands: what is printed anywhere comes from here, in this order. */
const HELPLINES: readonly Helpline[] = [
  {
    id: 'emergency',
    name: 'Emergency services',
    digits: '999',
    readOnly: true,
    listed: LISTED,
    line: (digits, note) => `Life at risk, or you can’t keep yourself safe: ${digits}${note}.`,
  },
  {
    id: 'samaritans',
    name: 'Samaritans',
    digits: unbroken('116 123'),
    listed: LISTED,
    line: (digits, note) => `To talk to someone now: Samaritans ${digits}, free, any time${note}.`,
  },
  {
    id: 'shout',
    name: 'Shout, by text',
    digits: '85258',
    readOnly: true,
    listed: LISTED,
    line: (digits, note) => `Or text SHOUT to ${digits}${note}.`,
    isContinued: true,
  },
  {
    id: 'nhs-111',
    nations: ['england'],
    name: 'NHS, mental health option',
    digits: '111',
    listed: LISTED,
    line: (digits, note) => `NHS ${digits}, mental health option${note}.`,
  },
  {
    id: 'nhs-111',
    nations: ['wales'],
    name: 'NHS, press 2',
    digits: '111',
    listed: LISTED,
    line: (digits, note) => `NHS ${digits}, press 2${note}.`,
  },
  {
    id: 'nhs-24',
    nations: ['scotland'],
    name: 'NHS 24',
    digits: '111',
    listed: LISTED,
    line: (digits, note) => `NHS 24 on ${digits}${note}.`,
  },
  {
    id: 'lifeline',
    nations: ['northern-ireland'],
    name: 'Lifeline, Northern Ireland',
    digits: unbroken('0808 808 8000'),
    listed: LISTED,
    line: (digits, note) => `Lifeline: ${digits}${note}.`,
  },
  {
    id: 'lifeline',
    nations: ['unknown'],
    name: 'Lifeline, Northern Ireland',
    digits: unbroken('0808 808 8000'),
    listed: LISTED,
    line: (digits, note) => `In Northern Ireland, Lifeline: ${digits}${note}.`,
  },
  {
    id: 'domestic-abuse',
    nations: ELSEWHERE,
    name: 'National Domestic Abuse Helpline',
    digits: unbroken('0808 2000 247'),
    listed: LISTED,
    line: (digits, note) => `National Domestic Abuse Helpline: ${digits}${note}.`,
  },
  {
    id: 'domestic-abuse',
    nations: ['scotland'],
    name: 'Scotland’s Domestic Abuse Helpline',
    digits: unbroken('0800 027 1234'),
    listed: LISTED,
    line: (digits, note) => `Scotland’s Domestic Abuse Helpline: ${digits}${note}.`,
  },
];

/** Those of one nation, in the order in which people read them. */
export const helplinesOf = (nation: Nation): readonly Helpline[] =>
  HELPLINES.filter(({ nations }) => !nations || nations.includes(nation));

function helpline(id: HelplineId, nation: Nation): Helpline {
  const found = helplinesOf(nation).find((one) => one.id === id);
  if (!found) throw new Error(`There is no helpline "${id}" in "${nation}": see directory/helplines.ts.`);
  return found;
}

/** For a sentence of a feature's own that names one of them. */
export const EMERGENCY = helpline('emergency', 'unknown').digits;
export const SAMARITANS = helpline('samaritans', 'unknown').digits;
export const SHOUT = helpline('shout', 'unknown').digits;

/** What a network says of its numbers. */
export interface HelplineNotes {
  /** When a number was last rung, as it stands behind it: ` (checked 3 Nov)`. Empty: nobody has said. */
  note(id: HelplineId): string;
  /** Its own numbers, each in a few words. */
  own: readonly string[];
}

/** Whom to call, a line each. */
export function helplineLines(nation: Nation, note: HelplineNotes['note'] = () => ''): readonly string[] {
  const lines: string[] = [];
  for (const { id, digits, line, isContinued } of helplinesOf(nation)) {
    const words = line(digits, note(id));
    if (isContinued) lines.push(`${lines.pop()} ${words}`);
    else lines.push(words);
  }
  return lines;
}

/** The oldest of those that somebody reads: `November 2026`. */
function listedIn(nation: Nation): string {
  const [oldest = LISTED] = helplinesOf(nation)
    .map(({ listed }) => listed)
    .sort();
  return monthOf(`${oldest}-01`);
}

export function helplineBlocks(nation: Nation, notes?: HelplineNotes): Block[] {
  const isWhole = notes !== undefined && helplinesOf(nation).every(({ id }) => notes.note(id) !== '');
  return [
    ...helplineLines(nation, notes?.note).map((line) => paragraph(line)),
    // On one line, however many: the page of help is as long as a phone shows.
    ...(notes?.own.length ? [paragraph(`Our own: ${notes.own.join('. ')}.`)] : []),
    ...(isWhole ? [] : [small(`Numbers as listed in ${listedIn(nation)}.`)]),
  ];
}

/** Whom to turn to about one's own state of mind, and about somebody violent. */
export function nationalLine(nation: Nation): string {
  const ownMind = helplinesOf(nation).find(({ id }) => ['nhs-111', 'nhs-24', 'lifeline'].includes(id));
  return ownMind ? ownMind.line(ownMind.digits, '') : '';
}
export function domesticAbuseLine(nation: Nation): string {
  const { line, digits } = helpline('domestic-abuse', nation);
  return line(digits, '');
}

/** One line for the foot of a form or a refusal. */
export const helplineFootnote = `In danger: ${EMERGENCY}. To talk to someone now: Samaritans ${SAMARITANS}, free, any time.`;
