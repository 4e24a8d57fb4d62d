import { beforeAll, expect, test } from 'vitest';
import { type Database, moveClock, readNow } from '../../src/store/database.ts';
import { freshDatabase } from '../support/database.ts';

let db: Database;
beforeAll(async () => {
  db = (await freshDatabase()).database;
});

test('the clock moves for everyone', async () => {
  await moveClock(db, 3_600_000);
  const { now, real } = await db.transaction(readNow);
  expect(now.getTime() - real.getTime()).toBe(3_600_000);
});
