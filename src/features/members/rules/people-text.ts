import { parse } from 'csv-parse/sync';

/** Ours: a file that is larger is several, or not a list of people. */
export const MOST_BYTES = 10 * 1024 * 1024;

export interface BadLine {
  line: number;
  expected: string;
}

/** Bytes as words. `bad`: they are none that can be read for sure, and what to do. */
export function decodeList(bytes: Uint8Array): { text: string } | { bad: BadLine } {
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (isUtf16) return { text: new TextDecoder(first === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes) };
  const save = 'save the list as "CSV UTF-8 (comma delimited)" and bring it again';
  if (bytes.includes(0))
    return { bad: { line: 1, expected: `text, but this looks like another kind of file: ${save}` } };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return {
      bad: { line: firstBadLine(bytes), expected: `letters in UTF-8, and there are others: ${save}` },
    };
  }
}

function firstBadLine(bytes: Uint8Array): number {
  let line = 1;
  let start = 0;
  for (let at = 0; at <= bytes.length; at += 1) {
    if (at < bytes.length && bytes[at] !== 10) continue;
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(start, at));
    } catch {
      return line;
    }
    line += 1;
    start = at + 1;
  }
  return line;
}

export const QUOTES =
  'quotes only around a whole value, closed on the same line, and one inside written twice';
/** Ours: longer than any line that describes a person. */
const LONGEST_LINE = 5_000;

/** One line at a time, so that a quote that is never closed spoils its own line alone. `undefined`: it cannot be read. */
export function readCells(line: string, delimiter: string): string[] | undefined {
  if (line.trim() === '') return [];
  if (line.length > LONGEST_LINE) return undefined;
  try {
    const rows: string[][] = parse(line, { delimiter, trim: true, relax_column_count: true });
    return rows[0] ?? [];
  } catch {
    return undefined;
  }
}

export function delimiterOf(text: string): string {
  const first = text.slice(0, 2_000).split('\n')[0] ?? '';
  const count = (mark: string) => first.split(mark).length;
  return [',', ';', '\t'].sort((a, b) => count(b) - count(a))[0] ?? ',';
}
