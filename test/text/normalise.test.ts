import { describe, expect, it } from 'vitest';
import { oneLine, plainly, unaccented } from '../../src/text/normalise.ts';

describe('what people type is compared', () => {
  it.each([
    ['two spaces', 'kill  myself'],
    ['a no-break space', 'kill\u00a0myself'],
    ['a line break', 'kill\nmyself'],
    ['a zero-width space', 'kill my\u200bself'],
    ['a byte order mark', 'kill my\ufeffself'],
    ['a soft hyphen', 'kill my\u00adself'],
    ['full width', 'ｋｉｌｌ ＭＹＳＥＬＦ'],
    ['capitals', 'KILL MYSELF'],
    ['overrides of direction', '\u202dkill myself\u202c'],
  ])('without %s', (_, typed) => {
    expect(plainly(typed)).toBe('kill myself');
  });

  it.each(["don't", 'don’t', 'don´t', 'don`t', 'donʼt', 'don′t', 'don＇t', 'DON‘T'])(
    'with one apostrophe: %s',
    (typed) => {
      expect(plainly(typed)).toBe("don't");
    },
  );

  it.each(['self-harm', 'self‐harm', 'self‑harm', 'self–harm', 'self—harm', 'self−harm', 'Self－harm'])(
    'with one dash: %s',
    (typed) => {
      expect(plainly(typed)).toBe('self-harm');
    },
  );

  it.each([
    ['Zoë', 'zoe'],
    ['Zoe\u0308', 'zoe'],
    ['Łukasz', 'lukasz'],
    ['Søren', 'soren'],
    ['O’Brien', "o'brien"],
    ['Weiß', 'weiss'],
  ])('for finding without accents: %s', (typed, found) => {
    expect(unaccented(typed)).toBe(found);
  });
});

describe('what is kept on one line', () => {
  it.each([
    ['Ann\nPerson', 'Ann Person'],
    ['  Ann\t Person ', 'Ann Person'],
    ['Ann\u202e Person\u202c', 'Ann Person'],
    ['Zoe\u0308', 'Zoë'],
    ['Ann\u0000', 'Ann'],
  ])('%j is %s', (typed, kept) => {
    expect(oneLine(typed)).toBe(kept);
  });

  it('keeps the joiners that names in Persian, Sinhala and Malayalam are written with', () => {
    for (const name of ['علی\u200cرضا', 'ශ්\u200dරී', 'രാജ\u200d']) expect(oneLine(name)).toBe(name);
  });
});
