import { setTimeout as sleep } from 'node:timers/promises';
import { withHands } from './hands.ts';
import type { SimulatedPerson } from './simulated.ts';
import type { Stage } from './stage.ts';
import { type Direction, openScene, type Step, type Story } from './story.ts';

/** A story as it stands: what was told so far, and what is being done. */
export interface Telling {
  name: string;
  title: string;
  steps: readonly Step[];
  mode: 'playing' | 'waiting' | 'done' | 'stopped';
  /** Who acts, and what they are about to do. */
  acting?: { person: string; words: string };
  problem?: string;
}

export interface Player {
  readonly telling: Telling | undefined;
  /** Begins a story; `step` waits before each step until it is told to go on. Resolves when it is over. */
  play(story: Story, how: 'play' | 'step'): Promise<void>;
  goOn(how: 'play' | 'step'): void;
  stop(): Promise<void>;
}

class Stopped extends Error {}

/** How long a step is left on the screens, and how long somebody thinks before they press. */
export interface Tempo {
  stepMs: number;
  actMs: number;
}

export function createPlayer(
  stage: Stage,
  idOf: (key: string) => string,
  tell: () => void,
  { stepMs, actMs }: Tempo,
): Player {
  let telling: Telling | undefined;
  let over = Promise.resolve();
  let isStopped = false;
  let wake = () => {};
  let steppings = 0;

  const show = (change: Partial<Telling>) => {
    if (telling) telling = { ...telling, ...change };
    tell();
  };
  const end = (change: Pick<Telling, 'mode' | 'problem'>) => {
    if (!telling) return;
    const { acting: _, ...rest } = telling;
    telling = { ...rest, ...change };
    tell();
  };
  const check = () => {
    if (isStopped) throw new Stopped();
  };
  async function pause(ms: number): Promise<void> {
    const until = Date.now() + ms;
    while (Date.now() < until && !isStopped) await sleep(Math.min(100, ms));
    check();
  }
  async function waitToGoOn(): Promise<void> {
    while (steppings === 0 && telling?.mode === 'waiting') {
      check();
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    steppings = Math.max(0, steppings - 1);
    check();
  }

  const direction: Direction = {
    async begin(step) {
      if (telling?.mode === 'playing' && telling.steps.length > 0 && !step.isQuiet) await pause(stepMs);
      if (!step.isQuiet) await waitToGoOn();
      check();
      const { acting: _, ...rest } = telling as Telling;
      telling = { ...rest, steps: [...rest.steps, step] };
      tell();
    },
    arrive(until) {
      const steps = [...(telling?.steps ?? [])];
      const step = steps.pop();
      if (step) show({ steps: [...steps, { ...step, until }] });
    },
    cast: (key, person) =>
      direct(person, idOf(key), async (id, words) => {
        check();
        show({ acting: { person: id, words } });
        await pause(telling?.steps.at(-1)?.isQuiet ? actMs / 4 : actMs);
      }),
  };

  async function run(story: Story): Promise<void> {
    try {
      await story.play(openScene(stage, () => {}, { direction, settled: true }));
      end({ mode: 'done' });
    } catch (error) {
      end({
        mode: 'stopped',
        ...(!(error instanceof Stopped) && {
          problem: error instanceof Error ? error.message : String(error),
        }),
      });
    }
  }

  return {
    get telling() {
      return telling;
    },
    async play(story, how) {
      telling = {
        name: story.name,
        title: story.title,
        steps: [],
        mode: how === 'play' ? 'playing' : 'waiting',
      };
      isStopped = false;
      steppings = 1;
      over = run(story);
      await over;
    },
    goOn(how) {
      if (!telling || telling.mode === 'done' || telling.mode === 'stopped') return;
      if (how === 'step') steppings += 1;
      show({ mode: how === 'play' ? 'playing' : 'waiting' });
      wake();
    },
    async stop() {
      isStopped = true;
      wake();
      await over;
      telling = undefined;
      tell();
    },
  };
}

/** The person, announcing what they are about to do. */
function direct(
  person: SimulatedPerson,
  id: string,
  announce: (id: string, words: string) => Promise<void>,
): SimulatedPerson {
  const say = (words: string) => announce(id, words);
  return withHands(person, {
    async say(text) {
      await say(`types “${text}”`);
      await person.say(text);
    },
    async command(text, where) {
      await say(`types “${text}”`);
      await person.command(text, where);
    },
    async press(label, on) {
      await say(`presses “${label}”`);
      await person.press(label, on);
    },
    async fill(values) {
      await person.fill(values);
      await say('fills in the form');
    },
    async submit() {
      await say(`sends “${person.form?.submit ?? 'the form'}”`);
      await person.submit();
    },
    async openHome() {
      await say('opens their own page');
      await person.openHome();
    },
  });
}
