import { describe, expect, it } from 'vitest';
import { isLikeCode, readCode, readSetupTry, showCode } from '../../src/text/codes.ts';

/** A code as people paste it: `$` stands for the code. */
const PASTED = [
  '$',
  '$.',
  '$,',
  '"$"',
  '“$”',
  '‘$’',
  '`$`',
  '*$*',
  '($)',
  '[$]',
  '<$>',
  '\u200b$\u200b',
  '\u202d$\u202c',
  ' $ \n',
  'WORD $.',
  'WORD: $',
  'Word:  “$”',
  '`word $`',
  '“word $”',
  'please word with $!',
  'word code $',
  'word code: $',
  'the code is $',
];

const shapes = (code: string) => [
  code,
  code.toLowerCase(),
  code.replaceAll('-', '–'),
  code.replaceAll('-', '\u2011'),
  code.replaceAll('-', '−'),
  code.replaceAll('-', ' '),
  code.replaceAll('-', '\u00a0'),
  code.replaceAll('-', ' – '),
  code.replaceAll('-', ''),
];

describe('a code', () => {
  it.each([
    ['join', 'K7QW-M2XA-9BCD'],
    ['link', 'K7QW-M2XA'],
  ] as const)('to %s is understood as people paste it', (kind, code) => {
    const read = PASTED.flatMap((pasted) =>
      shapes(code).map((shape) => pasted.replace('$', shape).replace(/word/i, kind)),
    ).filter((typed) => readCode(typed, kind) !== code.replaceAll('-', ''));
    expect(read).toEqual([]);
  });

  it('to link is no code to join, and the other way round', () => {
    expect(readCode('‘link K7QW-M2XA’', 'join')).toBeUndefined();
    expect(readCode('join K7QW-M2XA-9BCD', 'link')).toBeUndefined();
  });

  it('to set up needs its word, and nothing else', () => {
    for (const pasted of PASTED.filter((one) => /word/i.test(one)))
      for (const shape of shapes('K7QW-M2XA'))
        expect(readCode(pasted.replace('$', shape).replace(/word/i, 'setup'), 'setup')).toBe('K7QWM2XA');
    expect(readCode('K7QW-M2XA', 'setup')).toBeUndefined();
    expect(readSetupTry('“K7QW–M2XA”.')).toBe('K7QWM2XA');
    expect(readSetupTry('code: k7qw m2xa')).toBe('K7QWM2XA');
  });

  it.each(['BY6A-KMWQ', 'MYQR-8R24', 'THE2-M2XA', 'BYTH-E2MY'])(
    'may begin like a word that stands before one: %s',
    (code) => {
      expect(readCode(`link ${code}`, 'link')).toBe(code.replace('-', ''));
      expect(readCode(`join ${code}-9BCD`, 'join')).toBe(`${code.replace('-', '')}9BCD`);
    },
  );

  it('is shown in groups of four', () => {
    expect(showCode('“k7qwm2xa9bcd”')).toBe('K7QW-M2XA-9BCD');
  });

  it.each([
    'join us',
    'join this team soon',
    'straightened',
    'link me with somebody',
    'home',
    'I am lost',
    'join',
  ])('is none in words: %s', (words) => {
    expect([readCode(words, 'join'), readCode(words, 'link'), isLikeCode(words)]).toEqual([
      undefined,
      undefined,
      false,
    ]);
  });

  it.each([
    'K7QW-M2X',
    'K7QW-M2XA-9BC',
    'join K7QW-M2XA-9BC',
    'join K7QW-M2XA',
    'link K7QW-M2X.',
    '“K7QWM2X”',
    'setup: K7QW-M2X',
    'link: K7QW-M2',
    'k7qw–m2xa–9bcde',
  ])('that is not whole still looks like one: %s', (typed) => {
    expect(isLikeCode(typed)).toBe(true);
  });

  it.each([
    'covid-19',
    'mid-2027',
    '24-hour',
    '999',
    'gr8',
    '07700 900123',
    'b4 it ends',
    'can’t go on 2day',
    '116 123',
  ])('is not seen in “%s”', (words) => {
    expect(isLikeCode(words)).toBe(false);
  });
});
