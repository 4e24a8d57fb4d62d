import { request as ask } from 'node:http';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startAlongside } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import type { SimulatedPerson } from '../src/playground/simulated.ts';
import { openVault } from '../src/store/seal.ts';
import { createMetrics } from '../src/web/metrics.ts';
import { FORWARDING } from './support/forwarding.ts';
import { type Network, startNetwork } from './support/network.ts';

let network: Network;
let cora: SimulatedPerson;

beforeAll(async () => {
  network = await startNetwork({ breakable: true });
  cora = network.slack.person('U-CORA', { name: 'Cora Ordinator' });
  await network.coordinate(cora);
});

const scrape = (headers: Record<string, string> = {}, port = network.bot.port) =>
  new Promise<{ status: number; text: string }>((resolve, reject) => {
    ask({ host: '127.0.0.1', port, path: '/metrics', headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    })
      .on('error', reject)
      .end();
  });

/** Another bot on the same database, until the test is over. */
async function startAnother(more: Pick<Parameters<typeof startAlongside>[0], 'metricsAt' | 'metricsToken'>) {
  const { database, keys } = network;
  const bot = await startAlongside({
    host: '127.0.0.1',
    port: 0,
    join: 'open',
    adapters: [],
    log: () => {},
    background: false,
    database,
    vault: await openVault(database, keys),
    ...more,
  });
  onTestFinished(bot.stop);
  return bot;
}

/** The value of one line; `undefined` when there is no such line. */
async function figure(line: string): Promise<number | undefined> {
  const found = (await scrape()).text.split('\n').find((one) => one.startsWith(`${line} `));
  return found === undefined ? undefined : Number(found.split(' ').at(-1));
}

describe('figures', () => {
  it('agree with the lines of the log, for they are made of them', async () => {
    const teams = network.teams.person('t-bob', { name: 'Bob Builder' });
    await network.admit(cora, teams);
    const lines = (event: string, more: object) =>
      network.logs.filter((line) =>
        Object.entries({ event, ...more }).every(([key, value]) => line[key] === value),
      ).length;
    const inbound = { platform: 'teams', kind: 'message', outcome: 'handled' };
    expect(lines('inbound', inbound)).toBeGreaterThan(0);
    expect(
      await figure('alongside_inbound_seconds_count{platform="teams",kind="message",outcome="handled"}'),
    ).toBe(lines('inbound', inbound));
    const sent = network.logs.filter(
      ({ event, outcome }) => event === 'outbox.attempt' && outcome === 'sent',
    );
    const { text } = await scrape();
    const counts = [...text.matchAll(/alongside_attempt_seconds_count\{[^}]*outcome="sent"\} (\d+)/g)];
    expect(counts.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(sent.length);
    expect(sent.length).toBeGreaterThan(0);
  });

  it('tell what waits, since when, and what did not arrive', async () => {
    network.slack.fail({ kind: 'limited', user: 'U-CORA', retryAfterSeconds: 1 });
    network.slack.fail({ kind: 'refused', user: 'U-CORA' });
    const ann = network.slack.person('U-ANN', { name: 'Ann Asker' });
    await ann.say('join');
    await expect.poll(() => figure('alongside_messages_waiting{state="pending"}')).toBe(1);
    await network.settle();
    expect(await figure('alongside_messages_waiting{state="pending"}')).toBe(0);
    expect(await figure('alongside_messages_undelivered{state="failed"}')).toBe(1);
    expect(await figure('alongside_oldest_due_seconds')).toBe(0);
    await network.database.prisma.$executeRaw`
      update outbox set state = 'pending', payload = '{}', settled_at = null, due_at = due_at - interval '1 hour' where state = 'failed'`;
    expect(await figure('alongside_oldest_due_seconds')).toBeGreaterThan(3_599);
    await network.database.prisma.$executeRaw`delete from outbox where state = 'pending'`;
  });

  it('name no person, no feature, and no words', async () => {
    const { text } = await scrape();
    const members = await network.database.prisma.member.findMany();
    for (const { id, name } of members)
      for (const word of [id, ...name.split(' ')]) expect(text).not.toContain(word);
    for (const word of ['U-CORA', 't-bob', 'escalations', 'wellbeing', 'Join'])
      expect(text).not.toContain(word);
  });

  it('say that the database is away, and nothing that is no longer known', async () => {
    expect(await figure('alongside_database_up')).toBe(1);
    network.line?.cut();
    const { status, text } = await scrape();
    await network.line?.mend();
    expect(status).toBe(200);
    expect(text).toContain('alongside_database_up 0');
    expect(text).not.toMatch(/^alongside_(messages|oldest)/m);
    await expect.poll(() => figure('alongside_database_up'), { timeout: 10_000 }).toBe(1);
  });

  it('count what went wrong, by event and by sweep', async () => {
    const { log, write } = createMetrics(() => {});
    log({ event: 'sweep.deferred', sweep: 'forum.remind', item: 'x', error: 'Error: words' });
    log({ event: 'outbox.settle-failed', id: 'x', error: 'Error: words' });
    log({ event: 'outbox.attempt', id: 'x', outcome: 'again', ms: 10, lateMs: 90_000 });
    const text = await write(() => Promise.reject(new Error('away')));
    expect(text).toContain('alongside_problems_total{event="sweep.deferred",sweep="forum.remind"} 1');
    expect(text).toContain('alongside_problems_total{event="outbox.settle-failed",sweep=""} 1');
    expect(text).toContain('alongside_attempt_seconds_count{platform="none",class="none",outcome="again"} 1');
    expect(text).not.toContain('alongside_lateness_seconds_count{');
    expect(text).not.toContain('words');
  });
});

