import { setTimeout as sleep } from 'node:timers/promises';
import { type Step, steps } from '../../src/store/steps.ts';
import type { Bot, Crew } from './crew.ts';
import type { Line } from './line.ts';

/** A message that a dead process had in hand. */
export interface Orphan {
  id: string;
  lease: string;
  state: 'claimed' | 'sending';
  attempts: number;
  diedAt: number;
  /** When no lease of the dead process was on it any more. */
  freedAt?: number;
}

export interface Killer {
  live(): Bot[];
  /** By step, and `any moment`. */
  readonly kills: Readonly<Record<string, number>>;
  readonly count: number;
  readonly orphans: readonly Orphan[];
  /** To be given to the crew. */
  onReached(bot: Bot, step: Step): 'die' | 'go';
  /** Fills both seats. */
  begin(): Promise<void>;
  /** Kills until there were as many; always leaves one alive. */
  run(most: number, everyMs: number): Promise<void>;
}

/** After this long no live process has it in this state still: a claim is begun at once, and a send is cut at 8 s. */
const orphanedMs = { claimed: 3_000, sending: 9_200 };
const patienceMs = 5_000;
/** As exactly as this is known when a lease has ended. */
const LOOK_MS = 250;

const nameOf = ({ id, lease }: { id: string; lease: string }) => `${id} ${lease}`;

export function hireKiller(crew: () => Crew, line: Line): Killer {
  const seats: (Bot | undefined)[] = [undefined, undefined];
  const kills: Record<string, number> = {};
  const orphans: Orphan[] = [];
  const known = new Set<string>();
  const looking = new Set<Promise<void>>();
  let count = 0;
  let reached: ((step: Step) => void) | undefined;

  const live = () => seats.filter((bot): bot is Bot => bot?.isAlive() ?? false);

  async function fill(seat: number): Promise<void> {
    seats[seat] = undefined;
    for (;;) {
      try {
        seats[seat] = await crew().start();
        return;
      } catch {
        // The database was away just then; a service manager would try again, too.
        await sleep(500);
      }
    }
  }

  const readHeld = () =>
    line.ask<Pick<Orphan, 'id' | 'lease' | 'state' | 'attempts'>>(
      `select id, lease, state, attempts from outbox where state in ('claimed', 'sending')`,
    );

  /** What was in hand at its death, and still is when whoever lives has settled theirs. */
  async function lookForOrphans(): Promise<void> {
    const diedAt = Date.now();
    const before = await readHeld();
    const looks = (['claimed', 'sending'] as const).map(async (state) => {
      const held = before.filter((row) => row.state === state);
      if (held.length === 0) return;
      await sleep(orphanedMs[state]);
      const still = new Set((await readHeld()).filter((row) => row.state === state).map(nameOf));
      await Promise.all(held.filter((row) => still.has(nameOf(row))).map((row) => watch({ ...row, diedAt })));
    });
    await Promise.all(looks);
  }

  async function watch(orphan: Orphan): Promise<void> {
    const name = nameOf(orphan);
    if (known.has(name)) return;
    known.add(name);
    orphans.push(orphan);
    while ((await readHeld()).some((one) => nameOf(one) === name)) await sleep(LOOK_MS);
    orphan.freedAt = Date.now();
  }

  /** At a step, or when it is not reached soon, at any moment. */
  async function killOne(victim: Bot): Promise<string> {
    const step = Math.random() < 0.75 ? steps[Math.floor(Math.random() * steps.length)] : undefined;
    if (!step) {
      victim.kill();
      return 'any moment';
    }
    const there = new Promise<string>((resolve) => {
      reached = resolve;
    });
    victim.arm({ step, left: 1 + Math.floor(Math.random() * 2) });
    const where = await Promise.race([there, sleep(patienceMs, 'any moment')]);
    reached = undefined;
    victim.kill();
    return where;
  }

  return {
    live,
    kills,
    orphans,
    get count() {
      return count;
    },
    onReached(_bot, step) {
      if (!reached) return 'go';
      reached(step);
      return 'die';
    },
    async begin() {
      await Promise.all([fill(0), fill(1)]);
    },
    async run(most, everyMs) {
      const began = Date.now();
      while (count < most) {
        const isDue = Date.now() >= began + count * everyMs;
        const [first, second] = seats;
        if (!isDue || !first?.isAlive() || !second?.isAlive()) {
          await sleep(50);
          continue;
        }
        const seat = Math.random() < 0.5 ? 0 : 1;
        const victim = seat === 0 ? first : second;
        const where = await killOne(victim);
        await victim.ended;
        count += 1;
        kills[where] = (kills[where] ?? 0) + 1;
        const look = lookForOrphans().finally(() => looking.delete(look));
        looking.add(look);
        void fill(seat);
      }
      await Promise.all(looking);
    },
  };
}
