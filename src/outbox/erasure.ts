import type { MemberId, Message } from '../chat/message.ts';
import type { Tx } from '../store/database.ts';
import { fromColumn, type Vault } from '../store/seal.ts';
import type { Draft } from './enqueue/draft.ts';
import { deleteLanes } from './queue/lanes.ts';
import { sealedToPlace } from './queue/recipients.ts';
import { canBecome, ended } from './queue/states.ts';

/** What was shown and is emptied now has a slot of this name, so that it is emptied once. */
const BLANKED = 'erased:';
const destinationsOf = (accounts: readonly string[]) => accounts.map((id) => `account:${id}`);

/** Takes back everything that waits for this person, what goes to them without a name too. */
export async function withdrawAll(
  tx: Tx,
  vault: Vault,
  member: MemberId,
  accounts: readonly string[],
): Promise<void> {
  const unnamed = await tx.outbox.findMany({
    where: { sealedTo: { not: null } },
    select: { id: true, sealedTo: true },
  });
  const whose = await vault.unsealAll<string>(
    tx,
    unnamed.map(({ id, sealedTo }) => ({ at: sealedToPlace(id), sealed: fromColumn(sealedTo as string) })),
  );
  const theirs = unnamed.flatMap(({ id }, index) => (whose[index] === member ? id : []));
  const destinations = [...destinationsOf(accounts), `nobody:${member}`];
  await tx.$executeRaw`
    UPDATE outbox o SET state = 'withdrawn', ${ended}
    WHERE (destination = ANY(${destinations}) OR id = ANY(${theirs}::uuid[])) AND ${canBecome('withdrawn')}`;
  await tx.outbox.updateMany({ where: { id: { in: theirs } }, data: { sealedTo: null } });
}

/**
 * Drafts that empty every message that was shown at these accounts and is not emptied yet: one edit for each, however
 * many rows led to it.
 */
export async function blankShown(tx: Tx, accounts: readonly string[], message: Message): Promise<Draft[]> {
  const found = await tx.$queryRaw<{ destination: string; slot: string }[]>`
    WITH shown AS (
      SELECT destination, ref_conversation, ref_id, ${BLANKED} || min(id::text) AS slot FROM outbox
      WHERE destination = ANY(${destinationsOf(accounts)}) AND ref_id IS NOT NULL
      GROUP BY destination, ref_conversation, ref_id
      HAVING bool_and(slot IS NULL OR NOT starts_with(slot, ${BLANKED}))),
    marked AS (
      UPDATE outbox o SET slot = s.slot FROM shown s
      WHERE o.destination = s.destination AND o.ref_conversation = s.ref_conversation AND o.ref_id = s.ref_id
      RETURNING s.destination, s.slot)
    SELECT DISTINCT destination, slot FROM marked ORDER BY slot`;
  return found.map(({ destination, slot }) => ({
    to: { account: destination.slice('account:'.length) },
    message,
    slot,
    class: 'quiet' as const,
    origin: { feature: 'members', id: slot.slice(BLANKED.length) },
  }));
}

/** How many messages are still on their way there. */
export const countOnTheirWay = (tx: Tx, accounts: readonly string[]): Promise<number> =>
  tx.outbox.count({
    where: {
      destination: { in: destinationsOf(accounts) },
      state: { in: ['pending', 'claimed', 'sending'] },
    },
  });

/** Nothing is left of what was written there. Messages before lanes, as everybody locks them. */
export async function forgetDestinations(tx: Tx, accounts: readonly string[]): Promise<void> {
  const destinations = destinationsOf(accounts);
  await tx.outbox.deleteMany({ where: { destination: { in: destinations } } });
  await deleteLanes(tx, destinations);
}
