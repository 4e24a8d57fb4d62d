const letters = new Intl.Segmenter('en-GB', { granularity: 'grapheme' });

type Size = (text: string) => number;
const units: Size = (text) => text.length;

/** Where places run out, a code point at a time. */
function reach(words: string, most: number, size: Size): number {
  let end = 0;
  let used = 0;
  for (const point of words) {
    used += size(point);
    if (used > most) break;
    end += point.length;
  }
  return end;
}

/** Ours: as much is looked at behind the end, to see whether a letter goes on; few have more signs. */
const LETTER = 100;

/** Where to cut, so that whole letters take no more than `most` places. */
function endOf(words: string, most: number, size: Size): number {
  const end = reach(words, most, size);
  if (end === words.length) return end;
  return letters.segment(words.substring(0, end + LETTER)).containing(end)?.index ?? end;
}

/**
 * Words that fit into `most` places, as platforms count them: by UTF-16 unless `size` says otherwise. What is cut off
 * shows as "…", and no letter loses its accent, no emoji its half.
 */
export function cut(words: string, most: number, size: Size = units): string {
  if (endOf(words, most, size) === words.length) return words;
  const room = most - size('…');
  return room < 0 ? '' : `${words.substring(0, endOf(words, room, size)).trimEnd()}…`;
}

/**
 * The same without a sign: for what goes on elsewhere. One letter with more marks on it than there is room is cut all the
 * same, for it must begin somewhere.
 */
export function cutTo(words: string, most: number, size: Size = units): string {
  return words.substring(0, endOf(words, most, size) || reach(words, most, size));
}

/** A sentence's beginning. */
export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.substring(1);
