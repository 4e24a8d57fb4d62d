import type { Feature } from '../src/bot/feature.ts';
import type { Retention } from '../src/store/retention.ts';

/** What the schema says of one column, of its own or as its model does. */
export interface Column {
  table: string;
  column: string;
  purpose: string | undefined;
  retention: string | undefined;
  who: string | undefined;
}

type Note = Pick<Column, 'purpose' | 'retention' | 'who'>;
const KEYS = ['purpose', 'retention', 'who'] as const;

/** `/// purpose: why; retention: class; who: sees it`, above a model for all of its columns, or above one column. */
function readNote(comments: readonly string[]): Partial<Note> {
  const note: Partial<Note> = {};
  for (const part of comments.join(' ').split(';')) {
    for (const key of KEYS) {
      const found = new RegExp(`(?:^|[.\\s])${key}: (.+)$`).exec(part.trim());
      if (found?.[1]) note[key] = found[1].trim().replace(/\.$/, '');
    }
  }
  return note;
}

/** Every column of the schema. A relation is no column: its type is another model. */
export function readDataMap(schema: string): Column[] {
  const models = new Set([...schema.matchAll(/^model (\w+) \{/gm)].map(([, name]) => name));
  const columns: Column[] = [];
  let comments: string[] = [];
  let model: { table: string; note: Partial<Note>; columns: Column[] } | undefined;
  for (const line of schema.split('\n').map((one) => one.trim())) {
    const name = /^model (\w+) \{/.exec(line)?.[1];
    if (line.startsWith('///')) comments.push(line.slice(3).trim());
    else {
      if (name) model = { table: name, note: readNote(comments), columns: [] };
      else if (line === '}' && model) {
        columns.push(...model.columns);
        model = undefined;
      } else if (model) readLine(line, model, models, comments);
      comments = [];
    }
  }
  return columns;
}

function readLine(
  line: string,
  model: { table: string; note: Partial<Note>; columns: Column[] },
  models: ReadonlySet<string | undefined>,
  comments: readonly string[],
): void {
  const mapped = /^@@map\("(\w+)"\)/.exec(line)?.[1];
  if (mapped) for (const column of model.columns) column.table = mapped;
  const [, field, type] = /^(\w+)\s+([A-Za-z]+)/.exec(line) ?? [];
  if (!field || !type || models.has(type)) return;
  const column = /@map\("(\w+)"\)/.exec(line)?.[1] ?? field;
  const { purpose, retention, who } = { ...model.note, ...readNote(comments) };
  model.columns.push({ table: model.table, column, purpose, retention, who });
}

/** What does not hold, each with what to do. */
export function findUnmapped(columns: readonly Column[], classes: readonly Retention[]): string[] {
  const known = new Map(classes.map((one) => [one.name, one]));
  return columns.flatMap(({ table, column, ...note }) => {
    const missing = KEYS.filter((key) => !note[key]);
    if (missing.length > 0)
      return [
        `${table}.${column} says nothing of ${missing.join(', ')}: write it above the model in prisma/schema/.`,
      ];
    if (!known.has(note.retention ?? ''))
      return [`${table}.${column} names the retention class "${note.retention}", which no feature has.`];
    return [];
  });
}

/** The map as Markdown: a table for each purpose that its rows share. */
export function writeDataMap(columns: readonly Column[], classes: readonly Retention[]): string {
  const keeps = new Map(classes.map(({ name, keeps: words }) => [name, words]));
  const lines = ['# Data map', '', '| where | what for | kept | who sees it |', '| --- | --- | --- | --- |'];
  const groups = new Map<string, Column[]>();
  for (const one of columns) {
    const key = [one.table, one.purpose, one.retention, one.who].join('|');
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  for (const [first, ...rest] of groups.values()) {
    if (!first) continue;
    const where = [first, ...rest].map(({ column }) => column).join(', ');
    lines.push(
      `| **${first.table}** ${where} | ${first.purpose} | ${keeps.get(first.retention ?? '')} | ${first.who} |`,
    );
  }
  return `${lines.join('\n')}\n`;
}

const statesOf = (states: 'always' | readonly string[] | undefined): string =>
  states === 'always' || !states ? '' : ` (while ${states.join(', ')})`;

/** Who may see or do what (F), as the routes carry it: nobody else may. */
export function writePermissions(features: readonly Feature[]): string {
  const lines = [
    '# Who may do what',
    '',
    '| what | by | who of them | routes |',
    '| --- | --- | --- | --- |',
  ];
  for (const { bindings } of features) {
    const routes = bindings.flatMap((one) => ('route' in one ? [one.route] : []));
    for (const permission of new Set(routes.map((one) => one.permission))) {
      const { name, by, relations, who } = permission;
      const of = relations.map((relation) => relation + statesOf(who[relation])).join('; ');
      const ids = new Set(routes.filter((one) => one.permission === permission).map(({ id }) => id));
      lines.push(`| **${name}** | ${by} | ${of || 'all of them'} | ${[...ids].join(', ')} |`);
    }
  }
  return `${lines.join('\n')}\n`;
}
