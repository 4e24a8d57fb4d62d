import { z } from 'zod';
import { isName } from '../../../text/name.ts';
import { oneLine, plainly } from '../../../text/normalise.ts';
import { KINDS, type Kind, LIST_ITEM_LENGTH, LIST_ITEMS, readShortList } from '../rules.ts';
import { ORGANISATION_KINDS, type OrganisationKind } from './organisations.ts';
import { type BadLine, delimiterOf, QUOTES, readCells } from './people-text.ts';

/** The columns of a list of people, in the order in which they are written; a list may have any of them, in any order. */
export const COLUMNS = {
  name: 'what they are called; needed',
  email: 'their address at work; kept as a hash only, and compared with what Slack says',
  slack: 'their member ID on Slack, such as U012AB3CD',
  teams: 'their object ID in Microsoft Entra, such as 1f0c2a34-5b6d-4e7f-8a9b-0c1d2e3f4a5b',
  organisation: 'as their colleagues would write it',
  'organisation kind': `one of: ${ORGANISATION_KINDS.join(', ')}`,
  area: 'such as a borough',
  kinds: `one or more of: ${KINDS.join(', ')}`,
  skills: `up to ${LIST_ITEMS}, with semicolons between them`,
  topics: 'what they would like to be asked about, likewise',
  interests: 'likewise',
  languages: 'likewise',
} as const;
type Column = keyof typeof COLUMNS;
const COLUMN_NAMES = Object.keys(COLUMNS) as Column[];
/** What an export says besides, and nobody brings in by a list: roles are given one by one. */
const PASSED_OVER = ['', 'confirmed', 'roles', 'joined'];

/** Ours: a list that is larger is several, or not a list of people. */
export const MOST_PEOPLE = 20_000;

export interface Listed {
  line: number;
  name: string;
  email?: string;
  slack?: string;
  teams?: string;
  organisation?: string;
  organisationKind?: OrganisationKind;
  area?: string;
  kinds: readonly Kind[];
  skills: readonly string[];
  topics: readonly string[];
  interests: readonly string[];
  languages: readonly string[];
}

/** A line that cannot be brought in, with what was expected there. */
export interface PeopleList {
  people: readonly Listed[];
  bad: readonly BadLine[];
}

/**
 * Reads a list of people. Commas, semicolons or tabs part its columns, whichever its first line has most of. `most`:
 * how many people at the most; without a first line that names columns, `otherwise` says which there are.
 */
export function readPeopleList(
  text: string,
  { most = MOST_PEOPLE, otherwise }: { most?: number; otherwise?: readonly Column[] } = {},
): PeopleList {
  const delimiter = delimiterOf(text);
  const rows = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .map((line, index) => ({ line: index + 1, record: readCells(line, delimiter) }));
  const broken = rows
    .filter(({ record }) => record === undefined)
    .map(({ line }) => ({ line, expected: QUOTES }));
  const filled = rows.flatMap(({ line, record }) =>
    record?.some((cell) => cell !== '') ? [{ line, record }] : [],
  );
  const columns = readHeader(filled[0]?.record ?? [], otherwise);
  if ('expected' in columns) return { people: [], bad: [...broken, { line: 1, expected: columns.expected }] };
  const lines = columns.named ? filled.slice(1) : filled;
  if (lines.length > most)
    return {
      people: [],
      bad: [
        {
          line: 1,
          expected: `${most} people at the most, and there are ${lines.length}: please part the list`,
        },
      ],
    };
  const read = lines.map(({ record, line }) => readLine(record, columns.columns, line));
  const people = read.flatMap((one) => ('name' in one ? [one] : []));
  const bad = read.flatMap((one) => ('name' in one ? [] : [one]));
  const { once, twice } = partTwice(people);
  return { people: once, bad: [...broken, ...bad, ...twice].sort((a, b) => a.line - b.line) };
}

const headerName = (cell: string): string =>
  plainly(cell)
    .replace(/[ _-]+/g, ' ')
    .replace(/^e mail$/, 'email')
    .replace(/^organisation type$/, 'organisation kind');

