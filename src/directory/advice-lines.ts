import { unbroken } from '../text/phone.ts';
import type { Nation } from './helplines.ts';

/** Advice on what happens at work, or to a volunteer: nobody in distress is sent to one of these. */
export interface AdviceLine {
  name: string;
  digits: string;
  /** Without it, everywhere. */
  nations?: readonly Nation[];
  /** What it is for, with its name and digits. */
  line(named: string): string;
}

/** The month in which these were last compared with what the services say of themselves. */
export const ADVICE_LISTED = '2026-12';

/** The only place where such a number stands. */
const ADVICE_LINES: readonly AdviceLine[] = [
  {
    name: 'Acas',
    digits: unbroken('0300 123 1100'),
    nations: ['england', 'wales', 'scotland', 'unknown'],
    line: (named) => `Rights and rows at work, if you’re a worker: ${named}. It isn’t for volunteers.`,
  },
  {
    name: 'Protect',
    digits: unbroken('020 3117 2520'),
    line: (named) =>
      `Danger or wrongdoing that others should know of (whistleblowing): ${named}. Its advice is free.`,
  },
  {
    name: 'Citizens Advice',
    digits: unbroken('0800 144 8848'),
    nations: ['england', 'unknown'],
    line: (named) => `Any question of rights, in England: ${named}, free.`,
  },
];

/** Those of one nation, a line each. */
export const adviceLines = (nation: Nation): string[] =>
  ADVICE_LINES.filter(({ nations }) => !nations || nations.includes(nation)).map(({ name, digits, line }) =>
    line(`${name}, ${digits}`),
  );

/** For a test that no other place prints them. */
export const adviceDigits: readonly string[] = ADVICE_LINES.map(({ digits }) => digits);
