import { describe, expect, it } from 'vitest';
import { adviceDigits } from '../src/directory/advice-lines.ts';
import { helplineBlocks, helplineLines, helplinesOf, NATIONS } from '../src/directory/helplines.ts';
import { readSources } from './support/architecture.ts';

const sources = readSources(new URL('../src', import.meta.url).pathname);
const TABLES = ['directory/helplines.ts', 'directory/advice-lines.ts'];
const digitsOf = (text: string) => text.replace(/[^\d]/g, '');
const all = [
  ...new Set([
    ...NATIONS.flatMap((nation) => helplinesOf(nation).map(({ digits }) => digitsOf(digits))),
    ...adviceDigits.map(digitsOf),
  ]),
];

/** Whatever is printed: strings and templates without their comments, spaces of every kind left out. */
function printed(source: string): string[] {
  const bare = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
  const strings = bare.match(/'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|"(?:[^"\\\n]|\\.)*"/g) ?? [];
  return strings.map((one) => one.replace(/\\u00a0|[\s\u00a0]/gi, ''));
}
const prints = (source: string, digits: string): boolean =>
  printed(source).some((text) => new RegExp(`(?<![\\d.:_+-])${digits}(?![\\d:_-])`).test(text));

describe('helplines', () => {
  it('stand in one table alone, and advice lines in another: nothing else in src prints the digits of one', () => {
    const elsewhere = [...sources].flatMap(([name, source]) =>
      TABLES.includes(name)
        ? []
        : all.filter((digits) => prints(source, digits)).map((digits) => `${name}: ${digits}`),
    );
    expect(elsewhere).toEqual([]);
  });

  it('are found wherever they are typed, in groups or with unbroken spaces', () => {
    for (const line of [`'Call 999.'`, '`Samaritans 116 123`', String.raw`'116\u00a0123'`, `"0808 2000 247"`])
      expect(all.some((digits) => prints(line, digits))).toBe(true);
  });

  it('say the month in which each was compared with its own page', () => {
    for (const nation of NATIONS)
      for (const { listed } of helplinesOf(nation)) expect(listed).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/);
  });

  it.each(NATIONS)(
    'of %s are two lines for everybody, one about one’s own mind and one about violence',
    (nation) => {
      const lines = helplineLines(nation);
      expect(lines).toHaveLength(4);
      expect(lines[0]).toContain('999');
      expect(lines[1]).toMatch(/116\u00a0123.*85258/);
      expect(lines[3]).toContain('Domestic Abuse Helpline');
    },
  );

  it('say the month of the list until a network has rung every one of them', () => {
    const said = (note: (id: string) => string) => JSON.stringify(helplineBlocks('wales', { note, own: [] }));
    expect(said(() => ' (checked 3 Nov)')).not.toContain('Numbers as listed');
    expect(said((id) => (id === 'shout' ? '' : ' (checked 3 Nov)'))).toContain(
      'Numbers as listed in November 2026.',
    );
  });
});