describe('who may read them', () => {
  it('this machine alone, and nobody who comes by a proxy', async () => {
    expect((await scrape()).status).toBe(200);
    for (const header of FORWARDING) {
      const { status, text } = await scrape({ [header]: '127.0.0.1' });
      expect([header, status]).toEqual([header, 403]);
      expect(text).toMatch(/set METRICS_PORT/);
      expect(text).not.toContain('alongside_');
    }
  });

  it('nobody by another name, which may be a page whose DNS was turned on this machine', async () => {
    for (const host of ['evil.example', '127.0.0.1.evil.example', 'localhost.evil.example:80', '192.168.0.7'])
      expect([host, (await scrape({ host })).status]).toEqual([host, 403]);
    for (const host of ['localhost', 'localhost:3000', '127.0.0.1:3000', '[::1]:3000'])
      expect([host, (await scrape({ host })).status]).toEqual([host, 200]);
  });

  it('whoever brings the token, from wherever they come, and on a port of their own nobody without', async () => {
    const token = 'a-token-that-nobody-guesses';
    const start = async (more: object) => {
      const bot = await startAnother({ metricsToken: token, ...more });
      return bot.metricsPort ?? bot.port;
    };
    const away = { 'x-forwarded-for': '10.0.0.1', host: 'bot.example' };
    for (const port of [await start({}), await start({ metricsAt: { host: '127.0.0.1', port: 0 } })]) {
      const status = async (authorization?: string) =>
        (await scrape({ ...away, ...(authorization && { authorization }) }, port)).status;
      expect(await status()).toBe(403);
      for (const wrong of [
        'Bearer x',
        `Basic ${token}`,
        `Bearer ${token}1`,
        'Bearer',
        `Bearer ${token.slice(1)}`,
      ])
        expect([wrong, await status(wrong)]).toEqual([wrong, 403]);
      expect(await status(`Bearer ${token}`)).toBe(200);
    }
  });

  it('on a port of their own: whoever is let to it, and nobody on the bot’s own', async () => {
    const bot = await startAnother({ metricsAt: { host: '127.0.0.1', port: 0 } });
    expect((await scrape({}, bot.port)).status).toBe(404);
    expect((await scrape({ Forwarded: 'for=10.0.0.1' }, bot.metricsPort)).text).toContain(
      'alongside_database_up 1',
    );
  });

  it('is refused in words where the settings cannot be meant so', () => {
    expect(() => readConfig({ PORT: '3000', METRICS_PORT: '3000' })).toThrow('give it another one');
    expect(() => readConfig({ METRICS_HOST: '0.0.0.0' })).toThrow('set METRICS_PORT too');
    expect(() => readConfig({ METRICS_PORT: 'many' })).toThrow('METRICS_PORT: expected a port');
    expect(readConfig({ METRICS_PORT: '9464' }).metricsAt).toEqual({ host: '127.0.0.1', port: 9_464 });
    expect(readConfig({}).metricsAt).toBeUndefined();
    expect(() => readConfig({ METRICS_TOKEN: 'guess' })).toThrow('METRICS_TOKEN is too easy to guess');
    expect(readConfig({ METRICS_TOKEN: 'x'.repeat(20) }).metricsToken).toBe('x'.repeat(20));
  });
});
