import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { diffSchema } from '../../prisma/diff.ts';
import { emptyDatabase } from '../support/database.ts';

test('the migrations make what schema.prisma says', async () => {
  expect(await diffSchema(await emptyDatabase()), 'run npm run db:migration -- <name>').toBe('');
});

test('a column that no migration makes is told', async () => {
  const schema = await readFile(new URL('../../prisma/schema.prisma', import.meta.url), 'utf8');
  const changed = schema.replace('model Meta {', 'model Meta {\n  more DateTime? @db.Timestamptz(3)');
  expect(await diffSchema(await emptyDatabase(), changed)).toMatch(
    /ALTER TABLE "meta" ADD COLUMN +"more" TIMESTAMPTZ\(3\)/,
  );
});
