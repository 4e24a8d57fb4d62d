import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { findUnmapped, readDataMap, writeDataMap, writePermissions } from '../prisma/datamap.ts';
import { readSchemaText } from '../prisma/schema.ts';
import { retentionClasses } from '../src/engine/retention.ts';
import { features } from '../src/features/index.ts';
import { freshDatabase } from './support/database.ts';

const classes = retentionClasses(features);
let schema: string;
beforeAll(async () => {
  schema = await readSchemaText();
});

describe('the data map', () => {
  it('A26 says of every column what it is for, how long it is kept, and who sees it', () => {
    expect(findUnmapped(readDataMap(schema), classes)).toEqual([]);
  });

  it('has every column that the database has', async () => {
    const { database } = await freshDatabase();
    const rows = await database.prisma.$queryRaw<{ name: string }[]>`
      SELECT table_name || '.' || column_name AS name FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name <> 'migration'`;
    const mapped = new Set(readDataMap(schema).map(({ table, column }) => `${table}.${column}`));
    expect(rows.map(({ name }) => name).filter((name) => !mapped.has(name))).toEqual([]);
  });

  it('tells of a column that says nothing, and of a class that nobody purges by', () => {
    const silent = schema.replace(/\/\/\/ purpose: a private note.*\n/, '');
    expect(findUnmapped(readDataMap(silent), classes).join()).toContain(
      'buddy_note.words_sealed says nothing of',
    );
    const odd = schema.replace('retention: wishes', 'retention: for ever');
    expect(findUnmapped(readDataMap(odd), classes).join()).toContain('"for ever", which no feature has');
  });

  it('names only classes that something ends: a purge, a sweep, the person or the record', () => {
    const sweeps = new Set([
      'inbox.forget',
      'deferrals.forget',
      ...features.flatMap((feature) => (feature.sweeps ?? []).map(({ name }) => name)),
    ]);
    expect(classes.filter((one) => !one.purge && !one.with && !sweeps.has(one.sweep ?? ''))).toEqual([]);
    expect(new Set(classes.map(({ name }) => name)).size).toBe(classes.length);
  });

  it('prints as Markdown, with how long in words', () => {
    const map = writeDataMap(readDataMap(schema), classes);
    expect(map).toContain(
      '| **reach** member_id, reach_sealed | somebody who asks for a call can be rung | until you',
    );
  });

  it('prints who may do what beside it, with every route of every feature', () => {
    const table = writePermissions(features);
    expect(table).toContain(
      '| **host.read** | members | the peer put forward (while chosen, declined, released, confirmed, completed) | placement.see-host,',
    );
    const ids = features.flatMap(({ bindings }) =>
      bindings.flatMap((one) => ('route' in one ? [one.route.id] : [])),
    );
    expect(ids.filter((id) => !new RegExp(`[ |]${id.replaceAll('.', '\\.')}[, |]`).test(table))).toEqual([]);
  });

  it('agrees with the README about how long things are kept', async () => {
    const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
    for (const { name, keeps } of classes) expect(readme).toContain(`| ${name} | ${keeps} |`);
  });
});
