import type { Button, Card, MemberId } from '../../chat/message.ts';
import type { Preview } from '../../chat/preview.ts';
import type { Draft } from '../../outbox/enqueue/draft.ts';
import type { Tx } from '../../store/database.ts';
import type { Vault } from '../../store/seal.ts';
import type { Beginning } from '../beginning.ts';

/**
 * Whom a message is for. `account`: what is said of an account itself, whoever has it; `unnamed` writes without a name: no
 * plain row says who it is. Only a member has a home.
 */
export type Reader = Draft['to'];

/** What is known of a message by its declaration; what it was known by before stays what its cards are known by. */
export interface Identity {
  record: string;
  /** The member, or the conversation; undefined for somebody without a name. */
  reader: string | undefined;
  edition: number;
}

/**
 * Everything about one message that the bot says to somebody else, or later. `S` is what was read about its record,
 * under the lock.
 */
export interface Said<S> {
  /** What it is about: an id, or ids joined. It is never taken apart again. */
  record(seen: S): string;
  to(seen: S): readonly Reader[];
  /** `urgent` does not wait for its reader's hours; as usual it does. */
  class?: 'urgent';
  /** They asked for it: it does not wait for the end of a break. */
  asked?: true;
  /** What a lock screen may show. */
  preview: Preview | ((seen: S, reader: Reader) => Preview);
  draw(seen: S, at: { reader: Reader; now: Date }): Card;
  /** When it is of no use any more to who has not seen it. A change of what was seen never is. */
  expires?(seen: S, now: Date): Date | undefined;
  /**
   * What follows when it will not arrive. `handled`: a handler bound with `onLost`, without which the bot does not start;
   * `home`: it waits there; `nothing`: nothing needs to.
   */
  lost: 'handled' | 'home' | 'nothing';
}

/** What a record is read with: whoever reads cannot write. */
export interface Reading {
  tx: Tx;
  now: Date;
  vault: Vault;
  features: readonly WithBeginners[];
}
interface WithBeginners {
  people?: {
    begun?(tx: Tx, what: Beginning, member?: MemberId): Promise<readonly MemberId[]>;
  };
}

/** A card that lives on: said again, it changes what is there. */
export interface CardKind<S> extends Said<S> {
  /** What these records are, for this reader: without those that are gone, or are no longer theirs to see. */
  read?(by: Reading, records: readonly string[], reader: MemberId): Promise<ReadonlyMap<string, S>>;
  /**
   * Another edition is a card of its own, for an edit rings no bell. `moved`: the one before says where it went, whenever
   * this one is said; without it, its feature closes it once, in words of its own.
   */
  edition?: { of(seen: S): number; moved?(seen: S, reader: Reader): Card };
  /** It asks something: it stands on home, the lowest rank first, until it is answered or `until` is past. */
  waits?(seen: S, reader: MemberId, now: Date): { rank: number; until?: Date } | undefined;
  /** What is coming up, on home in one line, until then. */
  comes?(seen: S, reader: MemberId): Coming | undefined;
  /**
   * The cards that open records should have, whatever became of them, the newest first; of one reader, where one is given.
   * The auditor compares them with the outbox and with what stands on home, and home is built from them for whoever
   * joins or takes a role. `features` are for what other features know of people, such as what they have begun.
   */
  expected?(
    tx: Tx,
    now: Date,
    limit: number,
    reader: MemberId | undefined,
    features: readonly WithBeginners[],
  ): Promise<readonly ExpectedCard[]>;
  /** The record alone says whom it is for: no role makes it somebody's, so that whoever is given one has it already. */
  personal?: true;
  /** What its cards were known by before there were declarations: they are in people's chats. */
  slot?(card: Identity): string;
}

export interface Coming {
  at: Date;
  line: string;
  /** Leads to it. */
  open?: Button;
}

export interface ExpectedCard {
  record: string;
  reader?: MemberId;
  edition?: number;
  /** It asks nothing (any more), so it need not be on home. */
  asksNothing?: true;
  /** Nothing was sent: it stands on home alone. */
  unsent?: true;
}

export type ReadExpected = NonNullable<CardKind<unknown>['expected']>;

/** A message that is sent once for each occasion. */
export interface NewsKind<S> extends Said<S> {
  /** What it was known by before there were declarations, so that none is sent twice. */
  key?(news: Omit<Identity, 'edition'> & { occasion: string }): string;
}

export interface CardOf<S> {
  readonly is: 'card';
  readonly feature: string;
  readonly kind: string;
  readonly said: CardKind<S>;
}
export interface NewsOf<S> {
  readonly is: 'news';
  readonly feature: string;
  readonly kind: string;
  readonly said: NewsKind<S>;
}

/** A declaration, whatever was read about its record. */
export type AnyCard = Omit<CardOf<never>, 'said'> & { said: Omit<CardKind<never>, 'read'> & Readable };
export type AnyMessage = AnyCard | NewsOf<never>;
interface Readable {
  read?(by: Reading, records: readonly string[], reader: MemberId): Promise<ReadonlyMap<string, unknown>>;
}

/** The declarations of one feature: each kind is named after it. */
export const messagesOf = (feature: string) => ({
  card: <S>(name: string, said: CardKind<S>): CardOf<S> => ({
    is: 'card',
    feature,
    kind: `${feature}:${name}`,
    said,
  }),
  news: <S>(name: string, said: NewsKind<S>): NewsOf<S> => ({
    is: 'news',
    feature,
    kind: `${feature}:${name}`,
    said,
  }),
});

/** Who a reader is, as far as a plain row may say so. */
export function nameOf(reader: Reader): string | undefined {
  if ('member' in reader) return reader.member;
  if ('account' in reader) return reader.account;
  return 'conversation' in reader ? reader.conversation : undefined;
}

/** A message that will not arrive, as its declaration knows it. */
export interface Lost {
  record: string;
  edition: number;
  /** The member, or the conversation; undefined for somebody without a name. */
  reader: string | undefined;
  outcome: 'failed' | 'expired' | 'unknown';
  /** It was seen before: what is lost is a later change of it. */
  wasSeen: boolean;
}

/** What a card is known by: later drafts for it change what was shown. */
export function slotOf(
  { kind, said }: { kind: string; said: Pick<CardKind<never>, 'slot' | 'edition'> },
  card: Identity,
): string {
  if (said.slot) return said.slot(card);
  const { record, reader, edition } = card;
  return [kind, record, ...(reader === undefined ? [] : [reader]), ...(said.edition ? [edition] : [])].join(
    ':',
  );
}

export function keyOf(
  { kind, said }: { kind: string; said: Pick<NewsKind<never>, 'key'> },
  news: Omit<Identity, 'edition'> & { occasion: string },
): string {
  if (said.key) return said.key(news);
  const { record, reader, occasion } = news;
  return [kind, record, ...(reader === undefined ? [] : [reader]), occasion].join(':');
}

/** The cards among these. Whatever was read of one is handed to the declaration that read it, and to no other. */
export const cardsIn = (messages: readonly AnyMessage[]): CardOf<unknown>[] =>
  messages.filter(({ is }) => is === 'card') as unknown as CardOf<unknown>[];
