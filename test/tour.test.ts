import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadAdapters, startAlongside } from '../src/alongside.ts';
import { issueSetupCode } from '../src/features/members/store.ts';
import type { LogLine } from '../src/log.ts';
import { openStage, type Stage } from '../src/playground/stage.ts';
import { openScene, type Scene } from '../src/playground/story.ts';
import { stories } from '../src/playground/tour.ts';
import { moveClock, readNow } from '../src/store/database.ts';
import { openVault } from '../src/store/seal.ts';
import { freshDatabase } from './support/database.ts';

let stage: Stage;
let scene: Scene;
const logs: LogLine[] = [];

beforeAll(async () => {
  const { database } = await freshDatabase();
  const vault = await openVault(database, [{ id: 'k1', key: randomBytes(32) }]);
  const log = (line: LogLine) => void logs.push(line);
  stage = await openStage({
    async start(platforms) {
      const adapters = (await loadAdapters(platforms, log)).map((adapter) => ({
        ...adapter,
        limits: [],
      }));
      return startAlongside({ host: '127.0.0.1', port: 0, join: 'approval', adapters, database, vault, log });
    },
    now: async () => (await readNow(database.prisma)).now,
    moveClock: (byMs) => moveClock(database, byMs),
    setupCode: () => database.transaction(async (tx) => issueSetupCode(tx, (await readNow(tx)).now)),
  });
  scene = openScene(stage, () => {});
});
afterAll(() => stage?.stop());

describe('the tour, over HTTP with the real SDKs', () => {
  it.each(stories.map((story) => [story.name, story] as const))(
    '%s plays to its end, and neither platform refuses anything',
    async (_name, story) => {
      await story.play(scene);
      expect([...stage.slack.refusals, ...stage.teams.refusals]).toEqual([]);
      expect(logs.filter(({ error }) => error)).toEqual([]);
    },
    60_000,
  );

  it('A10 shows the host to nobody but its writer and those who are interested, and in no notification', () => {
    const seen = [...stage.slack.ledger, ...stage.teams.ledger];
    const readers = seen.filter(({ text }) => text.includes('Fenbridge'));
    expect(readers.every(({ kind }) => kind.startsWith('form'))).toBe(true);
    expect(new Set(readers.map(({ user }) => user))).toEqual(new Set(['UPRIYA', 'UANN', 'dilys']));
    expect(seen.map(({ preview }) => preview).join('\n')).not.toMatch(/Fenbridge|councillor there/);
    expect(JSON.stringify(logs)).not.toMatch(/Fenbridge|councillor there/);
  });
});
