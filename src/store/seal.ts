import type { Json } from '../chat/inbound.ts';
import type { MemberId } from '../chat/message.ts';
import {
  checkSealed,
  decrypt,
  encrypt,
  isSealedWith,
  type Parsed,
  type Place,
  parseSealed,
} from './cipher.ts';
import { ensureDataKeys, type KnownKeys, readDataKeys } from './data-keys.ts';
import { type Database, type Run, type Tx, through } from './database.ts';
import { type Digest, digestWith, keyEmailHashes } from './digest.ts';
import type { LiveRing } from './keyring.ts';
import { type KeySource, openRing } from './open-ring.ts';

declare const words: unique symbol;

/**
 * Words that only a `Vault` opens. Not a string, so it fits into no plain column, no message and no log line; and
 * printed or serialised it says nothing, because the text is private to the object.
 */
export class Sealed<T extends Json = string> {
  declare readonly [words]: T;
  readonly #text: string;

  constructor(text: string) {
    checkSealed(text);
    this.#text = text;
  }

  static textOf(sealed: Sealed<Json>): string {
    return sealed.#text;
  }
}

/** For the Prisma call that writes a `...Sealed` column, and for nothing else. */
export const toColumn = (sealed: Sealed<Json>): string => Sealed.textOf(sealed);

export const fromColumn = <T extends Json = string>(text: string): Sealed<T> => new Sealed<T>(text);

/** Whose words they are: deleting that member's key shreds them. `row` is the id of the row that holds the column. */
export interface SealedPlace extends Place {
  member: MemberId | typeof network;
}

/** The owner of words that belong to no member. The nil UUID stands for it in `data_key`. */
export const network = '00000000-0000-0000-0000-000000000000';

/** Seals words of those whom it was made for. */
export type Seal = <T extends Json>(at: SealedPlace, words: T) => Sealed<T>;

export interface Vault {
  seal<const T extends Json = string>(tx: Tx, at: SealedPlace, words: T): Promise<Sealed<T>>;
  /** For many at once: two statements however many there are, and none while it seals. */
  sealer(tx: Tx, owners: readonly SealedPlace['member'][]): Promise<Seal>;
  /**
   * The words, or undefined when their member's key was shredded: an expected state, so a value and no exception.
   * @throws when they are not what was sealed there, such as text moved from another row
   */
  unseal<T extends Json>(on: Tx | Run, at: SealedPlace, sealed: Sealed<T>): Promise<T | undefined>;
  unsealAll<T extends Json>(
    on: Tx | Run,
    all: readonly { at: SealedPlace; sealed: Sealed<T> }[],
  ): Promise<(T | undefined)[]>;
  /**
   * Digests for one purpose, such as `email`. Keyed with the network's own data key, which turning the keys over wraps
   * anew and never changes: they stay valid, and a copy of the database without the keyring says of none whose it is.
   */
  digester(tx: Tx, purpose: string): Promise<Digest>;
  /** The same for one piece of work, such as a press: each key is read once. It must not outlive that. */
  remembering(): Vault;
}

/**
 * Opens the vault with a keyring, or with that of a key file, which is made when the database has never been sealed.
 * Refuses a keyring that does not open what this database holds.
 */
export async function openVault(db: Database, keys: KeySource): Promise<Vault> {
  const vault = vaultWith(await openRing(db, keys));
  await keyEmailHashes(db, (tx) => vault.digester(tx, 'email'));
  return vault;
}

function vaultWith(ring: LiveRing, known?: KnownKeys): Vault {
  const sealer: Vault['sealer'] = async (tx, owners) => {
    const owned = await ensureDataKeys(tx, ring, owners, known);
    return <T extends Json>(at: SealedPlace, words: T) => {
      const key = owned.get(at.member);
      if (key === undefined) throw new Error('Words are sealed for somebody whose key was not asked for.');
      return fromColumn<T>(encrypt(key(), undefined, at, JSON.stringify(words)));
    };
  };
  const unsealAll: Vault['unsealAll'] = async <T extends Json>(
    on: Tx | Run,
    all: readonly { at: SealedPlace; sealed: Sealed<T> }[],
  ) => {
    const owned = await readDataKeys(
      typeof on === 'function' ? on : through(on),
      ring,
      all.map(({ at }) => at.member),
      known,
    );
    return all.map(({ at, sealed }) => {
      const key = owned.get(at.member)?.();
      const text = parseSealed(toColumn(sealed));
      // A member who came back after an erasure has a new key; the old words stay shredded.
      if (key === undefined || !isSealedWith(key, text)) return undefined;
      return JSON.parse(open(key, at, text).toString('utf8')) as T;
    });
  };
  const digester: Vault['digester'] = async (tx, purpose) => {
    const key = (await ensureDataKeys(tx, ring, [network], known)).get(network);
    if (key === undefined) throw new Error('The network’s own data key is missing.');
    return digestWith(key(), purpose);
  };
  return {
    sealer,
    unsealAll,
    digester,
    remembering: () => vaultWith(ring, new Map()),
    async seal<const T extends Json>(tx: Tx, at: SealedPlace, words: T) {
      const seal = await sealer(tx, [at.member]);
      return seal<T>(at, words);
    },
    unseal: async (on, at, sealed) => (await unsealAll(on, [{ at, sealed }]))[0],
  };
}

/** Somebody's own words were asked for from an account that may not open them yet. The router says so in words. */
export class WordsShut extends Error {}

/** A vault that opens all but what this member wrote. @throws WordsShut before anything is opened */
export function withoutWordsOf(vault: Vault, member: MemberId): Vault {
  const unsealAll: Vault['unsealAll'] = async (on, all) => {
    if (all.some(({ at }) => at.member === member))
      throw new WordsShut('These words open from another account.');
    return vault.unsealAll(on, all);
  };
  return {
    ...vault,
    remembering: () => withoutWordsOf(vault.remembering(), member),
    unsealAll,
    unseal: async (on, at, sealed) => (await unsealAll(on, [{ at, sealed }]))[0],
  };
}

function open(key: Buffer, at: SealedPlace, text: Parsed): Buffer {
  try {
    return decrypt(key, at, text);
  } catch (cause) {
    throw new Error(`${at.table}.${at.column} of row ${at.row} does not hold what was sealed there.`, {
      cause,
    });
  }
}
