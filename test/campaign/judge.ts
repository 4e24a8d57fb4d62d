import type { Ledger } from './ledger.ts';
import type { Line } from './line.ts';
import type { Load } from './load.ts';
import { inWords, keyOf, messagesOf, type Order } from './orders.ts';
import type { Stage } from './platforms.ts';

interface Row {
  number: string;
  slot: string | null;
  state: string;
  class: 'urgent' | 'quiet';
  destination: string;
  seq: string;
  attempts: number;
  repeated: boolean;
  told: number;
  platform: 'slack' | 'teams';
  /** In epoch milliseconds, of the real clock. */
  enqueuedAt: number;
}

/** What a round came to. Whatever is in `broken` is a promise not kept, with the number of the message. */
export interface Verdict {
  broken: string[];
  counts: Record<string, number>;
  /** By platform, class and state. */
  states: Record<string, number>;
  /** From the commit that enqueued it to the screen, of messages that met no fault and no death. */
  latenessMs: number[];
}

export interface Evidence {
  line: Line;
  stage: Stage;
  ledger: Ledger;
  load: Load;
  round: number;
}

export async function judge(evidence: Evidence): Promise<Verdict> {
  const { line, ledger, round } = evidence;
  ledger.read();
  const rows = await readRows(line, round);
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  const verdict: Verdict = { broken: [], counts: {}, states: {}, latenessMs: [] };
  judgeEffects(evidence, byNumber, verdict);
  for (const row of rows) judgeMessage(evidence, row, verdict);
  judgeCards(evidence, rows, verdict);
  judgeOrder(evidence, byNumber, verdict);
  judgeEverySlackPost(evidence, verdict);
  return verdict;
}

const add = (counts: Record<string, number>, name: string, many = 1) => {
  counts[name] = (counts[name] ?? 0) + many;
};

function breakPromise(verdict: Verdict, promise: string, about: string): void {
  add(verdict.counts, promise);
  verdict.broken.push(`${promise}: ${about}`);
}

const readRows = (line: Line, round: number) =>
  line.ask<Row>(
    `select substr(o.key, 10) as number, o.slot, o.state, o.class, o.destination, o.seq, o.attempts, o.repeated,
       coalesce(t.told, 0)::int as told, coalesce(a.platform, c.platform) as platform,
       extract(epoch from o.enqueued_at)::float8 * 1000 as "enqueuedAt"
     from outbox o
     left join (select key, count(*) as told from campaign_told group by key) t using (key)
     left join account a on o.destination = 'account:' || a.id
     left join conversation c on o.destination = 'conversation:' || c.id
     where o.key like $1 or o.key like $2 order by o.seq`,
    [`campaign:r${round}x%`, `campaign:r${round}c%`],
  );

/** Whoever read that it was accepted is owed every message of it. */
function judgeEffects({ load }: Evidence, rows: ReadonlyMap<string, Row>, verdict: Verdict): void {
  add(verdict.counts, 'orders accepted', load.accepted.length);
  for (const order of load.accepted)
    for (const { number } of messagesOf(order))
      if (!rows.has(number)) breakPromise(verdict, 'acknowledged without effect', keyOf(number));
}

function judgeMessage({ ledger, load }: Evidence, row: Row, verdict: Verdict): void {
  const { number, state, platform, class: how, told, slot } = row;
  add(verdict.counts, 'messages');
  add(verdict.states, `${platform} ${how} ${state}`);
  const sighting = ledger.sightings.get(number);
  const copies = sighting?.posted.size ?? 0;
  const isSeen = copies > 0 || sighting?.edited === true;
  if (state === 'sent' && !isSeen) breakPromise(verdict, 'lost', `${number} is sent, and nobody saw it`);
  if (['pending', 'claimed', 'sending'].includes(state))
    breakPromise(verdict, 'lost', `${number} is ${state}`);
  if (state === 'failed' && !load.refused.has(inWords(number)))
    breakPromise(verdict, 'failed without cause', number);
  const isLost = ['failed', 'unknown', 'expired'].includes(state);
  if (told !== (isLost ? 1 : 0))
    breakPromise(verdict, 'told wrongly', `${number} ${state}, told ${told} times`);
  if (copies > 1) judgeCopies(row, copies, verdict);
  if (state === 'unknown') {
    if (platform === 'slack' && !row.destination.startsWith('conversation:'))
      breakPromise(verdict, 'unknown where it could be looked up', number);
    add(verdict.counts, isSeen ? 'unknown and had arrived' : 'unknown and had not arrived');
  }
  if (state === 'sent' && row.attempts === 1 && sighting && !slot)
    verdict.latenessMs.push(Math.max(0, sighting.firstAt.getTime() - row.enqueuedAt));
}

