import { z } from 'zod';
import type { Feature, Sweep, Work } from '../../src/bot/feature.ts';
import { messagesOf as declare } from '../../src/bot/messages/declare.ts';
import { onLost } from '../../src/bot/messages/undelivered.ts';
import { on } from '../../src/bot/on.ts';
import { permission } from '../../src/bot/permissions.ts';
import { type Card, message, paragraph } from '../../src/chat/message.ts';
import { say } from '../../src/chat/reply.ts';
import { command } from '../../src/chat/route.ts';
import { Prisma } from '../../src/generated/prisma/client.ts';
import type { Draft } from '../../src/outbox/enqueue/draft.ts';
import type { Tx } from '../../src/store/database.ts';
import {
  cardOf,
  conversationOf,
  inWords,
  keyOf,
  memberOf,
  messagesOf,
  type Order,
  readOrder,
  wordsOf,
} from './orders.ts';

/** The campaign's own tables, in its own databases: no migration of the bot knows them. */
export const tables = [
  `create table if not exists campaign_order (id text primary key, words text not null, state text not null)`,
  `create index if not exists campaign_order_due on campaign_order (id) where state = 'due'`,
  `create table if not exists campaign_card (id text primary key, version int not null)`,
  `create table if not exists campaign_told (seq bigint generated always as identity primary key, key text not null, outcome text not null)`,
];

const route = command('campaign', z.string(), permission('campaign', 'anyone'), {
  usage: 'ORDER',
  summary: 'Has numbered messages sent.',
});

/** Done once, however often it is asked for. False: it was done before. */
async function accept(tx: Tx, order: Order): Promise<boolean> {
  const state = order.kind === 'later' ? 'due' : 'done';
  const added = await tx.$executeRaw`
    INSERT INTO campaign_order (id, words, state) VALUES (${order.id}, ${wordsOf(order)}, ${state}) ON CONFLICT DO NOTHING`;
  return added === 1;
}

async function enqueueAll(work: Work, order: Order): Promise<void> {
  if (order.kind === 'card') {
    for (let person = order.first; person < order.first + order.count; person += 1)
      await enqueueCard(work, order, person);
    return;
  }
  work.enqueue(
    ...messagesOf(order).map(({ number, to }): Draft => {
      const where = order.kind === 'post' ? { conversation: conversationOf(to) } : { member: memberOf(to) };
      return { to: where, key: keyOf(number), ...aboutDraft(order, number) };
    }),
  );
}

/** The card's row is locked by the update, before what it shows is read. */
async function enqueueCard(work: Work, order: Order, person: number): Promise<void> {
  const card = cardOf(order, person);
  const [row] = await work.tx.$queryRaw<{ version: number }[]>`
    INSERT INTO campaign_card (id, version) VALUES (${card}, 1)
    ON CONFLICT (id) DO UPDATE SET version = campaign_card.version + 1 RETURNING version`;
  const number = `${card}v${row?.version}`;
  work.enqueue({
    to: { member: memberOf(person) },
    key: keyOf(number),
    slot: `campaign:${card}`,
    ...aboutDraft(order, number),
  });
}

const drawn = (number: string): Card => ({
  title: `Message ${inWords(number)}`,
  body: [paragraph('One of many.')],
});

/** Its record is the key by which the judge knows it. */
const numbered = declare('campaign').news<string>('numbered', {
  record: (number) => keyOf(number),
  to: () => [],
  preview: 'title',
  draw: drawn,
  lost: 'handled',
});

const aboutDraft = (order: Order, number: string) => ({
  message: message(drawn(number)),
  class: order.class,
  origin: { feature: 'campaign', id: number },
  about: { kind: numbered.kind, record: keyOf(number) },
});

const later: Sweep = {
  name: 'campaign.later',
  due: (now) => Prisma.sql`SELECT id, ${now}::timestamptz AS at FROM campaign_order WHERE state = 'due'`,
  async advance(work, id) {
    const rows = await work.tx.$queryRaw<{ words: string }[]>`
      UPDATE campaign_order SET state = 'done' WHERE id = ${id} AND state = 'due' RETURNING words`;
    const order = readOrder((rows[0]?.words ?? '').replace(/^campaign /, ''));
    if (order) await enqueueAll(work, order);
  },
};

/** Beside the real features: has numbered messages sent, from a command or from a sweep, and notes what it was told. */
export const campaign: Feature = {
  name: 'campaign',
  bindings: [
    on(route, async (context, words) => {
      const order = readOrder(words);
      if (!order) return say(message({ title: `I do not understand "${words}".`, body: [] }));
      if ((await accept(context.tx, order)) && order.kind !== 'later') await enqueueAll(context, order);
      return say(message({ title: `Accepted ${order.id}.`, body: [] }));
    }),
  ],
  sweeps: [later],
  messages: [numbered],
  delivery: {
    lost: [
      onLost(numbered, async ({ tx }, { record, outcome }) => {
        await tx.$executeRaw`INSERT INTO campaign_told (key, outcome) VALUES (${record}, ${outcome})`;
      }),
    ],
  },
};
