import { ORGANISATION_KINDS } from '../../../directory/organisations.ts';
import { KINDS } from '../../../directory/participant-kinds.ts';
import { plainly } from '../../../text/normalise.ts';
import { LIST_ITEMS } from '../../../text/short-list.ts';

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
export type Column = keyof typeof COLUMNS;
const COLUMN_NAMES = Object.keys(COLUMNS) as Column[];
/** What an export says besides, and nobody brings in by a list: roles are given one by one. */
const PASSED_OVER = ['', 'confirmed', 'roles', 'joined'];

/** A column by what spreadsheets and other programs call it. */
const OTHER_NAMES: Readonly<Record<string, Column>> = {
  'full name': 'name',
  names: 'name',
  mail: 'email',
  emails: 'email',
  'email address': 'email',
  'slack id': 'slack',
  'slack member id': 'slack',
  'teams id': 'teams',
  'entra id': 'teams',
  organization: 'organisation',
  organisations: 'organisation',
  'organisation type': 'organisation kind',
  'organization kind': 'organisation kind',
  'organization type': 'organisation kind',
  kind: 'kinds',
  skill: 'skills',
  topic: 'topics',
  interest: 'interests',
  language: 'languages',
};

function headerName(cell: string): string {
  const name = plainly(cell)
    .replace(/[ _-]+/g, ' ')
    .replace(/^e mail/, 'email');
  return Object.hasOwn(OTHER_NAMES, name) ? (OTHER_NAMES[name] ?? name) : name;
}

/** The columns that the first line names, or `otherwise` where it names none. */
export function readHeader(
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
