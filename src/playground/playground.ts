import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DAY_MS, HOUR_MS } from '../time/durations.ts';
import type { Act } from './acts.ts';
import { gatherNetwork, personOf } from './gather.ts';
import { actAs } from './hands.ts';
import type { Keeper } from './keeper.ts';
import { createLookout, OUTLOOK_MS } from './lookout.ts';
import { createFeed, type Feed, type Pieces } from './page/feed.ts';
import { createPlayer, type Tempo } from './player.ts';
import { accountOf, RESIDENTS } from './residents.ts';
import { commandsFor, type LogEntry, logEntry, personPieces } from './shown.ts';
import type { Seen } from './simulated.ts';
import type { Stage } from './stage.ts';
import { stories } from './tour.ts';
import type { PersonAtScreen } from './window.ts';

export interface Playground {
  readonly feed: Feed;
  /** @throws with words for whoever asked */
  perform(act: Act): Promise<object>;
  stop(): Promise<void>;
}

const MOST_LINES = 150;

export async function openPlayground(
  stage: Stage,
  keeper: Keeper,
  tell: (line: string) => void,
  tempo: Tempo = { stepMs: 2_600, actMs: 700 },
): Promise<Playground> {
  const people = new Map(Object.keys(RESIDENTS).map((key) => [idOf(key), key]));
  const unread = new Map<string, number>();
  const faults: Record<'slack' | 'teams', string> = { slack: 'none', teams: 'none' };
  let lines: LogEntry[] = [];
  let start = keeper.start;
  let busy: string | undefined;
  let isPlaying = false;
  let days: Promise<void> | undefined;
  let isStopped = false;

  async function makeStart(): Promise<void> {
    if (await keeper.isEmpty()) await keeper.keepRows('nobody');
    else if (!(await keeper.returnRows('nobody')))
      throw new Error(
        'The playground in DATA_DIR is of an older version. Remove its folder, .alongside/playground unless you chose another, and start again.',
      );
    await gatherNetwork(stage, tell);
    await keeper.keepRows('start');
    start = stage.save();
    await keeper.write('start', start);
    await keeper.write('last', start);
  }
  if (!keeper.last || !start) await makeStart();

  const feed = createFeed(randomUUID(), look, () => lookout.happened());
  const lookout = createLookout(stage, {
    mayLook: () => !busy,
    isWatched: () => feed.watched().size > 0 && !isPlaying,
    keep: () => keeper.write('last', stage.save()),
    touch: feed.touch,
    tell,
  });
  const player = createPlayer(stage, idOf, () => feed.touch(), tempo);
  for (const platform of ['slack', 'teams'] as const) {
    stage[platform].watch((seen) => notice(platform, seen));
    lines.push(...stage[platform].ledger.slice(-MOST_LINES).flatMap((seen) => logEntry(platform, seen)));
  }
  lines = lines.sort((a, b) => a.at.localeCompare(b.at)).slice(-MOST_LINES);

  function notice(platform: 'slack' | 'teams', seen: Seen): void {
    const id = `${platform}:${seen.user}`;
    if (seen.kind === 'message' && !feed.watched().has(id)) unread.set(id, (unread.get(id) ?? 0) + 1);
    lines = [...lines, ...logEntry(platform, seen)].slice(-MOST_LINES);
    lookout.happened();
    feed.touch();
  }

  function look(watched: ReadonlySet<string>): Pieces {
    for (const id of watched) unread.delete(id);
    const shiftMs = Math.round((stage.clock().getTime() - Date.now()) / 1_000) * 1_000;
    const pieces: Record<string, unknown> = {
      clock: { shiftMs, isPlaying, busy, next: lookout.ahead.next },
      people: [...people].map(([id, key]) => ({ id, ...RESIDENTS[key], unread: unread.get(id) ?? 0 })),
      stories: stories.map(({ play: _, people: cast, ...story }) => ({ ...story, people: cast.map(idOf) })),
      story: player.telling ?? null,
      faults: { ...faults, backlog: lookout.ahead.backlog },
      commands: commandsFor(stage.commands),
      lines: lines.map(({ n }) => n),
      ...Object.fromEntries(lines.map((line) => [`line ${line.n}`, line])),
    };
    for (const id of watched) {
      const person = personAt(id);
      if (person) Object.assign(pieces, personPieces(id, person));
    }
    return new Map(Object.entries(pieces).map(([name, piece]) => [name, JSON.stringify(piece)]));
  }

  // --- acts ----------------------------------------------------------------------------------------------------------
  function personAt(id: string): PersonAtScreen | undefined {
    const key = people.get(id);
    return key === undefined ? undefined : personOf(stage, key);
  }

  async function alone<T>(words: string, work: () => Promise<T>): Promise<T> {
    if (busy) throw new Error(`One moment please: ${busy}`);
    busy = words;
    feed.touch();
    try {
      return await work();
    } finally {
      busy = undefined;
      lookout.happened();
      feed.touch();
    }
  }

  async function turn(by: 'hour' | 'day' | 'next'): Promise<void> {
    const now = await stage.now();
    if (by !== 'next') return stage.travelTo(new Date(now.getTime() + (by === 'hour' ? HOUR_MS : DAY_MS)));
    const due = await stage.nextDue(new Date(now.getTime() + OUTLOOK_MS));
    if (!due) throw new Error('Nothing is due in the next two months.');
    await stage.travelTo(due.at);
  }

  async function playDays(): Promise<void> {
    while (isPlaying && !isStopped) {
      // Whoever presses while an hour still passes means: after that.
      if (busy) {
        await sleep(100);
        continue;
      }
      const began = Date.now();
      await alone('a day passes.', async () => {
        const evening = new Date((await stage.now()).getTime() + DAY_MS);
        await stage.travelTo(evening, () => isPlaying);
      });
      await sleep(Math.max(0, 1_000 - (Date.now() - began)));
    }
  }

  /** Once is enough: the days that pass already go on. */
  function play(): void {
    isPlaying = true;
    if (days) return;
    days = playDays()
      .catch((error: unknown) => {
        isPlaying = false;
        feed.touch();
        tell(`The clock stopped: ${String(error)}`);
      })
      .finally(() => {
        days = undefined;
      });
  }

  async function startFresh(): Promise<void> {
    isPlaying = false;
    await player.stop();
    await alone('everything is put back to the start.', async () => {
      await mend('slack');
      await mend('teams');
      await stage.settle();
      unread.clear();
      if (start && (await keeper.returnRows('start'))) await stage.restore(start);
      else await makeStart();
      lines = [];
    });
  }

  async function mend(platform: 'slack' | 'teams'): Promise<void> {
    stage[platform].mend();
    await stage[platform].setDown(false);
    faults[platform] = 'none';
  }

  async function startStory(name: string, how: 'play' | 'step'): Promise<void> {
    const story = stories.find((one) => one.name === name);
    if (!story) throw new Error(`There is no story called ${name}.`);
    await startFresh();
    void player.play(story, how).finally(() => feed.touch());
  }

  const isTold = () => player.telling?.mode === 'playing' || player.telling?.mode === 'waiting';

  async function perform(act: Act): Promise<object> {
    switch (act.do) {
      case 'clock':
        if (act.by === 'pause') isPlaying = false;
        else if (isTold())
          throw new Error('The story turns the clock. Stop it first, or play it to its end.');
        else if (act.by === 'play') play();
        else await alone('time passes.', () => turn(act.by as 'hour'));
        return {};
      case 'story':
        await startStory(act.name, act.how);
        return {};
      case 'go-on':
        player.goOn(act.how);
        return {};
      case 'stop-story':
        await player.stop();
        return {};
      case 'fault':
        await mend(act.platform);
        faults[act.platform] = act.kind;
        if (act.kind === 'down') await stage[act.platform].setDown(true);
        else if (act.kind !== 'none')
          stage[act.platform].fail({
            kind: act.kind,
            times: Number.POSITIVE_INFINITY,
            retryAfterSeconds: 3,
          });
        return {};
      case 'fresh':
        await startFresh();
        return {};
      default: {
        const person = personAt(act.person);
        if (!person) throw new Error('Nobody in the network is called that.');
        return actAs(person, act);
      }
    }
  }

  return {
    feed,
    async perform(act) {
      try {
        return await perform(act);
      } finally {
        lookout.happened();
        feed.touch();
      }
    },
    async stop() {
      isStopped = true;
      isPlaying = false;
      await player.stop();
      feed.stop();
      await lookout.stop();
      await keeper.write('last', stage.save());
    },
  };
}

const idOf = (key: string): string => `${RESIDENTS[key]?.platform}:${accountOf(key)}`;