/** Twice is once too often, but for what is urgent, where nobody can say whether it arrived. */
function judgeCopies(
  { number, platform, class: how, repeated, destination }: Row,
  copies: number,
  verdict: Verdict,
): void {
  const isBlind = platform === 'teams' || destination.startsWith('conversation:');
  const where = isBlind ? (platform === 'teams' ? 'Teams' : 'Slack channels') : 'Slack';
  add(verdict.counts, `duplicates ${where} ${how}${repeated ? ', outcome unknown' : ''}`, copies - 1);
  if (!isBlind || how === 'quiet' || !repeated)
    breakPromise(verdict, 'said twice', `${number}, ${where}, ${how}, seen ${copies} times`);
}

/** A card is one message, and shows in the end what it was told last. */
function judgeCards({ ledger }: Evidence, rows: readonly Row[], verdict: Verdict): void {
  const cards = new Map<string, Row[]>();
  for (const row of rows) if (row.slot) cards.set(row.slot, [...(cards.get(row.slot) ?? []), row]);
  for (const [slot, versions] of cards) {
    add(verdict.counts, 'cards');
    const posts = new Set<string>();
    for (const { number } of versions) {
      const sighting = ledger.sightings.get(number);
      for (const id of sighting?.posted ?? [])
        posts.add(`${sighting?.platform} ${sighting?.conversation} ${id}`);
    }
    const isBlind = versions.some(({ state, repeated }) => state === 'unknown' || repeated);
    if (posts.size > 1 && !isBlind) breakPromise(verdict, 'said twice', `${slot} is ${posts.size} cards`);
    const last = versions.at(-1);
    const isShown = [...posts].some((post) => ledger.shown.get(post) === last?.number);
    if (last && ['sent', 'unknown'].includes(last.state) && !isShown && last.state === 'sent')
      breakPromise(verdict, 'lost', `${slot} does not show its last version, ${last.number}`);
  }
}

/** In one conversation nothing overtakes, but the urgent the quiet. Sweeps run beside each other: theirs have no order. */
function judgeOrder({ ledger, load }: Evidence, rows: ReadonlyMap<string, Row>, verdict: Verdict): void {
  const swept = new Set(load.given.filter(({ kind }: Order) => kind === 'later').map(({ id }) => id));
  for (const [conversation, numbers] of ledger.appearances) {
    const latest = { urgent: 0, quiet: 0 };
    for (const number of numbers) {
      const row = rows.get(number);
      if (!row || row.slot || swept.has(number.split('n')[0] ?? '')) continue;
      const seq = Number(row.seq);
      add(verdict.counts, 'messages whose order was checked');
      const overtakenBy = row.class === 'urgent' ? Math.max(latest.urgent, latest.quiet) : latest.quiet;
      if (overtakenBy > seq) breakPromise(verdict, 'out of order', `${number} in ${conversation}`);
      latest[row.class] = Math.max(latest[row.class], seq);
    }
  }
  for (const regression of ledger.regressions) breakPromise(verdict, 'out of order', regression);
}

/** Whatever feature it is of: two messages with one outbox id are one message said twice. */
function judgeEverySlackPost({ stage }: Evidence, verdict: Verdict): void {
  const seen = new Map<string, number>();
  for (const { metadata, channel } of stage.slack.posted) {
    const { outbox } = (metadata?.event_payload ?? {}) as { outbox?: string };
    if (outbox !== undefined && channel.startsWith('D')) seen.set(outbox, (seen.get(outbox) ?? 0) + 1);
  }
  add(verdict.counts, 'Slack direct messages of all features', seen.size);
  for (const [id, many] of seen) if (many > 1) breakPromise(verdict, 'said twice', `outbox ${id} on Slack`);
}
