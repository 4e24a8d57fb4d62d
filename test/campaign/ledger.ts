import type { Platform } from '../../src/chat/inbound.ts';
import type { Seen } from '../../src/playground/simulated.ts';
import { numbersIn } from './orders.ts';
import type { Stage } from './platforms.ts';

/** What the platforms showed of one numbered message. */
export interface Sighting {
  platform: Platform;
  conversation: string;
  /** The messages in which it stood when they were posted: more than one is a duplicate. */
  posted: Set<string>;
  /** Whether it was seen as an edit of an earlier message. */
  edited: boolean;
  firstAt: Date;
  texts: string[];
}

export interface Ledger {
  /** Reads on to where the platforms are now. */
  read(): void;
  readonly sightings: ReadonlyMap<string, Sighting>;
  /** The numbers by conversation, in the order in which they first appeared there. */
  readonly appearances: ReadonlyMap<string, readonly string[]>;
  /** The number that each message shows now, by conversation and message. */
  readonly shown: ReadonlyMap<string, string>;
  /** Cards that went back to an earlier version. */
  readonly regressions: readonly string[];
  /** How many other words each person was told, such as to try again in a minute. */
  readonly words: ReadonlyMap<string, number>;
  /** Orders of which somebody was told that they were accepted. */
  readonly accepted: ReadonlySet<string>;
}

/** The judge's notes: what anybody saw, read from the platforms' own ledgers as they grow. */
export function openLedger({ slack, teams }: Stage): Ledger {
  const sightings = new Map<string, Sighting>();
  const appearances = new Map<string, string[]>();
  const shown = new Map<string, string>();
  const accepted = new Set<string>();
  const words = new Map<string, number>();
  const regressions: string[] = [];
  const sources = [slack, teams].map((platform) => ({ platform, from: 0 }));

  function note(platform: Platform, seen: Seen, number: string): void {
    const { conversation, id = '', kind, at, text } = seen;
    const place = `${platform} ${conversation} ${id}`;
    const earlier = shown.get(place);
    if (earlier !== undefined && versionOf(earlier) > versionOf(number))
      regressions.push(`${place} went from ${earlier} back to ${number}`);
    shown.set(place, number);
    let sighting = sightings.get(number);
    if (!sighting) {
      sighting = { platform, conversation, posted: new Set(), edited: false, firstAt: at, texts: [] };
      sightings.set(number, sighting);
      const chat = `${platform} ${conversation}`;
      const before = appearances.get(chat) ?? [];
      before.push(number);
      appearances.set(chat, before);
    }
    if (kind === 'edit') sighting.edited = true;
    else if (!sighting.posted.has(id)) {
      sighting.posted.add(id);
      sighting.texts.push(text);
    }
  }

  return {
    sightings,
    appearances,
    shown,
    accepted,
    regressions,
    words,
    read() {
      for (const source of sources) {
        const { ledger, platform } = source.platform;
        for (; source.from < ledger.length; source.from += 1) {
          const seen = ledger[source.from];
          if (!seen || seen.kind === 'typed') continue;
          const done = /Accepted (\w+)\./.exec(seen.text)?.[1];
          const numbers = numbersIn(seen.text);
          if (done !== undefined) accepted.add(done);
          else if (numbers.length === 0) words.set(seen.user, (words.get(seen.user) ?? 0) + 1);
          for (const number of numbers) note(platform, seen, number);
        }
      }
    },
  };
}

const versionOf = (number: string): number => Number(/v(\d+)$/.exec(number)?.[1] ?? 0);
