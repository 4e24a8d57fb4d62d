import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Step } from '../../src/store/steps.ts';
import type { BotSettings } from './child.ts';
import type { FromBot, ToBot } from './talk.ts';

export interface Bot {
  readonly pid: number;
  readonly port: number;
  readonly limits: Extract<FromBot, { ready: unknown }>['ready']['limits'];
  arm(at: { step: Step | 'any'; left: number } | undefined): void;
  tick(): void;
  kill(): void;
  /** Resolves when the process is gone. */
  readonly ended: Promise<void>;
  isAlive(): boolean;
}

export interface CrewOptions {
  /** The compiled child. */
  file: string;
  settings: BotSettings;
  /** Where what they print goes: a file's descriptor. */
  output: number;
  /** How many bots will be started in all, when that is known: no spare is loaded in vain. */
  most?: number;
  /** A bot has reached the step that it was armed for: does it die there? */
  onReached(bot: Bot, step: Step): 'die' | 'go';
}

/** Starts bots; one is kept that has everything loaded and has not begun, so that one that died is soon replaced. */
export function hireCrew(options: CrewOptions): Crew {
  const everyone = new Set<ChildProcess>();
  let spare: Promise<ChildProcess> | undefined;
  let isOver = false;
  let loaded = 0;

  function load(): Promise<ChildProcess> {
    loaded += 1;
    const child = fork(options.file, {
      env: { PATH: process.env.PATH, NODE_ENV: 'production', CAMPAIGN: JSON.stringify(options.settings) },
      stdio: ['ignore', options.output, options.output, 'ipc'],
      execArgv: [],
    });
    everyone.add(child);
    child.once('exit', () => everyone.delete(child));
    return hear(child, 'warm').then(() => child);
  }

  return {
    async start() {
      if (isOver) throw new Error('The crew was dismissed.');
      const loading = spare ?? load();
      spare = undefined;
      const child = await loading;
      if (!isOver && loaded < (options.most ?? Number.POSITIVE_INFINITY)) spare ??= load();
      spare?.catch(() => {});
      const ready = hear(child, 'ready');
      const bot = toBot(child, options);
      say(child, { begin: true });
      Object.assign(bot, (await ready).ready);
      return bot as Bot;
    },
    async dismiss() {
      isOver = true;
      const ends = [...everyone].map((child) => once(child, 'exit'));
      for (const child of everyone) child.kill('SIGKILL');
      await Promise.all(ends);
    },
  };
}

export interface Crew {
  /** A bot that serves. @throws when it ends before it does */
  start(): Promise<Bot>;
  dismiss(): Promise<void>;
}

function toBot(child: ChildProcess, { onReached }: CrewOptions): Omit<Bot, 'port' | 'limits'> {
  const bot = {
    pid: child.pid ?? 0,
    arm: (arm: Parameters<Bot['arm']>[0]) => say(child, { arm }),
    tick: () => say(child, { tick: true }),
    kill: () => void child.kill('SIGKILL'),
    ended: once(child, 'exit').then(() => {}),
    isAlive: () => child.exitCode === null && child.signalCode === null && !child.killed,
  };
  child.on('message', (message: FromBot) => {
    if ('reached' in message) say(child, { verdict: onReached(bot as unknown as Bot, message.reached) });
  });
  return bot;
}

function say(child: ChildProcess, message: ToBot): void {
  // It may have died a moment ago.
  if (child.connected) child.send(message, () => {});
}

/** Long for a busy machine: a bot takes two seconds of it to start. */
const patienceMs = 120_000;

function hear<K extends 'warm' | 'ready'>(
  child: ChildProcess,
  key: K,
): Promise<Extract<FromBot, Record<K, unknown>>> {
  return new Promise((resolve, reject) => {
    const give = (reason: string) => () => {
      stop();
      reject(new Error(`A bot of the campaign ${reason} before it was ${key}.`));
    };
    const ended = give('ended');
    const late = setTimeout(give(`took more than ${patienceMs / 1_000} s`), patienceMs);
    const listen = (message: FromBot) => {
      if (!(key in message)) return;
      stop();
      resolve(message as Extract<FromBot, Record<K, unknown>>);
    };
    const stop = () => {
      clearTimeout(late);
      child.off('exit', ended).off('message', listen);
    };
    child.on('message', listen).once('exit', ended);
  });
}
