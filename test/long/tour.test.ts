import { beforeAll, describe, expect, it } from 'vitest';
import type { LogLine } from '../../src/log.ts';
import { morningOf } from '../../src/playground/calendar.ts';
import { gatherNetwork } from '../../src/playground/gather.ts';
import type { Seen } from '../../src/playground/simulated.ts';
import type { Stage } from '../../src/playground/stage.ts';
import { openScene, type Story } from '../../src/playground/story.ts';
import { stories } from '../../src/playground/tour.ts';
import { openWeeks, type Play, playWeeks } from '../../src/playground/weeks.ts';
import { keepBaseline, returnToBaseline } from '../../src/store/baseline.ts';
import { type StagedNetwork, startStage } from '../support/stage.ts';

let network: StagedNetwork;
let stage: Stage;
let logs: readonly LogLine[];
let weekOf: (date: string) => Promise<Play>;
let beginAt: (moment: string) => Promise<void>;

const each = stories.map((story) => [story.name, story] as const);

beforeAll(async () => {
  network = await startStage({ join: 'approval' });
  ({ stage, logs } = network);
  const { database } = network;
  const rows = {
    keepRows: (which: 'nobody' | 'start') => keepBaseline(database, which),
    returnRows: (which: 'nobody' | 'start') => returnToBaseline(database, which),
  };
  weekOf = await openWeeks(stage, rows, logs);
  const nobody = stage.save();
  beginAt = async (moment) => {
    await rows.returnRows('nobody');
    await stage.restore(nobody);
    await stage.setClock(new Date(moment));
  };
});

const wentWrong = () => [
  ...stage.slack.refusals,
  ...stage.teams.refusals,
  ...logs.filter(({ error }) => error),
];

describe('the tour from an ordinary week on, over HTTP with the real SDKs', () => {
  const seen: Seen[] = [];
  let scene: ReturnType<typeof openScene>;
  beforeAll(async () => {
    await beginAt('2027-01-09T15:00:00Z');
    scene = openScene(stage, () => {});
  });

  it.each(each)('%s plays to its end, and neither platform refuses anything', async (_name, story) => {
    await story.play(scene);
    expect(wentWrong()).toEqual([]);
    seen.splice(0, seen.length, ...stage.slack.ledger, ...stage.teams.ledger);
  });

  it('shows the host to nobody but its writer and those who are interested, and in no notification', () => {
    const readers = seen.filter(({ text }) => text.includes('Fenbridge'));
    expect(readers.every(({ kind }) => kind.startsWith('form'))).toBe(true);
    expect(new Set(readers.map(({ user }) => user))).toEqual(new Set(['UPRIYA', 'UANN', 'dilys']));
    expect(seen.map(({ preview }) => preview).join('\n')).not.toMatch(/Fenbridge|councillor there/);
    expect(JSON.stringify(logs)).not.toMatch(/Fenbridge|councillor there/);
  });
});

describe.each([
  ['the week before Easter Monday and the change to summer time', '2027-03-22'],
  ['the bank holiday after Christmas', '2026-12-28'],
])('the stories from %s on', (_week, date) => {
  let play: Play;
  beforeAll(async () => {
    play = await weekOf(date);
    expect(await stage.now()).toSatisfy((now: Date) => now >= morningOf(date));
  });

  it.each(each)('%s waits for what is due, and plays to its end', async (_name, story) => {
    await play(story);
    expect(wentWrong()).toEqual([]);
  });
});

describe('the tour of every Monday', () => {
  it('names the date and the story that could not go on, and what it waited for', async () => {
    const told: string[] = [];
    const waits: Story = {
      name: 'waits',
      title: '',
      about: '',
      people: [],
      play: (scene) => scene.waitFor('For ever.', scene.someone('ann'), 'A button that is nowhere'),
    };
    const passes: Story = { ...waits, name: 'passes', play: async () => {} };
    const mondays = ['2026-12-28'];
    expect(await playWeeks(weekOf, { mondays, stories: [waits, passes] }, (line) => told.push(line))).toBe(
      false,
    );
    expect(told).toEqual([
      '2026-12-28 waits        FAILED: By 2027-02-06 10:00 nothing came to Ann Okafor with “A button that is nowhere”.',
      '2026-12-28 passes       ok',
      '1 of 2 could not go on.',
    ]);
  });
});

describe('the first start of the playground', () => {
  it('brings everybody in when it falls on the days before Christmas', async () => {
    await beginAt('2026-12-23T12:00:00Z');
    const some = ['priya', 'tunde', 'grace', 'hamid', 'ines', 'kwame', 'rosa'];
    await gatherNetwork(stage, () => {}, some);
    expect(await stage.now()).toSatisfy((now: Date) => now >= new Date('2027-01-04T10:00:00Z'));
    expect(wentWrong()).toEqual([]);
    const members = await network.database.prisma.member.count({ where: { standing: 'member' } });
    expect(members).toBe(some.length);
  });
});
