import { parse } from 'csv-parse/sync';

/** Ours: a file that is larger is several, or not a list of people. */
export const MOST_BYTES = 10 * 1024 * 1024;

export interface BadLine {
  line: number;
  expected: string;
}

const SAVE = 'save the list as "CSV UTF-8 (comma delimited)" and bring it again';

/** Bytes as words. `bad`: they are none that can be read for sure, and what to do. */
export function decodeList(bytes: Uint8Array): { text: string } | { bad: BadLine } {
  const wide = utf16Of(bytes);
  if (wide) return { text: new TextDecoder(wide).decode(bytes) };
  if (bytes.includes(0))
    return { bad: { line: 1, expected: `text, but this looks like another kind of file: ${SAVE}` } };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return {
      bad: { line: firstBadLine(bytes), expected: `letters in UTF-8, and there are others: ${SAVE}` },
    };
  }
}

/** By its mark, or, as some programs leave that out, by every second byte of its beginning being empty. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const start = bytes.subarray(0, 8);
  const empty = (from: 0 | 1) =>
    start.length === 8 && start.every((byte, i) => (i % 2 === from) === (byte === 0));
  return empty(1) ? 'utf-16le' : empty(0) ? 'utf-16be' : undefined;
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

export const QUOTES = 'quotes only around a whole value, closed at its end, and one inside written twice';
/** Somebody else's line stands inside a quoted value: a quote too many, further up or further down. */
const SWALLOWED =
  'one person, but a quoted value goes on over lines that look like other people: please check its quotes';
/** Ours: longer than any record that describes a person. */
const LONGEST = 5_000;

/** One person's cells, and the line on which they begin. */
export interface Row {
  line: number;
  record: readonly string[];
}

/**
 * The records of a list, as RFC 4180 and spreadsheets write them: a quoted value may go on over several lines. What
 * cannot be meant so is refused whole: with the lines after it, up to the next that has all its columns by itself.
 */
export function readRows(text: string): { rows: Row[]; bad: BadLine[] } {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const start = lines.findIndex((line) => line.trim() !== '');
  const told = /^"?sep=(.)"?[,;\t]*$/i.exec(lines[start]?.trim() ?? '')?.[1];
  const first = told === undefined ? start : lines.findIndex((line, i) => i > start && line.trim() !== '');
  const delimiter = told ?? delimiterOf(lines[first] ?? '');
  const rows: Row[] = [];
  const bad: BadLine[] = [];
  let width = 0;
  const isFull = (line: string) => width > 1 && readCells(line, delimiter)?.length === width;
  for (let at = Math.max(first, 0); at < lines.length; ) {
    const end = endOf(lines, at);
    const record = readCells(lines.slice(at, end).join('\n'), delimiter);
    const swallowed = lines.slice(at + 1, end).some((line) => holdsAnother(line, delimiter, width));
    if (record && !swallowed) {
      if (record.some((cell) => cell !== '')) {
        rows.push({ line: at + 1, record });
        width ||= record.length;
      }
      at = end;
      continue;
    }
    bad.push({ line: at + 1, expected: record ? SWALLOWED : QUOTES });
    at += 1;
    // Of one line that is wrong by itself, nothing goes on; of one whose quote stays open, nobody can tell what does.
    if (isOpen(lines[at - 1] ?? '')) while (at < lines.length && !isFull(lines[at] ?? '')) at += 1;
  }
  return { rows, bad };
}

const isOpen = (words: string): boolean => (words.split('"').length - 1) % 2 === 1;
const cellsIn = (line: string, delimiter: string): number => line.split(delimiter).length;

/** A line within a quoted value that has, by itself, as many cells as a person has, some of them inside the quotes. */
function holdsAnother(line: string, delimiter: string, width: number): boolean {
  const inside = isOpen(line) ? line.slice(0, line.indexOf('"')) : line;
  return cellsIn(inside, delimiter) > 1 && cellsIn(line, delimiter) >= Math.max(width, 2);
}

/** After the last line of the record that begins here: the first on which every quote is closed. */
function endOf(lines: readonly string[], from: number): number {
  let open = false;
  let length = 0;
  for (let at = from; at < lines.length && length <= LONGEST; at += 1) {
    const line = lines[at] ?? '';
    length += line.length;
    if (isOpen(line)) open = !open;
    if (!open) return at + 1;
  }
  return from + 1;
}

/** `undefined`: it cannot be read. A word processor’s quotes hold nothing together: a value that they part is refused. */
function readCells(record: string, delimiter: string): string[] | undefined {
  if (record.trim() === '') return [];
  if (record.length > LONGEST) return undefined;
  try {
    const rows: string[][] = parse(record, { delimiter, trim: true, relax_column_count: true });
    const cells = rows[0] ?? [];
    return cells.some((cell) => /^[“„]/.test(cell) && !/[”“]$/.test(cell.slice(1))) ? undefined : cells;
  } catch {
    return undefined;
  }
}

function delimiterOf(line: string): string {
  const bare = line.replace(/"[^"]*"/g, '');
  return [',', ';', '\t'].sort((a, b) => cellsIn(bare, b) - cellsIn(bare, a))[0] ?? ',';
}
