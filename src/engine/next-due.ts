import type { Sweep, Work } from '../bot/feature.ts';
import { remember, type WorkParts } from '../bot/work.ts';
import type { Draft } from '../outbox/enqueue/draft.ts';
import { readNextMessage } from '../outbox/report/backlog.ts';
import { type Database, type Run, readNow } from '../store/database.ts';
import { readDue } from '../store/due.ts';

/** What happens next by itself, for somebody who turns the clock. */
export interface Due {
  at: Date;
  /** Finds out what it is, by letting it happen in a transaction that is undone. */
  describe(): Promise<string>;
}

const SECOND = 1_000;

/** The first thing that is due after now and until then; undefined when nothing is. Changes nothing. */
export async function findNextDue(
  parts: WorkParts & { database: Database },
  sweeps: readonly Sweep[],
  until: Date,
): Promise<Due | undefined> {
  const { database } = parts;
  const { now } = await readNow(database.prisma);
  const first = await findFirst(database.run, sweeps, now, until);
  const message = await readNextMessage(database.prisma, now);
  if (message && message.at <= until && (!first || message.at < first.at))
    return { at: message.at, describe: async () => `${messages(message.count)} that waited for a good time` };
  if (!first) return undefined;
  const { at, sweep, id } = first;
  return { at, describe: () => preview(parts, sweep, id, at) };
}

/** Halves the time that is left until it knows the second: what is due can be asked of any moment. */
async function findFirst(
  run: Run,
  sweeps: readonly Sweep[],
  now: Date,
  until: Date,
): Promise<{ at: Date; sweep: Sweep; id: string } | undefined> {
  const already = await readDue(run, now, sweeps, 1);
  const others = sweeps.filter(({ name }) => !already.has(name));
  const dueAt = (at: number) => readDue(run, new Date(at), others, 1);
  let [quiet, ready] = [now.getTime(), until.getTime()];
  let found = await dueAt(ready);
  while (found.size > 0 && ready - quiet > SECOND) {
    const middle = Math.round((quiet + ready) / 2);
    const earlier = await dueAt(middle);
    if (earlier.size === 0) quiet = middle;
    else [ready, found] = [middle, earlier];
  }
  const sweep = others.find(({ name }) => found.has(name));
  const [id] = (sweep && found.get(sweep.name)) ?? [];
  return sweep && id !== undefined ? { at: new Date(ready), sweep, id } : undefined;
}

async function preview(
  parts: WorkParts & { database: Database },
  sweep: Sweep,
  id: string,
  at: Date,
): Promise<string> {
  const drafts: Draft[] = [];
  const { features, vault, settings, log } = parts;
  const undone = new Error('undone');
  await parts.database
    .transaction(async (tx) => {
      const work: Work = {
        tx,
        now: at,
        log,
        vault,
        settings,
        features,
        enqueue: (...more) => void drafts.push(...more),
        listOnHome: () => {},
        once: remember(),
      };
      await sweep.advance(work, id);
      throw undone;
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error;
    });
  const [shown] = drafts.filter(({ message }) => message.card?.title);
  return shown
    ? `“${shown.message.card?.title}” (${messages(drafts.length)})`
    : `a tidying-up (${sweep.name})`;
}

const messages = (count: number) => (count === 1 ? 'one message' : `${count} messages`);
