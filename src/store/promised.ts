import type { Json } from '../chat/inbound.ts';
import type { MemberId } from '../chat/message.ts';
import type { Run, Tx } from './database.ts';
import type { Sealed, SealedPlace, Vault } from './seal.ts';

/**
 * To whom words were promised, kept beside the words. Who runs a record can change, and so can who has a role: neither
 * opens what was told to somebody else. Rows of sealed words that one person reads hold these three columns.
 */
export interface Promised {
  /** Whom the writer was told would read it; null once that person was forgotten. */
  readerId: MemberId | null;
  /** Who looks after the record since, if it is somebody else. */
  nextId: MemberId | null;
  /** What the writer said when they were asked about the next one: nothing is no. */
  nextMay: boolean | null;
}

export const promisedTo = (readerId: MemberId): Promised => ({ readerId, nextId: null, nextMay: null });

export const mayOpen = ({ readerId, nextId, nextMay }: Promised, reader: MemberId): boolean =>
  readerId === reader || (nextId === reader && nextMay === true);

/** The words, for this reader alone. `shut`: they were promised to somebody else; `undefined`: their key is gone. */
export async function unsealFor<T extends Json>(
  vault: Vault,
  on: Tx | Run,
  { at, sealed, promised }: { at: SealedPlace; sealed: Sealed<T>; promised: Promised },
  reader: MemberId,
): Promise<T | 'shut' | undefined> {
  return mayOpen(promised, reader) ? vault.unseal(on, at, sealed) : 'shut';
}

/** What the row holds once somebody else looks after the record, and whether its writer is to be asked, which is once. */
export function passOn(before: Promised, to: MemberId): { promised: Promised; isToAsk: boolean } {
  if (before.readerId === to || before.nextId === to) return { promised: before, isToAsk: false };
  return { promised: { ...before, nextId: to, nextMay: null }, isToAsk: true };
}
