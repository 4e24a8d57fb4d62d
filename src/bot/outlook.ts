import type { Draft } from '../outbox/outbox.ts';
import { readNextMessage } from '../outbox/outlook.ts';
import type { Database, Tx } from '../store/database.ts';
import { readNow } from '../store/database.ts';
import { readDeferred } from '../store/deferrals.ts';
import type { Sweep, Work } from './feature.ts';
import { remember, type WorkParts } from './work.ts';

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
  const { now, first } = await database.transaction(async (tx) => {
    const { now } = await readNow(tx);
    const deferred = await readDeferred(tx, now);
    let first: { at: Date; sweep: Sweep; id: string } | undefined;
    for (const sweep of sweeps) {
      const found = await firstDue(tx, sweep, {
        now,
        until: first?.at ?? until,
        deferred: deferred.get(sweep.name) ?? [],
      });
      if (found) first = { sweep, ...found };
    }
    return { now, first };
  });
  const message = await readNextMessage(database.prisma, now);
  if (message && message.at <= until && (!first || message.at < first.at))
    return { at: message.at, describe: async () => `${messages(message.count)} that waited for a good time` };
  if (!first) return undefined;
  const { at, sweep, id } = first;
  return { at, describe: () => preview(parts, sweep, id, at) };
}

/** Halves the time that is left until it knows the second: a sweep finds what is due by any moment that it is told. */
async function firstDue(
  tx: Tx,
  sweep: Sweep,
  { now, until, deferred }: { now: Date; until: Date; deferred: readonly string[] },
): Promise<{ at: Date; id: string } | undefined> {
  const due = async (at: number) => (await sweep.due(tx, new Date(at), 1, deferred))[0];
  let [quiet, ready] = [now.getTime(), until.getTime()];
  let id = await due(ready);
  if (id === undefined || (await due(quiet)) !== undefined) return undefined;
  while (ready - quiet > SECOND) {
    const middle = Math.round((quiet + ready) / 2);
    const found = await due(middle);
    if (found === undefined) quiet = middle;
    else [ready, id] = [middle, found];
  }
  return { at: new Date(ready), id };
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
        ...{ tx, now: at, log, vault, settings, features },
        enqueue: (...more) => void drafts.push(...more),
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
