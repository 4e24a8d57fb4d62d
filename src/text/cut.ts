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
  let end = 0;
  let used = 0;
  for (const { segment } of whole.segment(words)) {
    used += size(segment);
    if (used > most) break;
    end += segment.length;
  }
  return words.substring(0, end);
}

/** A sentence's beginning. */
export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.substring(1);
