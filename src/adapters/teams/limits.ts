import type { Limit } from '../../chat/adapter.ts';
import { HOUR_MS } from '../../time/durations.ts';

/** Every limit of Teams that a renderer has to know, and what happens beyond it. */
export const limits = {
  /**
   * Characters of JSON in one card. Microsoft's documentation counts a bot's message as UTF-16 and refuses it near
   * 100 KB, advising to stay under 80 KB: 40,000 characters. The rest is room for the envelope.
   * Beyond: the last blocks are left out and counted on the card ("and 12 more").
   */
  card: 38_000,
  /** Characters of one text. Ours: a longer one would push everything else off the card. Beyond: cut, and the cut is counted. */
  text: 12_000,
  /** Buttons that Teams shows in one row of a card (documentation, "Cards: actions"). Beyond: another row. */
  actions: 6,
  /** Options that a type-ahead drop-down shows (documentation, "Typeahead search"). Beyond: type more. */
  suggestions: 15,
  /**
   * What anybody can have written: learn.microsoft.com, "Limits and specifications for Microsoft Teams", a message in a
   * chat or channel has about 28 KB, its markup among it. Longer text is not from Teams, and its end is not read.
   */
  written: 28 * 1024,
  /** Of the bot in one message; ours, for people mention it once. Further ones stay in the words. */
  mentions: 10,
  /** Bytes of a request that we read; Teams sends at most a card's worth. Beyond: 413. */
  request: 256 * 1024,
  /** A send is cut after this long, so that a row of the outbox is never sent twice at once. */
  sendMs: 8_000,
  /** What is sent while an invoke waits for its answer: Teams waits about 5 s (comment in the SDK's source). */
  replyMs: 3_500,
} as const;

/**
 * learn.microsoft.com, "Optimize your bot with rate limiting in Teams": per conversation, and 50 requests a second for an
 * app and tenant, of which we use 30 (answers to commands are written beside the outbox).
 */
export const teamsLimits: readonly Limit[] = [
  { per: 'conversation', on: 'any', most: 7, inMs: 1_000 },
  { per: 'conversation', on: 'any', most: 8, inMs: 2_000 },
  { per: 'conversation', on: 'any', most: 60, inMs: 30_000 },
  { per: 'conversation', on: 'any', most: 1_800, inMs: HOUR_MS },
  { per: 'workspace', on: 'any', most: 30, inMs: 1_000 },
];
