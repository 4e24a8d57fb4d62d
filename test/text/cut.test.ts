import { describe, expect, it } from 'vitest';
import { lengthOf } from '../../src/adapters/slack/limits.ts';
import { cut, cutTo } from '../../src/text/cut.ts';

describe('words that are cut', () => {
  it.each([
    ['a family', '👩‍👩‍👧‍👦'],
    ['a flag', '🏴󠁧󠁢󠁷󠁬󠁳󠁿'],
    ['a hand of a colour', '👍🏽'],
    ['a letter with its accent', 'e\u0301'],
    ['a letter of Sinhala with its vowel', 'කි'],
    ['a letter beyond the first plane', '𝒜'],
  ])('never lose a part of %s', (_, letter) => {
    for (let most = 1; most < 60; most += 1) {
      for (const size of [undefined, lengthOf]) {
        const kept = cut(letter.repeat(30), most, size);
        expect((size ?? ((text: string) => text.length))(kept)).toBeLessThanOrEqual(most);
        expect(kept.replaceAll(letter, '')).toMatch(/^…?$/);
      }
    }
  });

  it('are whole where they fit, and say where something is missing', () => {
    expect(cut('Anytown', 7)).toBe('Anytown');
    expect(cut('Anytown Council', 9)).toBe('Anytown…');
    expect(cutTo('Anytown Council', 9)).toBe('Anytown C');
  });

  it('go on, be a letter ever so long', () => {
    const letter = `a${'\u0301'.repeat(500)}`;
    expect(cutTo(letter, 100)).toHaveLength(100);
  });
});
