import { z } from 'zod';
import { ORGANISATION_KINDS, type OrganisationKind } from '../../../directory/organisations.ts';
import { KINDS, type Kind } from '../../../directory/participant-kinds.ts';
import { readEmail } from '../../../text/email.ts';
import { isName, isOurs, nameKey } from '../../../text/name.ts';
import { oneLine, plainly } from '../../../text/normalise.ts';
import { LIST_ITEM_LENGTH, LIST_ITEMS, readShortList } from '../../../text/short-list.ts';
import { COLUMNS, type Column, readHeader } from './columns.ts';
import { type BadLine, readRows } from './text.ts';

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
  const { rows: filled, bad: broken } = readRows(text);
  const columns = readHeader(filled[0]?.record ?? [], otherwise);
  if ('expected' in columns)
    return { people: [], bad: [...broken, { line: filled[0]?.line ?? 1, expected: columns.expected }] };
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

/** As a spreadsheet would write it: `Paid Peer`, `volunteers`, `Community_group`. */
const wordOf = (typed: string): string => plainly(typed).replace(/[ _-]+/g, ' ');
const withPlurals = <T extends string>(all: readonly T[]) =>
  all.flatMap((one) => [[wordOf(one), one] as const, [`${wordOf(one)}s`, one] as const]);
const KIND_WORDS = new Map<string, Kind>([
  ...withPlurals(KINDS),
  ['paid peer worker', 'paid-peer'],
  ['paid peer workers', 'paid-peer'],
  ['peer worker', 'paid-peer'],
  ['manager or supervisor of peers', 'manager'],
]);
const ORGANISATION_WORDS = new Map<string, OrganisationKind>([
  ...withPlurals(ORGANISATION_KINDS),
  ['charities', 'charity'],
  ['businesses', 'business'],
  ['police', 'police-fire'],
  ['fire', 'police-fire'],
  ['police or fire', 'police-fire'],
]);

/** A line break within a value of one line is a blank: a spreadsheet’s cell is wrapped, not several. */
const words = (most: number) =>
  z
    .string()
    .transform(oneLine)
    .pipe(z.string().max(most, `${most} characters at the most`))
    .optional();
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
  // Two lines in this cell may be two people: never guessed at.
  name: z
    .string('a name')
    .refine((typed) => !/[\r\n]/.test(typed), 'a name in letters, on one line')
    .transform(oneLine)
    .pipe(
      z
        .string()
        .max(80, '80 characters at the most')
        .refine(isName, 'a name in letters, on one line')
        .refine((name) => !isOurs(name), 'somebody’s own name, not the bot’s or a role’s'),
    ),
  email: z.string().transform(readEmail).pipe(z.string('an address such as ann@example.org')).optional(),
  slack: z
    .string()
    .transform(oneLine)
    .pipe(z.string().regex(/^[UW][A-Z0-9]{2,20}$/, 'a member ID such as U012AB3CD'))
    .optional(),
  teams: z
    .string()
    .transform(oneLine)
    .pipe(z.guid('an object ID such as 1f0c2a34-5b6d-4e7f-8a9b-0c1d2e3f4a5b'))
    .transform((id) => id.toLowerCase())
    .optional(),
  organisation: words(120),
  'organisation kind': z
    .string()
    .transform((typed) => ORGANISATION_WORDS.get(wordOf(typed)))
    .pipe(z.enum(ORGANISATION_KINDS, COLUMNS['organisation kind']))
    .optional(),
  area: words(80),
  kinds: z
    .string()
    .default('')
    .transform((typed) =>
      readShortList(typed.replaceAll('|', ';')).map((word) => KIND_WORDS.get(wordOf(word))),
    )
    .pipe(z.array(z.enum(KINDS, COLUMNS.kinds))),
  skills: shortList,
  topics: shortList,
  interests: shortList,
  languages: shortList,
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

/** By what a person of a list is told from the others, as it is compared and in words: their ids, or else their name. */
function marksOf({ name, email, slack, teams }: Listed): { key: string; words: string }[] {
  const ids = [email && `e-mail ${email}`, slack && `Slack ID ${slack}`, teams && `Teams ID ${teams}`];
  const said = ids.filter((one) => one !== undefined).map((words) => ({ key: words, words }));
  if (said.length > 0) return said;
  return [{ key: `name ${nameKey(name)}`, words: `name ${name}, and nothing that tells them apart` }];
}

function partTwice(people: readonly Listed[]): { once: Listed[]; twice: BadLine[] } {
  const seen = new Map<string, number>();
  const once: Listed[] = [];
  const twice: BadLine[] = [];
  for (const one of people) {
    const mark = marksOf(one).find(({ key }) => seen.has(key));
    if (mark)
      twice.push({
        line: one.line,
        expected: `each person once: line ${seen.get(mark.key)} has the same ${mark.words}`,
      });
    else {
      for (const { key } of marksOf(one)) seen.set(key, one.line);
      once.push(one);
    }
  }
  return { once, twice };
}
