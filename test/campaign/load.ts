import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../../src/playground/simulated.ts';
import type { Inbound } from './inbound.ts';
import type { Ledger } from './ledger.ts';
import { cardOf, inWords, messagesOf, type Order } from './orders.ts';
import { type Person, peoplePerWorkspace } from './people.ts';
import type { Stage } from './platforms.ts';

/** What the people of the campaign had the bot do, and what the platforms were told to do to it. */
export interface Load {
  /** Orders that somebody read the acceptance of. */
  readonly accepted: readonly Order[];
  /** Those that were begun: of the others nobody was told anything. */
  readonly given: readonly Order[];
  readonly faults: Readonly<Record<string, number>>;
  /** Whose person or app was gone: numbers that may fail. */
  readonly refused: ReadonlySet<string>;
  /** Messages asked for so far. */
  readonly messages: number;
  done: Promise<void>;
}

export interface LoadOptions {
  stage: Stage;
  ledger: Ledger;
  inbound: Inbound;
  people: readonly Person[];
  round: number;
  /** How many messages there should have been by now; the load keeps up with it. */
  wanted(): number;
  isOver(): boolean;
}

/** More than this on the way, and nothing more is asked for until some have arrived: a busy machine takes longer. */
const mostUnderWay = 150;
/** In a hundred messages, how many meet a fault, and how many a refusal that lasts. */
const faultShare = 0.05;
const refusedShare = 0.004;
const passing: readonly Fault['kind'][] = [
  'limited',
  'broken',
  'hang',
  'slow',
  'accepted-reset',
  'accepted-broken',
  'accepted-hang',
];

/** In each workspace one person gives orders, one after the other, for the nine others there. */
export function startLoad(options: LoadOptions): Load {
  const { stage, ledger, inbound, people, round, wanted, isOver } = options;
  const accepted: Order[] = [];
  const given: Order[] = [];
  const faults: Record<string, number> = {};
  const refused = new Set<string>();
  let messages = 0;
  let count = 0;

  const plan = (person: Person, token: string) => {
    const chance = Math.random();
    if (chance > faultShare + refusedShare) return;
    const isRefused = chance < refusedShare;
    const kind = isRefused ? 'refused' : (passing[Math.floor(Math.random() * passing.length)] ?? 'limited');
    const fault = {
      kind,
      times: isRefused ? 1_000 : 1,
      retryAfterSeconds: 1 + Math.floor(Math.random() * 3),
    };
    stage[person.platform].fail({ ...fault, about: token });
    faults[kind] = (faults[kind] ?? 0) + 1;
    if (isRefused) refused.add(token);
  };

  async function drive(driver: Person): Promise<void> {
    while (!isOver()) {
      if (messages >= wanted() || messages - ledger.sightings.size > mostUnderWay) {
        await sleep(50 + Math.random() * 200);
        ledger.read();
        continue;
      }
      count += 1;
      const order = nextOrder(`r${round}x${count}`, driver);
      given.push(order);
      messages += order.kind === 'card' ? 1 : order.count;
      for (const { number } of messagesOf(order)) plan(driver, inWords(number));
      // Whichever version of the card comes next; never a refusal, for the card goes on.
      if (order.kind === 'card' && Math.random() < faultShare) planCard(driver, order);
      if (await inbound.give(driver, order, isOver)) accepted.push(order);
    }
  }

  function planCard({ platform }: Person, order: Order): void {
    const kind = passing[Math.floor(Math.random() * passing.length)] ?? 'limited';
    stage[platform].fail({ kind, times: 1, about: `${cardOf(order, order.first)}v` });
    faults[kind] = (faults[kind] ?? 0) + 1;
  }

  const drivers = people.filter(({ index }) => index % peoplePerWorkspace === peoplePerWorkspace - 1);
  return {
    accepted,
    given,
    faults,
    refused,
    get messages() {
      return messages;
    },
    done: Promise.all(drivers.map(drive)).then(() => {}),
  };
}

/** A ping, a fan-out to a workspace, one by a sweep, a handful to one person, words in a channel, or a card's next version. */
function nextOrder(id: string, driver: Person): Order {
  const from = driver.index - (peoplePerWorkspace - 1);
  const somebody = from + Math.floor(Math.random() * (peoplePerWorkspace - 1));
  const how = Math.random() < 0.4 ? ('urgent' as const) : ('quiet' as const);
  const all = { id, first: from, count: peoplePerWorkspace - 1 };
  const chance = Math.random();
  if (chance < 0.25) return { id, kind: 'send', class: 'urgent', first: somebody, count: 1 };
  if (chance < 0.5) return { ...all, kind: 'send', class: 'quiet' };
  if (chance < 0.65) return { ...all, kind: 'later', class: how };
  if (chance < 0.8) return { id, kind: 'burst', class: how, first: somebody, count: 3 };
  if (chance < 0.85 && driver.platform === 'slack')
    return { id, kind: 'post', class: how, first: Math.floor(from / peoplePerWorkspace), count: 2 };
  return { id, kind: 'card', class: how, first: somebody, count: 1 };
}
