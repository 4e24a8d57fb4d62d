import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Reason, reasonOf } from '../../src/outbox/report/reasons.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { type Network, startNetwork } from '../support/network.ts';

let network: Network;
let cora: SimulatedPerson;
let ann: SimulatedPerson;

beforeAll(async () => {
  network = await startNetwork({ audited: true });
  cora = network.slack.person('U-CORA', { name: 'Cora Ordinator' });
  ann = network.slack.person('U-ANN', { name: 'Ann Asker' });
  await network.coordinate(cora);
  await network.enrol(ann);
  await network.settle();
});

async function status(): Promise<string> {
  await cora.command('status');
  return cora.seen.at(-1)?.text ?? '';
}

/** A message that did not arrive, as the dispatcher leaves it. */
async function leave(
  to: string,
  about: { feature: string; state?: string; error?: string; unnamed?: true; name?: string },
): Promise<void> {
  const { prisma } = network.database;
  const account = await prisma.account.findFirst({ where: { member: { name: to } } });
  const { feature, state = 'failed', error = 'SendError: Slack refused it: user_disabled', unnamed } = about;
  const waits = state === 'pending';
  await prisma.outbox.create({
    data: {
      key: randomUUID(),
      class: 'quiet',
      originId: 'x',
      feature,
      state,
      error,
      destination: unnamed ? `unnamed:${randomUUID()}` : `account:${account?.id}`,
      ...(waits ? { payload: { text: 'The contents of it' } } : { settledAt: new Date() }),
      dueAt: await network.now(),
      enqueuedAt: new Date(),
    },
  });
}

