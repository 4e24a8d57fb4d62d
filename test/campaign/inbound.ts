import { setTimeout as sleep } from 'node:timers/promises';
import type { Bot } from './crew.ts';
import type { Ledger } from './ledger.ts';
import { type Order, wordsOf } from './orders.ts';
import type { Person } from './people.ts';
import type { Stage } from './platforms.ts';

/** How often a platform delivers the same thing again when it gets no answer: Slack three times, here sooner than it does. */
const repeats = 3;
const repeatAfterMs = 400;
/** Somebody who was told to try again in a minute does, here sooner. */
const againAfterMs = 1_000;

export interface Inbound {
  /** Deliveries, how many of them were repeats by the platform, and how often a person had to say it again. */
  readonly counts: {
    deliveries: number;
    repeated: number;
    again: number;
    wordless: number;
    apologies: number;
  };
  /**
   * Somebody types an order into their chat with the bot, until they read that it was accepted.
   * `isOver` gives up; `wordless` is asked after a delivery that was acknowledged without a word.
   */
  give(person: Person, order: Order, isOver?: () => boolean): Promise<boolean>;
}

export function openInbound(
  stage: Stage,
  ledger: Ledger,
  live: () => readonly Bot[],
  wordless: (order: Order) => Promise<void> = async () => {},
): Inbound {
  const counts = { deliveries: 0, repeated: 0, again: 0, wordless: 0, apologies: 0 };
  const isAccepted = (order: Order) => {
    ledger.read();
    return ledger.accepted.has(order.id);
  };

  /** One delivery, and its repeats while nobody answers. True: it was acknowledged. */
  async function deliver(person: Person, order: Order, attempt: number): Promise<boolean> {
    const send = prepare(stage, person, order, attempt);
    for (let repeat = 0; repeat <= repeats; repeat += 1) {
      const bots = live();
      const bot = bots[Math.floor(Math.random() * bots.length)];
      if (bot) {
        counts.deliveries += 1;
        if (repeat > 0) counts.repeated += 1;
        stage.pointAt(bot.port);
        if ((await send(repeat)) === 200) return true;
      }
      await sleep(repeatAfterMs);
    }
    return false;
  }

  return {
    counts,
    async give(person, order, isOver = () => false) {
      for (let attempt = 0; !isOver(); attempt += 1) {
        const before = ledger.words.get(person.user);
        const isAcknowledged = await deliver(person, order, attempt);
        if (isAccepted(order)) return true;
        if (ledger.words.get(person.user) !== before) counts.apologies += 1;
        else if (isAcknowledged) {
          counts.wordless += 1;
          await wordless(order);
        }
        counts.again += 1;
        await sleep(againAfterMs);
      }
      return false;
    },
  };
}

/** The same delivery each time, signed anew, as the platform would. Gives the HTTP status, 0 for none. */
function prepare(
  { slack, teams }: Stage,
  { platform, user }: Person,
  order: Order,
  attempt: number,
): (repeat: number) => Promise<number> {
  const id = `${order.id}a${attempt}`;
  if (platform === 'slack') {
    const event = { type: 'message', channel: `D${user}`, channel_type: 'im', user, text: wordsOf(order) };
    const ts = (Date.now() / 1_000).toFixed(6);
    return async (retry) => (await slack.sendEvent({ ...event, ts }, { id: `Ev${id}`, retry })).status;
  }
  const activity = teams.activity(user, { id, type: 'message', text: wordsOf(order), textFormat: 'plain' });
  return async () => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${teams.token()}` };
    return teams.deliver(JSON.stringify(activity), headers).then(
      ({ status }) => status,
      () => 0,
    );
  };
}
