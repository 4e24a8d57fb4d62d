import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { startAlongside } from '../../src/app.ts';
import type { LogLine } from '../../src/log.ts';
import { openVault } from '../../src/store/seal.ts';
import { startNetwork } from '../support/network.ts';

it('a database that goes away and comes back: what was acknowledged is sent once, the rest is told to try again, and all goes on by itself', async () => {
  const network = await startNetwork({ breakable: true });
  const { slack, teams, database, keys, adapters, line } = network;
  if (!line) throw new Error('the network was to be breakable');
  const cora = slack.person('U-CORA', { name: 'Cora Ordinator' });
  await network.coordinate(cora);
  const askers = Array.from({ length: 12 }, (_, index) =>
    (index % 2 ? slack : teams).person(`u-${index}`, { name: `Asker ${index}` }),
  );
  // The same bot, left to itself: nobody turns its sweeps and its outbox by hand.
  const logs: LogLine[] = [];
  const vault = await openVault(database, keys);
  const about = { host: '127.0.0.1', port: 0, join: 'approval', adapters, database, vault } as const;
  const bot = await startAlongside({ ...about, log: (entry) => void logs.push(entry) });
  onTestFinished(bot.stop);

  // Everybody asks to join while the line is cut in the midst of it, comes back, and is cut again.
  const acknowledged = new Set<string>();
  const told = new Set<string>();
  const unsure = new Set<string>();
  const ask = async (person: (typeof askers)[number]) => {
    await person.say('join');
    const answer = person.seen.findLast(({ kind }) => kind !== 'typed')?.text ?? '';
    if (answer.startsWith('Thank you for asking')) acknowledged.add(person.name);
    else {
      // Of a COMMIT whose answer was cut off nobody can know while the line is down, and so they are told.
      expect(answer).toMatch(
        /Nothing was changed\. Please try again in a minute|please look at your home page before you try again/,
      );
      if (!answer.includes('Nothing was changed')) unsure.add(person.name);
      expect(answer).toMatch(/999[\s\S]*116\u00a0123/);
      told.add(person.name);
    }
  };
  await Promise.all(askers.slice(0, 4).map(ask));
  const during = askers.slice(4, 8).map(ask);
  line.cut();
  await Promise.all(during);
  await Promise.all(askers.slice(8).map(ask));
  expect(told.size).toBeGreaterThanOrEqual(4);
  expect((await fetch(`http://127.0.0.1:${bot.port}/readyz`)).status).toBe(503);
  expect((await fetch(`http://127.0.0.1:${bot.port}/healthz`)).status).toBe(200);
  await sleep(1_500);
  await line.mend();
  await expect
    .poll(async () => (await fetch(`http://127.0.0.1:${bot.port}/readyz`)).status, { timeout: 15_000 })
    .toBe(200);

  // Nobody turns anything: the coordinator hears of everybody who was told that they had asked.
  const heard = () =>
    slack.ledger
      .filter(({ user, kind }) => user === 'U-CORA' && kind === 'message')
      .flatMap(({ text }) => /Asker \d+/.exec(text)?.[0] ?? [])
      .sort();
  const asked = async () =>
    (await database.prisma.member.findMany({ where: { standing: 'asked' } })).map(({ name }) => name).sort();
  const known = await asked();
  expect(known).toEqual(expect.arrayContaining([...acknowledged]));
  expect(known.filter((name) => !acknowledged.has(name) && !unsure.has(name))).toEqual([]);
  // What was cut off in the midst of being sent is taken up again when its lease has run out, after 20 s.
  await expect.poll(heard, { timeout: 35_000 }).toEqual(known);

  // And whoever was told to try again does, with success: each is heard of once.
  for (const person of askers) if (!known.includes(person.name)) await ask(person);
  expect(await asked()).toHaveLength(askers.length);
  await expect.poll(heard, { timeout: 20_000 }).toEqual(await asked());
  // Its sweeps are at it again, too.
  expect(logs.some(({ event, lost }) => event === 'outbox.claim-failed' && lost === true)).toBe(true);
  await database.prisma.auditor.updateMany({ data: { nextAt: new Date(0), ranAt: null } });
  await expect
    .poll(async () => (await database.prisma.auditor.findFirst())?.ranAt, { timeout: 15_000 })
    .not.toBeNull();
}, 90_000);