function readHeader(
  cells: readonly string[],
  otherwise: readonly Column[] | undefined,
): { columns: readonly (Column | undefined)[]; named: boolean } | { expected: string } {
  const names = cells.map(headerName);
  if (!names.includes('name')) {
    if (otherwise) return { columns: otherwise, named: false };
    return {
      expected: `a first line that names the columns, with "name" among them: ${COLUMN_NAMES.join(', ')}`,
    };
  }
  const unknown = names.filter(
    (name) => !PASSED_OVER.includes(name) && !COLUMN_NAMES.includes(name as Column),
  );
  if (unknown.length > 0)
    return {
      expected: `columns from these: ${COLUMN_NAMES.join(', ')}. There is also: ${unknown.join(', ')}`,
    };
  const named = names.filter((name) => name !== '');
  if (new Set(named).size < named.length) return { expected: 'each column once' };
  return {
    columns: names.map((name) => (PASSED_OVER.includes(name) ? undefined : (name as Column))),
    named: true,
  };
}

const KIND_WORDS = new Map<string, Kind>([
  ...KINDS.map((kind) => [kind.replace('-', ' '), kind] as const),
  ['paid peer worker', 'paid-peer'],
  ['manager or supervisor of peers', 'manager'],
]);

const words = (most: number) => z.string().max(most, `${most} characters at the most`).optional();
const shortList = z
  .string()
  .default('')
  .transform((typed) => readShortList(typed.replaceAll('|', ';')))
  .pipe(
    z
      .array(z.string().max(LIST_ITEM_LENGTH, `${LIST_ITEM_LENGTH} characters each at the most`))
      .max(LIST_ITEMS, `${LIST_ITEMS} at the most`),
  );
const person = z.object({
  name: z
    .string('a name')
    .transform(oneLine)
    .pipe(z.string().max(80, '80 characters at the most'))
    .refine(isName, 'a name in letters, on one line'),
  email: z
    .email('an address such as ann@example.org')
    .transform((email) => email.toLowerCase())
    .optional(),
  slack: z
    .string()
    .regex(/^[UW][A-Z0-9]{2,20}$/, 'a member ID such as U012AB3CD')
    .optional(),
  teams: z
    .guid('an object ID such as 1f0c2a34-5b6d-4e7f-8a9b-0c1d2e3f4a5b')
    .transform((id) => id.toLowerCase())
    .optional(),
  organisation: words(120),
  'organisation kind': z.enum(ORGANISATION_KINDS, COLUMNS['organisation kind']).optional(),
  area: words(80),
  kinds: z
    .string()
    .default('')
    .transform((typed) =>
      readShortList(typed.replaceAll('|', ';')).map((word) =>
        KIND_WORDS.get(plainly(word).replaceAll('-', ' ')),
      ),
    )
    .pipe(z.array(z.enum(KINDS, COLUMNS.kinds))),
  ...{ skills: shortList, topics: shortList, interests: shortList, languages: shortList },
});

function readLine(
  cells: readonly string[],
  columns: readonly (Column | undefined)[],
  line: number,
): Listed | BadLine {
  if (cells.slice(columns.length).some((cell) => cell !== ''))
    return { line, expected: `${columns.length} columns, and there are ${cells.length}` };
  // What another program wrote in front of a value so that no spreadsheet runs it.
  const plain = (cell: string | undefined) => (cell ?? '').replace(/^'(?=[=+\-@])/, '');
  const given = columns.flatMap((column, index) => {
    const value = plain(cells[index]);
    return column && value !== '' ? [[column, value] as const] : [];
  });
  const read = person.safeParse(Object.fromEntries(given));
  if (!read.success) {
    const issues = new Map(read.error.issues.map(({ path, message }) => [String(path[0]), message]));
    return { line, expected: [...issues].map(([column, message]) => `${column}: ${message}`).join('; ') };
  }
  const { 'organisation kind': organisationKind, ...rest } = read.data;
  return { line, ...withoutEmpty(rest), ...(organisationKind && { organisationKind }) } as Listed;
}

const withoutEmpty = (all: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));

/** By what a person of a list is told from the others: their ids, or their name where there is none. */
const marksOf = ({ name, email, slack, teams }: Listed): string[] => {
  const ids = [email && `e-mail ${email}`, slack && `Slack ID ${slack}`, teams && `Teams ID ${teams}`].filter(
    (one) => one !== undefined,
  );
  return ids.length > 0 ? ids : [`name ${name}, and nothing that tells them apart`];
};

function partTwice(people: readonly Listed[]): { once: Listed[]; twice: BadLine[] } {
  const seen = new Map<string, number>();
  const once: Listed[] = [];
  const twice: BadLine[] = [];
  for (const one of people) {
    const mark = marksOf(one).find((each) => seen.has(each));
    if (mark)
      twice.push({
        line: one.line,
        expected: `each person once: line ${seen.get(mark)} has the same ${mark}`,
      });
    else {
      for (const each of marksOf(one)) seen.set(each, one.line);
      once.push(one);
    }
  }
  return { once, twice };
}
