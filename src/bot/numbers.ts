import type { Block } from '../chat/message.ts';
import { paragraph, small } from '../chat/message.ts';

/** Whom to call, by nation: known without a database, so that no fault of ours takes them away. */
export type Nation = 'england' | 'wales' | 'scotland' | 'northern-ireland' | 'unknown';

/** A number stays on one line: its spaces are NO-BREAK SPACE. */
export const unbroken = (digits: string): string => digits.replaceAll(' ', '\u00a0');
/** As it was typed. */
export const breakable = (digits: string): string => digits.replaceAll('\u00a0', ' ');
export const SAMARITANS = unbroken('116 123');

/** Each number by the name under which coordinators confirm it. */
export type NumberId =
  | 'emergency'
  | 'samaritans'
  | 'shout'
  | 'nhs-111'
  | 'nhs-24'
  | 'lifeline'
  | 'domestic-abuse';

/** When a number was last rung, as it stands behind it: ` (checked 3 Nov)`. Empty: nobody has said. */
type When = (id: NumberId) => string;
const unsaid: When = () => '';

const EVERYWHERE = (when: When) => [
  `Life at risk, or you can’t keep yourself safe: 999${when('emergency')}.`,
  `To talk to someone now: Samaritans ${SAMARITANS}, free, any time${when('samaritans')}. Or text SHOUT to 85258${when('shout')}.`,
];
const DOMESTIC_ABUSE = (when: When) =>
  `National Domestic Abuse Helpline: ${unbroken('0808 2000 247')}${when('domestic-abuse')}.`;

const LIFELINE = unbroken('0808 808 8000');

/** About one's own state of mind, and about somebody violent. */
const BY_NATION: Record<Nation, (when: When) => readonly [string, string]> = {
  england: (when) => [`NHS 111, mental health option${when('nhs-111')}.`, DOMESTIC_ABUSE(when)],
  wales: (when) => [`NHS 111, press 2${when('nhs-111')}.`, DOMESTIC_ABUSE(when)],
  scotland: (when) => [
    `NHS 24 on 111${when('nhs-24')}.`,
    `Scotland’s Domestic Abuse Helpline: ${unbroken('0800 027 1234')}${when('domestic-abuse')}.`,
  ],
  'northern-ireland': (when) => [`Lifeline: ${LIFELINE}${when('lifeline')}.`, DOMESTIC_ABUSE(when)],
  unknown: (when) => [`In Northern Ireland, Lifeline: ${LIFELINE}${when('lifeline')}.`, DOMESTIC_ABUSE(when)],
};

/** The month in which this list was last taken from the services' own pages. */
const LISTED = 'November 2026';

export const numberLines = (nation: Nation, when = unsaid): readonly string[] => [
  ...EVERYWHERE(when),
  ...BY_NATION[nation](when),
];

/** What a network says of its numbers. */
export interface Said {
  when: When;
  /** Its own numbers, each in a few words. */
  own: readonly string[];
}

export function numberBlocks(nation: Nation, said?: Said): Block[] {
  let isWhole = said !== undefined;
  const lines = numberLines(nation, (id) => {
    const words = said?.when(id) ?? '';
    isWhole &&= words !== '';
    return words;
  });
  return [
    ...lines.map((line) => paragraph(line)),
    // On one line, however many: the page of help is as long as a phone shows.
    ...(said?.own.length ? [paragraph(`Our own: ${said.own.join('. ')}.`)] : []),
    ...(isWhole ? [] : [small(`Numbers as listed in ${LISTED}.`)]),
  ];
}

/** Whom to turn to about one's own state of mind, and about somebody violent. */
export const nationalLine = (nation: Nation): string => BY_NATION[nation](unsaid)[0];
export const domesticAbuseLine = (nation: Nation): string => BY_NATION[nation](unsaid)[1];

/** One line for the foot of a form or a refusal. */
export const numberFootnote = `In danger: 999. To talk to someone now: Samaritans ${SAMARITANS}, free, any time.`;
