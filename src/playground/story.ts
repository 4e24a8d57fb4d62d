import type { Seen, SimulatedPerson, SimulatedPlatform } from './simulated.ts';
import type { Stage } from './stage.ts';

/** Something that happens in a network, told step by step. */
export interface Story {
  name: string;
  title: string;
  play(scene: Scene): Promise<void>;
}

export interface Scene {
  stage: Stage;
  /** Somebody of the network, on their own platform; the same key is always the same person. */
  someone(key: string): SimulatedPerson;
  /** Somebody of the network who is a member; admitted when they are not. */
  member(key: string): Promise<SimulatedPerson>;
  coordinator(): Promise<SimulatedPerson>;
  /** Does what several stories need, the first time only. */
  once(what: string, act: () => Promise<unknown>): Promise<void>;
  /** Tells what happens next, lets it happen, and shows every screen that changed. */
  step(words: string, act: () => Promise<unknown>): Promise<void>;
  /** The same without the screens, for what was shown before with somebody else. */
  quietly(words: string, act: () => Promise<unknown>): Promise<void>;
  /** Moves the clock on to the given time of a later day: `daysAhead` 1 is tomorrow. */
  wait(words: string, daysAhead: number, time: string): Promise<void>;
}

/** Nobody real. Three on each platform. */
const CAST: Record<string, { platform: 'slack' | 'teams'; name: string }> = {
  priya: { platform: 'slack', name: 'Priya Raman' },
  ann: { platform: 'slack', name: 'Ann Okafor' },
  ben: { platform: 'slack', name: 'Ben Hughes' },
  dilys: { platform: 'teams', name: 'Dilys Morgan' },
  eli: { platform: 'teams', name: 'Eli Abara' },
  fay: { platform: 'teams', name: 'Fay Lindqvist' },
};

export function openScene(stage: Stage, tell: (line: string) => void): Scene {
  const platforms: Record<'slack' | 'teams', SimulatedPlatform> = { slack: stage.slack, teams: stage.teams };
  const shown = { slack: 0, teams: 0 };
  const latest = new Map<string, string>();
  const admitted = new Set<string>();
  const done = new Set<string>();
  let coordinating: SimulatedPerson | undefined;

  /** What changed since the last look. A screen drawn again just as it was is no news. */
  function takeNews(): string[] {
    const lines: string[] = [];
    for (const platform of ['slack', 'teams'] as const) {
      const { ledger } = platforms[platform];
      for (const seen of ledger.slice(shown[platform])) {
        const screen = `${platform} ${seen.user} ${seen.id ?? seen.kind}`;
        if (latest.get(screen) !== seen.text) lines.push(...drawScreen(platform, seen));
        latest.set(screen, seen.text);
      }
      shown[platform] = ledger.length;
    }
    return lines;
  }

  const scene: Scene = {
    stage,
    someone(key) {
      const about = CAST[key];
      if (!about) throw new Error(`Nobody in the cast is called ${key}.`);
      return platforms[about.platform].person(about.platform === 'slack' ? `U${key.toUpperCase()}` : key, {
        name: about.name,
      });
    },
    async coordinator() {
      if (coordinating) return coordinating;
      const priya = scene.someone('priya');
      const code = await stage.setupCode();
      if (code) {
        await scene.step(
          'Priya sets the network up with the code that the first start printed.',
          async () => {
            await priya.command(
              CAST.priya?.platform === 'slack' ? `alongside setup ${code}` : `setup ${code}`,
            );
          },
        );
      }
      coordinating = priya;
      return priya;
    },
    async once(what, act) {
      if (done.has(what)) return;
      done.add(what);
      await act();
    },
    async member(key) {
      const person = scene.someone(key);
      person.dismiss();
      const priya = await scene.coordinator();
      if (key === 'priya' || admitted.has(key)) return person;
      admitted.add(key);
      const first = person.name.split(' ')[0];
      const show = admitted.size > 1 ? scene.quietly : scene.step;
      await show(`${first} asks to join, and Priya admits them.`, async () => {
        await person.install();
        await person.say('join');
        await stage.settle();
        await priya.press(`Admit ${first}`);
      });
      return person;
    },
    async step(words, act) {
      tell(`\n* ${words}`);
      try {
        await act();
        await stage.settle();
      } finally {
        for (const line of takeNews()) tell(line);
      }
    },
    async quietly(words, act) {
      tell(`\n* ${words}`);
      await act();
      await stage.settle();
      takeNews();
    },
    async wait(words, daysAhead, time) {
      const now = await stage.now();
      const day = new Date(now.getTime() + daysAhead * 86_400_000).toISOString().slice(0, 10);
      await scene.step(`[${day} ${time}] ${words}`, () => stage.travelTo(new Date(`${day}T${time}:00Z`)));
    },
  };
  return scene;
}

const KINDS: Partial<Record<Seen['kind'], string>> = {
  message: 'message',
  edit: 'card changes',
  private: 'only they see',
  form: 'form',
  'form-errors': 'form, to mend',
  home: 'home',
};

const userOf = (key: string): string => (CAST[key]?.platform === 'slack' ? `U${key.toUpperCase()}` : key);
const nameOf = (user: string): string =>
  Object.entries(CAST).find(([key]) => userOf(key) === user)?.[1].name ?? user;

/** One screen as text, as its person reads it. */
function drawScreen(platform: string, seen: Seen): string[] {
  const kind = KINDS[seen.kind];
  if (!kind) return [];
  const head = `${platform === 'slack' ? 'Slack' : 'Teams'} · ${nameOf(seen.user)} · ${kind}`;
  const lines = seen.text.split('\n').flatMap((line) => wrap(line, 86));
  return [`  ┌ ${head}`, ...lines.map((line) => `  │ ${line}`), '  └'];
}

function wrap(line: string, width: number): string[] {
  const lines: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const space = rest.lastIndexOf(' ', width);
    const at = space > 0 ? space : width;
    lines.push(rest.slice(0, at));
    rest = rest.slice(at).trimStart();
  }
  return [...lines, rest];
}
