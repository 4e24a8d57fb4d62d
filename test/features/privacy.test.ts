import { readdir, readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { hasAuditLabel } from '../../src/bot/audit-labels.ts';
import { features } from '../../src/features/index.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import type { Database } from '../../src/store/database.ts';
import { type Network, startNetwork } from '../support/network.ts';

let network: Network;
let database: Database;
let cora: SimulatedPerson;
let ann: SimulatedPerson;
let bob: SimulatedPerson;

const last = (person: SimulatedPerson) => person.seen.at(-1)?.text ?? '';
const idOf = async (name: string) =>
  (await database.prisma.member.findFirst({ where: { name, erasedAt: null } }))?.id ?? '';
const later = async (days: number, stepDays = 7) => {
  const at = new Date((await network.now()).getTime() + days * 86_400_000);
  await network.travelTo(at.toISOString(), 24 * stepDays);
  await network.settle();
};

beforeAll(async () => {
  network = await startNetwork({ publicUrl: 'https://peers.example.org' });
  database = network.database;
  cora = network.slack.person('U-CORA', { name: 'Cora Coordinator' });
  ann = network.slack.person('U-ANN', { name: 'Ann Archer' });
  bob = network.teams.person('t-bob', { name: 'Bob Baker' });
  await network.coordinate(cora);
  await network.admit(cora, ann, bob);
});

describe('A26 what is kept', () => {
  it('is said in plain words, to a guest as well, with how long', async () => {
    const gus = network.slack.person('U-GUS', { name: 'Gus Guest' });
    await gus.say('privacy');
    expect(last(gus)).toContain('Nothing is inferred from it');
    await gus.press('What, and how long');
    expect(gus.form?.text).toContain('until you change it, leave, or ask to be forgotten');
    expect(gus.form?.text).toContain(
      'Calls that you asked for: words and names of a call, 7 days after it is over.',
    );
  });

  it('is sent to its owner, part by part, in views that stay out of the chat', async () => {
    await ann.command('settings');
    await ann.press('How to reach me');
    await ann.fill({ 'Your number': '07700 900417', 'Is it safe to call you?': 'Yes' });
    await ann.fill({ 'A call or a message?': 'A call' });
    await ann.submit();
    await ann.say('privacy');
    await ann.press('Send me my data');
    expect(last(ann)).not.toContain('07700');
    await ann.press('Members');
    expect(ann.form?.text).toContain('"name": "Ann Archer"');
    expect(ann.form?.text).toContain('07700 900417');
    for (const part of ['Availability', 'Buddies', 'Questions', 'Forum', 'Escalations']) {
      await ann.press(part);
      expect(ann.form?.title).toBe(part);
    }
    ann.dismiss();
  });

  it('is a file behind a button: looking at the link spends nothing, and the button works once', async () => {
    await ann.press('Send me my data');
    const url = /https:\/\/peers\.example\.org(\/my-data\?token=[\w-]+)/.exec(last(ann))?.[1] ?? '';
    const here = `http://127.0.0.1:${network.bot.port}`;
    for (const _ of [1, 2, 3]) {
      const page = await fetch(`${here}${url}`);
      expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Save my data')]);
    }
    const post = () =>
      fetch(`${here}/my-data`, {
        method: 'POST',
        body: new URLSearchParams({ token: url.split('=')[1] ?? '' }),
      });
    const [one, two] = await Promise.all([post(), post()]);
    expect([one.status, two.status].sort()).toEqual([200, 404]);
    const data = (await (one.status === 200 ? one : two).json()) as { members: { name: string } };
    expect(data.members.name).toBe('Ann Archer');
    expect((await fetch(`${here}${url}`)).status).toBe(404);
    expect(JSON.stringify(await database.prisma.download.findMany())).toBe('[]');
    await ann.press('Send me my data');
    const old = /\/my-data\?token=[\w-]+/.exec(last(ann))?.[0] ?? '';
    await later(0.02);
    const gone = await fetch(`${here}${old}`);
    expect([gone.status, await gone.text()]).toEqual([404, expect.stringContaining('no longer works')]);
  });
});

describe('the audit', () => {
  it('has words for everything that is written down', async () => {
    const root = new URL('../../src/', import.meta.url);
    const files = (await readdir(root, { recursive: true })).filter((file) =>
      /^(features|bot|outbox)\/.*\.ts$/.test(file),
    );
    const code = (await Promise.all(files.map((file) => readFile(new URL(file, root), 'utf8')))).join('\n');
    const written = /(?:action: |audit\(\s*context,\s*|noteReading\([^)']*)'([a-z-]+\.[a-z-]+)'/g;
    const actions = [...code.matchAll(written)].map(([, action = '']) => action);
    expect(actions.length).toBeGreaterThan(40);
    expect(actions.filter((action) => !hasAuditLabel(features, action))).toEqual([]);
  });

  it('shows a person who did what about them, and coordinators how the network is run', async () => {
    await ann.say('privacy');
    const { audit, outbox } = database.prisma;
    const before = [await audit.count(), await outbox.count()];
    await ann.press('Who saw what about me');
    expect(ann.form?.text).toContain('Cora Coordinator let you in as a member');
    expect(ann.form?.text).toContain('Nobody is told that you opened this page.');
    ann.dismiss();
    await network.settle();
    expect([await audit.count(), await outbox.count()]).toEqual(before);
    await cora.command('audit');
    expect(cora.form?.text).toContain('admitted somebody');
    expect(cora.form?.text).not.toContain('Ann');
    cora.dismiss();
    await ann.command('audit');
    expect(last(ann)).not.toContain('admitted somebody');
  });

  it('is append-only: the database refuses to change it, and to delete it before its time', async () => {
    const run = (sql: string) => database.prisma.$executeRawUnsafe(sql);
    const refused = 'audit rows are';
    await expect(run(`UPDATE audit SET action = 'nothing'`)).rejects.toThrow(refused);
    await expect(run('DELETE FROM audit')).rejects.toThrow(refused);
    await expect(run('TRUNCATE audit')).rejects.toThrow(refused);
    expect(await database.prisma.audit.count()).toBeGreaterThan(2);
  });
});

describe('Forget me', () => {
  it('waits a week, in which one may change one’s mind', async () => {
    await ann.say('privacy');
    await ann.press('Forget me');
    expect(last(ann)).toContain('an employer’s archive may keep copies');
    expect(last(ann)).toContain('I empty the messages that I sent you in the last year');
    await ann.press('Yes, forget me');
    await network.settle();
    await later(6);
    await ann.press('Keep my data', 'I’ll forget you on');
    expect(last(ann)).toContain('Nothing is forgotten\nEverything stays as it was.');
    await network.settle();
    await later(2);
    expect(await idOf('Ann Archer')).not.toBe('');
    await ann.say('privacy');
    expect(ann.seen.at(-1)?.buttons).toContain('Forget me');
  });

  it('tells the last coordinator to hand over first, at the press and when the week is over', async () => {
    await cora.say('privacy');
    await cora.press('Forget me');
    expect(last(cora)).toContain('Please hand over first');
    const now = await network.now();
    const member = await idOf('Cora Coordinator');
    await database.prisma.erasure.create({
      data: { memberId: member, state: 'asked', askedAt: now, dueAt: now },
    });
    await network.settle();
    expect(await idOf('Cora Coordinator')).toBe(member);
    await later(1);
    expect(cora.chat.join('\n')).toContain('I haven’t forgotten you yet');
    await cora.press('Keep my data', 'haven’t forgotten you');
  });

  it('leaves nobody: no account, no name, no words, no message; others keep a row without a name', async () => {
    const id = await idOf('Ann Archer');
    const accounts = await database.prisma.account.findMany({ where: { memberId: id } });
    await ann.say('privacy');
    await ann.press('Forget me');
    await ann.press('Yes, forget me');
    await network.settle();
    const shown = ann.seen.filter(({ kind }) => kind === 'message').length;
    expect(shown).toBeGreaterThan(0);
    await later(7.1);
    await later(0.01);
    await later(0.01);
    const messages = new Set(ann.seen.filter(({ kind }) => kind === 'message').map((one) => one.id));
    for (const message of messages)
      expect(ann.seen.filter((one) => one.id === message).at(-1)?.text).toContain('This message was removed');
    expect(await database.prisma.member.findUnique({ where: { id } })).toMatchObject({
      name: 'Somebody who has left',
      standing: 'left',
    });
    expect(
      await database.prisma.account.count({ where: { id: { in: accounts.map((one) => one.id) } } }),
    ).toBe(0);
    expect(await database.prisma.dataKey.count({ where: { memberId: id } })).toBe(0);
    const destinations = accounts.map((one) => `account:${one.id}`);
    expect(await database.prisma.outbox.count({ where: { destination: { in: destinations } } })).toBe(0);
    await cora.command('audit');
    expect(cora.form?.text).toContain('Alongside was asked to forget somebody, and did');
  });

  it('makes them new to us when they write again, also while their messages are being emptied', async () => {
    const before = await idOf('Bob Baker');
    await bob.say('privacy');
    await bob.press('Forget me');
    await bob.press('Yes, forget me');
    await network.settle();
    await later(7.1);
    await bob.say('hello');
    expect(last(bob)).toContain('Ask to join');
    const now = await idOf('Bob Baker');
    expect(now).not.toBe(before);
    await later(0.01);
    await later(0.01);
    expect(await database.prisma.erasure.count({ where: { state: 'blanking' } })).toBe(0);
    expect(await database.prisma.account.count({ where: { platform: 'teams' } })).toBe(1);
    expect(await idOf('Bob Baker')).toBe(now);
  });

  it('comes by itself for a guest who wrote once and not again for a year', async () => {
    expect(await idOf('Gus Guest')).not.toBe('');
    await later(366, 366);
    await later(1);
    expect(await idOf('Gus Guest')).toBe('');
  });
});
