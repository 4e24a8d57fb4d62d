import { DAY_MS } from '../time/durations.ts';
import { dateAndTime } from './calendar.ts';
import { patient } from './patience.ts';
import { counting, type Press } from './presses.ts';
import { accountOf, RESIDENTS } from './residents.ts';
import type { Seen, SimulatedPerson } from './simulated.ts';
import type { Stage } from './stage.ts';

/** Something that happens in a network, told step by step. */
export interface Story {
  name: string;
  title: string;
  /** One line for whoever chooses it. */
  about: string;
  /** Who has a part in it, the first ones most. */
  people: readonly string[];
  play(scene: Scene): Promise<void>;
}

/** What a step is: its words, and those of the source that asks for what it shows. */
export interface Step {
  words: string;
  /** To when the clock was turned for it; unknown while it is on its way to what is due. */
  until?: string;
  asked?: Asked;
  /** It shows nothing new: what was shown before, with somebody else. */
  isQuiet?: true;
}
export interface Asked {
  words: string;
  source: string;
}

/** Who directs a scene: told of each step before it happens, and of each thing that somebody is about to do. */
export interface Direction {
  begin(step: Step): Promise<void>;
  /** The clock has come to what the step that has begun waited for. */
  arrive(until: string): void;
  /** Whom the scene is given in place of the person: a directed one, or one who acts in a browser. */
  cast(key: string, person: SimulatedPerson): SimulatedPerson;
}

/** What no story waits longer for. */
const LONGEST_WAIT_MS = 40 * DAY_MS;

export interface Scene {
  stage: Stage;
  /** All that anybody in it has pressed so far, in order. */
  readonly presses: readonly Press[];
  /** Somebody of the network, on their own platform; the same key is always the same person. */
  someone(key: string): SimulatedPerson;
  /** Somebody of the network who is a member; admitted when they are not. */
  member(key: string): Promise<SimulatedPerson>;
  coordinator(): Promise<SimulatedPerson>;
  /** Does what several stories need, the first time only. */
  once(what: string, act: () => Promise<unknown>): Promise<void>;
  /** Tells what happens next, lets it happen, and shows every screen that changed. */
  step(words: string, act: () => Promise<unknown>, asked?: Asked): Promise<void>;
  /** The same without the screens, for what was shown before with somebody else. */
  quietly(words: string, act: () => Promise<unknown>): Promise<void>;
  /** Moves the clock on to that moment. */
  goOnTo(words: string, moment: Date): Promise<void>;
  /**
   * Moves the clock on, from one thing that is due to the next, until this comes to somebody: a screen with that button,
   * or one that reads so. What they had before does not count. @throws when it does not come
   */
  waitFor(words: string, person: SimulatedPerson, what: string | RegExp, asked?: Asked): Promise<void>;
}

/** @param settled the network has been through it already: whoever acts is a member, `safety`, `profiles` and `pool` are done */
export function openScene(
  stage: Stage,
  tell: (line: string) => void,
  { direction, settled = false }: { direction?: Direction; settled?: boolean } = {},
): Scene {
  const platforms = { slack: stage.slack, teams: stage.teams };
  const shown = { slack: 0, teams: 0 };
  const latest = new Map<string, string>();
  const presses: Press[] = [];
  const admitted = new Set(settled ? Object.keys(RESIDENTS) : []);
  const done = new Set(settled ? ['safety', 'profiles', 'pool'] : []);
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
    presses,
    someone(key) {
      const about = RESIDENTS[key];
      if (!about) throw new Error(`Nobody in the network is called ${key}.`);
      const person = patient(
        platforms[about.platform].person(accountOf(key), { name: about.name }),
        stage.settle,
      );
      return counting(direction?.cast(key, person) ?? person, (what) =>
        presses.push({ person: about.name, what }),
      );
    },
    async coordinator() {
      if (coordinating) return coordinating;
      const priya = scene.someone('priya');
      const code = await stage.setupCode();
      if (code) {
        await scene.step(
          'Priya sets the network up with the code that the first start printed.',
          async () => {
            await priya.command(`alongside setup ${code}`);
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
    async step(words, act, asked) {
      await direction?.begin({ words, ...(asked && { asked }) });
      await perform(words, act, asked);
    },
    async quietly(words, act) {
      await direction?.begin({ words, isQuiet: true });
      tell(`\n* ${words}`);
      await act();
      await stage.settle();
      takeNews();
    },
    async goOnTo(words, moment) {
      const until = moment.toISOString();
      await direction?.begin({ words, until });
      await perform(`[${dateAndTime(moment)}] ${words}`, () => stage.travelTo(moment));
    },
    async waitFor(words, person, what, asked) {
      const before = person.seen.length;
      const has = ({ buttons, text }: Seen) =>
        typeof what === 'string' ? buttons.includes(what) : what.test(text);
      const hasCome = () => person.seen.slice(before).some(has);
      await direction?.begin({ words, ...(asked && { asked }) });
      await stage.travelTo(new Date((await stage.now()).getTime() + LONGEST_WAIT_MS), () => !hasCome());
      const now = await stage.now();
      direction?.arrive(now.toISOString());
      await perform(
        `[${dateAndTime(now)}] ${words}`,
        async () => {
          if (!hasCome())
            throw new Error(`By ${dateAndTime(now)} nothing came to ${person.name} with “${what}”.`);
        },
        asked,
      );
    },
  };
  async function perform(words: string, act: () => Promise<unknown>, asked?: Asked): Promise<void> {
    tell(`\n* ${words}`);
    if (asked) tell(`  (${asked.source}: “${asked.words}”)`);
    try {
      await act();
      await stage.settle();
    } finally {
      for (const line of takeNews()) tell(line);
    }
  }
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

const nameOf = (user: string): string =>
  Object.entries(RESIDENTS).find(([key]) => accountOf(key) === user)?.[1].name ?? user;

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
