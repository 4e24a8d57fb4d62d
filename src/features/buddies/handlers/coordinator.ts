import type { Context } from '../../../bot/feature.ts';
import { type OpenForm, open } from '../../../chat/reply.ts';
import { mayContact } from '../../../directory/circle.ts';
import { recordAudit } from '../../../store/audit.ts';
import { DAY_MS } from '../../../time/durations.ts';
import { countHeld } from '../store/meetings.ts';
import { readSharedNotes } from '../store/notes.ts';
import * as pairStore from '../store/pairs.ts';
import { readLooking } from '../store/people.ts';
import * as views from '../views/coordinator.ts';

/** C6: that pairs exist, and totals; what they do stays with them. */
export async function openPairs({ tx, now }: Context): Promise<OpenForm> {
  const running = await pairStore.readRunning(tx);
  const first = (pair: pairStore.Pair) => (pair.wantsHelp ? 0 : 1);
  const totals = await countHeld(tx, new Date(now.getTime() - 365 * DAY_MS));
  const looking = (await readLooking(tx, now)).length;
  return open(
    views.pairsPage(
      [...running].sort((a, b) => first(a) - first(b)),
      totals,
      looking,
    ),
  );
}

export async function openSharedNotes({ tx, vault, actor, now }: Context): Promise<OpenForm> {
  const reachable = await mayContact(tx, actor.member);
  const notes = (await readSharedNotes(tx, vault)).filter(({ writer }) => reachable(writer));
  await recordAudit(tx, {
    at: now,
    actor: actor.member,
    action: 'buddy-notes.read',
    record: 'buddy-notes:shared',
    about: [...new Set(notes.map(({ writer }) => writer))],
  });
  return open(views.sharedNotesPage(notes));
}