describe('/alongside status', () => {
  it('is for coordinators', async () => {
    await ann.command('status');
    expect(ann.seen.at(-1)?.text).toContain('That is for coordinators');
  });

  it('says so when all is well, with the horizon of the bank holidays and what runs here', async () => {
    const text = await status();
    expect(text).toContain('Nothing is waiting to be sent, but for what is counted apart below.');
    expect(text).toContain('Nothing, as far as I can know.');
    expect(text).toMatch(/Last look: .*\. Nothing was forgotten\./);
    expect(text).toContain('bank holidays until Sun 31 December 2028');
    expect(text).toMatch(/Alongside \d+\.\d+\.\d+, database \d{14}, PostgreSQL \d+\.\d+, Node\.js \d+/);
    expect(text).toContain('Calls and questions are counted apart and never listed.');
  });

  it('names whom a message did not reach, groups them by why, and says what to do', async () => {
    const bob = network.teams.person('t-bob', { name: 'Bob Builder' });
    await bob.say('join');
    await network.settle();
    network.teams.fail({ kind: 'refused', user: 't-bob' });
    await cora.press('Admit Bob');
    await network.settle();
    await leave('Ann Asker', { feature: 'forum' });
    await leave('Ann Asker', { feature: 'availability' });
    await leave('Bob Builder', { feature: 'buddies', state: 'unknown', error: 'x' });
    const text = await status();
    expect(text).toMatch(
      /I may not write to them\. Ask them to add me.*\n• Bob Builder: 1 message \(membership\)/,
    );
    expect(text).toMatch(
      /They have blocked me, or left\. Please ring them.*\n• Ann Asker: 2 messages \(\w+-?\w+ and \w+-?\w+\)/,
    );
    expect(text).toMatch(/I can’t tell whether it arrived.*\n• Bob Builder: 1 message \(buddies\)/);
  });

  it('counts calls and what is asked without a name from five on, and names nobody for them', async () => {
    await network.database.prisma.outbox.deleteMany({ where: { state: { in: ['failed', 'unknown'] } } });
    for (const feature of ['escalations', 'wellbeing', 'concerns', 'a feature to come'])
      await leave('Ann Asker', { feature });
    expect(await status()).toContain('Not delivered: fewer than 5.');
    expect(await status()).toContain('Nothing, as far as I can know.');
    expect(await status()).not.toContain('Ann');
    await leave('Ann Asker', { feature: 'questions', unnamed: true });
    expect(await status()).toContain('Not delivered: 5 or more.');
    expect(await status()).not.toContain('Ann');
    await leave('Ann Asker', { feature: 'escalations', state: 'pending' });
    const text = await status();
    expect(text).toContain('Nothing is waiting to be sent, but for what is counted apart below.');
    expect(text).toContain('Waiting: fewer than 5.');
  });

  it('never lets a coordinator who looks before and after see that a named person asked a question', async () => {
    const { prisma } = network.database;
    await prisma.outbox.deleteMany({ where: { state: { in: ['failed', 'unknown', 'pending'] } } });
    for (let count = 0; count < 5; count += 1)
      for (const state of ['failed', 'pending']) await leave('Ann Asker', { feature: 'escalations', state });
    const before = await status();
    expect(before).toContain('Waiting: 5 or more. Not delivered: 5 or more.');
    for (const state of ['failed', 'unknown', 'pending', 'expired']) {
      await leave('Ann Asker', { feature: 'questions', state });
      expect(await status(), state).toBe(before);
    }
    await leave('Ann Asker', { feature: 'questions', state: 'pending', unnamed: true });
    expect(await status()).toBe(before);
    await prisma.outbox.deleteMany({ where: { state: { in: ['failed', 'unknown', 'pending', 'expired'] } } });
  });

  it('says what waits and since when, and nothing of what is in it', async () => {
    await leave('Ann Asker', { feature: 'forum', state: 'pending' });
    expect(await status()).toMatch(
      /1 message is waiting: 1 to go out now, the first of them since .*10:\d\d/,
    );
    await network.database.prisma.outbox.updateMany({
      where: { state: 'pending' },
      data: { dueAt: new Date('2027-03-01T10:00:00Z') },
    });
    const text = await status();
    expect(text).toContain('1 message is waiting: 1 for later, or for people’s hours.');
    expect(text).not.toContain('The contents of it');
    await network.database.prisma.outbox.deleteMany({ where: { state: 'pending' } });
  });

  it('fits on a phone, however many could not be reached', async () => {
    for (let count = 0; count < 12; count += 1) {
      const name = `Peer ${String(count).padStart(2, '0')}`;
      const member = await network.database.prisma.member.create({
        data: {
          name,
          createdAt: new Date(),
          accounts: {
            create: { platform: 'slack', workspace: 'T', externalUser: name, lastSeenAt: new Date() },
          },
        },
      });
      expect(member.name).toBe(name);
      await leave(name, { feature: 'availability' });
    }
    const text = await status();
    expect(text).toContain('• Peer 07: 1 message (call-outs)\n• and 4 others');
    expect(text).not.toContain('Peer 08');
  });

  it('tells what the auditor found, and when it has not looked', async () => {
    const { prisma } = network.database;
    await prisma.auditor.updateMany({ data: { nextAt: new Date('2099-01-01'), ranAt: await network.now() } });
    for (const kind of ['missing', 'overdue', 'forgotten'])
      for (const record of kind === 'overdue' ? ['message:1', 'message:2'] : ['call-out:1'])
        await prisma.finding.create({ data: { kind, record, since: await network.now() } });
    const text = await status();
    expect(text).toContain('• 1 thing that should have a message has none (first seen ');
    expect(text).toContain('• 2 messages should have gone out, and did not (first seen ');
    expect(text).toContain('• 1 message had been forgotten; I have seen to that');
    expect(text).toContain('Please tell whoever runs me');
    await prisma.auditor.updateMany({ data: { ranAt: new Date('2027-02-01T09:00:00Z') } });
    expect(await status()).toContain(
      'I have not been able to look for forgotten messages since Mon 1 February, 09:00',
    );
    await prisma.auditor.updateMany({ data: { ranAt: null } });
    expect(await status()).toContain('I have not looked yet');
  });
});

it.each<[string, string, Reason]>([
  ['failed', 'SendError: Teams: 403 BotNotInConversationRoster', 'not-installed'],
  ['failed', 'SendError: Teams: 403 Forbidden', 'not-installed'],
  ['failed', 'SendError: Teams: 403 MessageWritesBlocked', 'gone'],
  ['failed', 'SendError: Teams: 404 ConversationNotFound', 'gone'],
  ['failed', 'SendError: Slack refused it: account_inactive', 'not-installed'],
  ['failed', 'SendError: Slack refused it: user_not_found', 'gone'],
  ['failed', 'SendError: Slack refused it: msg_too_long', 'refused'],
  ['failed', 'SendError: Slack did not answer (ECONNRESET)', 'no-answer'],
  ['failed', 'no way to reach this person on a configured platform', 'nowhere'],
  ['unknown', 'SendError: Teams: 403 Forbidden', 'no-answer'],
])('a message that is %s with “%s” did not arrive because: %s', (state, error, reason) => {
  expect(reasonOf(state, error)).toBe(reason);
});
