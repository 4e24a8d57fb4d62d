import { beforeAll, describe, expect, it } from 'vitest';
import type { LogLine } from '../src/log.ts';
import type { Stage } from '../src/playground/stage.ts';
import { openScene, type Scene } from '../src/playground/story.ts';
import { stories } from '../src/playground/tour.ts';
import { startStage } from './support/stage.ts';

let stage: Stage;
let scene: Scene;
let logs: readonly LogLine[];

beforeAll(async () => {
  ({ stage, logs } = await startStage({ join: 'approval' }));
  scene = openScene(stage, () => {});
});

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
