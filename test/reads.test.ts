import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Feature } from '../src/bot/feature.ts';
import { messagesOf } from '../src/bot/messages/declare.ts';
import { tell } from '../src/bot/messages/say.ts';
import { on } from '../src/bot/on.ts';
import { permission } from '../src/bot/permissions.ts';
import { message } from '../src/chat/message.ts';
import { say } from '../src/chat/reply.ts';
import { command } from '../src/chat/route.ts';
import { recordAudit } from '../src/store/audit.ts';
import { freshDatabase } from './support/database.ts';
import { type Network, startNetwork } from './support/network.ts';

describe('what only looks, on the database', () => {
  it.each([
    ['a statement that executes', 'executeRaw'],
    ['a row that is written while rows are read', 'INSERT INTO'],
    ['a lock, which would hold for nothing', 'FOR UPDATE'],
    ['a row of a model', 'create'],
  ])('is refused %s, and reads', async (_what, how) => {
    const { database } = await freshDatabase();
    const { reading } = database;
    const acts: Record<string, () => Promise<unknown>> = {
      executeRaw: () => reading.$executeRaw`DELETE FROM meta`,
      'INSERT INTO': () => reading.$queryRaw`INSERT INTO meta (key, value) VALUES ('a', 'b') RETURNING key`,
      'FOR UPDATE': () => reading.$queryRaw`SELECT 1 FROM meta FOR UPDATE`,
      create: async () => reading.meta.create({ data: { key: 'a', value: 'b' } }),
    };
    const before = await database.prisma.meta.count();
    await expect(acts[how]?.()).rejects.toThrow('take that word from its route');
    expect(await reading.meta.count()).toBe(before);
    expect(await reading.$queryRaw`SELECT count(*)::int AS count FROM meta`).toEqual([{ count: before }]);
  });
});

describe('a route that says it reads, and writes all the same', () => {
  const may = permission('example.look', 'members');
  const looks = (name: string) =>
    command(`look ${name}`, z.string(), may, { summary: 'Looks.', reads: true });
  const news = messagesOf('looking').news<string>('seen', {
    record: (id) => id,
    to: (id) => [{ member: id }],
    preview: 'title',
    draw: () => ({ title: 'It was looked at', body: [] }),
    lost: 'home',
  });
  const looked = say(message({ title: 'Looked', body: [] }));
  const looking: Feature = {
    name: 'looking',
    messages: [news],
    permissions: { may },
    bindings: [
      on(looks('and tell'), (context) => {
        tell(context, news, context.actor.member, 'now');
        return looked;
      }),
      on(looks('and write'), async ({ tx, now, actor }) => {
        await recordAudit(tx, {
          at: now,
          actor: actor.member,
          action: 'example.looked',
          record: 'example:1',
        });
        return looked;
      }),
      on(looks('alone'), () => looked),
    ],
  };
  let network: Network;
  beforeAll(async () => {
    network = await startNetwork({ features: [looking] });
  });
  const errors = () => network.logs.filter(({ error }) => error !== undefined).length;

  it('does it once, in a transaction, and whoever reads the log is told; whoever pressed notices nothing', async () => {
    const ann = network.slack.person('U-ANN', { name: 'Ann Person' });
    await network.enrol(ann);
    await ann.command('look alone');
    expect([ann.seen.at(-1)?.text, errors()]).toEqual(['Looked', 0]);
    await ann.command('look and write');
    expect([ann.seen.at(-1)?.text, errors()]).toEqual(['Looked', 1]);
    expect(await network.database.prisma.audit.count({ where: { action: 'example.looked' } })).toBe(1);
    await ann.command('look and tell');
    expect([ann.seen.at(-1)?.text, errors()]).toEqual(['Looked', 2]);
    await network.settle();
    expect(ann.seen.filter(({ text }) => text.startsWith('It was looked at'))).toHaveLength(1);
  });
});
