import { expect, test } from 'vitest';
import { diffSchema } from '../../prisma/diff.ts';
import { readSchema } from '../../prisma/schema.ts';
import { emptyDatabase } from '../support/database.ts';

test('the migrations make what the schema says', async () => {
  expect(await diffSchema(await emptyDatabase()), 'run npm run db:migration -- <name>').toBe('');
});

test('a column that no migration makes is told', async () => {
  const more = 'model Meta {\n  more DateTime? @db.Timestamptz(3)';
  const changed = (await readSchema()).map(({ path, content }) => ({
    path,
    content: content.replace('model Meta {', more),
  }));
  expect(await diffSchema(await emptyDatabase(), changed)).toMatch(
    /ALTER TABLE "meta" ADD COLUMN +"more" TIMESTAMPTZ\(3\)/,
  );
});
