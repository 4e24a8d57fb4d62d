import type { Block } from '../chat/message.ts';
import { paragraph, small } from '../chat/message.ts';

/** Whom to call, by nation: known without a database, so that no fault of ours takes them away. */
export type Nation = 'england' | 'wales' | 'scotland' | 'northern-ireland' | 'unknown';

/** A number stays on one line: its spaces are NO-BREAK SPACE. */
export const unbroken = (digits: string): string => digits.replaceAll(' ', '\u00a0');
export const SAMARITANS = unbroken('116 123');

const EVERYWHERE = [
  'Life at risk, or you can’t keep yourself safe: 999.',
  `To talk to someone now: Samaritans ${SAMARITANS}, free, any time. Or text SHOUT to 85258.`,
];
const DOMESTIC_ABUSE = `National Domestic Abuse Helpline: ${unbroken('0808 2000 247')}.`;

const LIFELINE = unbroken('0808 808 8000');

const BY_NATION: Record<Nation, readonly string[]> = {
  england: ['NHS 111, mental health option.', DOMESTIC_ABUSE],
  wales: ['NHS 111, press 2.', DOMESTIC_ABUSE],
  scotland: ['NHS 24 on 111.', `Scotland’s Domestic Abuse Helpline: ${unbroken('0800 027 1234')}.`],
  'northern-ireland': [`Lifeline: ${LIFELINE}.`, DOMESTIC_ABUSE],
  unknown: [`In Northern Ireland, Lifeline: ${LIFELINE}.`, DOMESTIC_ABUSE],
};

/** The month in which this list was last taken from the services' own pages. */
const LISTED = 'November 2026';

export const numberLines = (nation: Nation): readonly string[] => [...EVERYWHERE, ...BY_NATION[nation]];

export function numberBlocks(nation: Nation): Block[] {
  return [...numberLines(nation).map((line) => paragraph(line)), small(`Numbers as listed in ${LISTED}.`)];
}

/** Whom to turn to about one's own state of mind, and about somebody violent. */
export const nationalLine = (nation: Nation): string => BY_NATION[nation][0] ?? '';
export const domesticAbuseLine = (nation: Nation): string => BY_NATION[nation][1] ?? DOMESTIC_ABUSE;

/** One line for the foot of a form or a refusal. */
export const numberFootnote = `In danger: 999. To talk to someone now: Samaritans ${SAMARITANS}, free, any time.`;
