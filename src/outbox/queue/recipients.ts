import {
  type Recipient,
  readAccounts,
  readConversations,
  readCurrentAccount,
} from '../../directory/recipients.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import type { Run } from '../../store/database.ts';
import { fromColumn, network, type Vault } from '../../store/seal.ts';

/** Where the words that say to whom an unnamed person's message goes are bound to. */
export const sealedToPlace = (outboxId: string) => ({
  member: network,
  table: 'outbox',
  column: 'sealed_to',
  row: outboxId,
});

interface Addressed {
  id: string;
  destination: string;
  sealedTo: string | null;
}

/** Who each message goes to, by the message's id. No entry: nobody can be reached there any more. */
export async function findRecipients(
  run: Run,
  vault: Vault,
  rows: readonly Addressed[],
): Promise<Map<string, Recipient>> {
  const accounts = await readAccounts(run, idsOf(rows, 'account:'));
  const channels = await readConversations(run, idsOf(rows, 'conversation:'));
  const found = new Map<string, Recipient>();
  for (const { id, destination, sealedTo } of rows) {
    const [kind, key = ''] = destination.split(':', 2);
    const recipient =
      sealedTo !== null
        ? await openRecipient(run, vault, id, sealedTo)
        : kind === 'account'
          ? accounts.get(key)
          : channels.get(key);
    if (recipient) found.set(id, recipient);
  }
  return found;
}

async function openRecipient(
  run: Run,
  vault: Vault,
  id: string,
  sealedTo: string,
): Promise<Recipient | undefined> {
  const member = await vault.unseal(run, sealedToPlace(id), fromColumn(sealedTo));
  return member === undefined ? undefined : readCurrentAccount(run, member);
}

const idsOf = (rows: readonly Addressed[], prefix: string): string[] =>
  rows.flatMap(({ destination }) =>
    destination.startsWith(prefix) ? [destination.slice(prefix.length)] : [],
  );

/** Who a message is for, as far as a plain row says so: the member whose account it is now, or the conversation. */
export async function readReader(run: Run, destination: string): Promise<string | undefined> {
  const [kind, id = ''] = destination.split(':', 2);
  if (kind === 'nobody' || kind === 'conversation') return id;
  if (kind !== 'account') return undefined;
  const [row] = await run<{ member: string }>(
    Prisma.sql`SELECT member_id AS member FROM account WHERE id = ${id}::uuid`,
  );
  return row?.member;
}
