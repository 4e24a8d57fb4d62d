import type { Inbound } from '../chat/inbound.ts';
import { message, paragraph, small } from '../chat/message.ts';
import { invalid, type Reply, say } from '../chat/reply.ts';
import { helplineFootnote } from '../directory/helplines.ts';
import { readConcern, wordsIn } from './crisis.ts';
import type { Table } from './table.ts';
import { readCommand } from './words.ts';

/** How many commands and texts are taken in a minute; 0 is without a limit. */
export interface Rates {
  perPerson: number;
  perNetwork: number;
}

/** What is left for one sender, and when that was. */
interface Bucket {
  left: number;
  at: number;
}

/** More senders than a network has; beyond it the map is begun anew, which only forgives. */
const MOST_SENDERS = 10_000;

/**
 * Keeps one person's flood, or a broken client's, from taking the bot away from everybody else. In memory on purpose:
 * it costs no statement, which is what a flood would use up, nothing is written down of how often anybody writes, and a
 * restart forgives. With several processes each gives its own.
 */
export function createRateLimit(
  { perPerson, perNetwork }: Rates,
  now: () => number = () => performance.now(),
) {
  const people = new Map<string, Bucket>();
  const network: Bucket = { left: perNetwork, at: now() };

  /** What was left refills evenly over a minute. */
  const refill = (bucket: Bucket, most: number): Bucket => {
    const at = now();
    bucket.left = Math.min(most, bucket.left + ((at - bucket.at) / 60_000) * most);
    bucket.at = at;
    return bucket;
  };
  const bucketOf = (sender: string): Bucket => {
    if (people.size >= MOST_SENDERS) people.clear();
    const bucket = people.get(sender) ?? { left: perPerson, at: now() };
    people.set(sender, bucket);
    return bucket;
  };

  /** True: this one is taken. What is refused takes nothing from the network. */
  return (sender: string): boolean => {
    const own = perPerson > 0 ? refill(bucketOf(sender), perPerson) : undefined;
    const all = perNetwork > 0 ? refill(network, perNetwork) : undefined;
    if ((own && own.left < 1) || (all && all.left < 1)) return false;
    if (own) own.left -= 1;
    if (all) all.left -= 1;
    return true;
  };
}

/** Commands, texts and forms are, but never a press, what is `support`, or words that may mean danger. */
export function isPaced(table: Table, support: ReadonlySet<string>, inbound: Inbound): boolean {
  if (inbound.kind === 'submission') return !support.has(inbound.route) && !readConcern(wordsIn(inbound));
  if (inbound.kind !== 'command' && inbound.kind !== 'message') return false;
  const typed = inbound.kind === 'command' ? `${inbound.route} ${inbound.text}` : inbound.text;
  const read = readCommand(typed, table.commands);
  return !(read && support.has(read.route.id)) && !readConcern(wordsIn(inbound));
}

export const tooMuch = ({ kind }: Inbound): Reply =>
  kind === 'submission' ? invalid({}, tooMuchInForm) : say(tooMuchAtOnce);

/** Support is never limited, and this says where it is. */
const tooMuchAtOnce = message({
  title: 'That’s a lot at once for me',
  body: [
    paragraph('Nothing was changed and nothing is held against you. Please try again in a minute.'),
    paragraph('If you need somebody now, “talk” and “help” always work.'),
    small(helplineFootnote),
  ],
});
const tooMuchInForm = `That’s a lot at once for me. Nothing was sent; your words are still here. Please try again in a minute. ${helplineFootnote}`;
