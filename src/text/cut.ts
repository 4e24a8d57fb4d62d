const whole = new Intl.Segmenter('en-GB', { granularity: 'grapheme' });

/**
 * Words that fit into `most` places, as platforms count them: by UTF-16 unless `size` says otherwise. What is cut off
 * shows as "…", and no letter loses its accent, no emoji its half.
 */
export function cut(
  words: string,
  most: number,
  size: (text: string) => number = (text) => text.length,
): string {
  if (size(words) <= most) return words;
  const room = most - size('…');
  const kept = cutTo(words, room, size).trimEnd();
  return room < 0 ? '' : `${kept}…`;
}

/** The same without a sign: for what goes on elsewhere. */
export function cutTo(
  words: string,
  most: number,
  size: (text: string) => number = (text) => text.length,
): string {
  if (size(words) <= most) return words;
  let end = 0;
  let used = 0;
  for (const { segment } of whole.segment(words)) {
    used += size(segment);
    if (used > most) break;
    end += segment.length;
  }
  // One letter with more marks on it than there is room is cut all the same: what goes on elsewhere must begin somewhere.
  return end === 0 ? cutPoints(words, most, size) : words.substring(0, end);
}

function cutPoints(words: string, most: number, size: (text: string) => number): string {
  let end = 0;
  let used = 0;
  for (const point of words) {
    used += size(point);
    if (used > most) break;
    end += point.length;
  }
  return words.substring(0, end);
}

/** A sentence's beginning. */
export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.substring(1);
