import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { type Network, startNetwork } from '../support/network.ts';

let network: Network;
let cora: SimulatedPerson;
let people = 0;
const JOINED = 'Two accounts of yours were joined';
const TEN_DAYS_MS = 10 * 86_400_000;
const last = (person: SimulatedPerson) => person.seen.at(-1)?.text ?? '';
const homeOf = async (person: SimulatedPerson): Promise<string> => {
  await person.openHome();
  return last(person);
};
const memberOf = async ({ user }: SimulatedPerson) =>
  (await network.database.prisma.account.findFirstOrThrow({ where: { externalUser: user } })).memberId;
const countCards = () => network.database.prisma.card.count({ where: { kind: 'accounts:newly-linked' } });

/** A member on Slack whose new account on Teams was joined to it. */
async function linked(name: string): Promise<{ slack: SimulatedPerson; teams: SimulatedPerson }> {
  people += 1;
  const slack = network.slack.person(`U-${people}`, { name });
  const teams = network.teams.person(`t-${people}`, { name });
  await network.admit(cora, slack);
  await network.answerUsual(slack);
  await teams.install();
  await slack.command('link');
  await teams.say(`link ${/[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(last(slack))?.[0]}`);
  await teams.press('Yes, that is me');
  await network.settle();
  await slack.press('Yes, that is me');
  await network.settle();
  return { slack, teams };
}

beforeAll(async () => {
  network = await startNetwork();
  cora = network.slack.person('U-CORA', { name: 'Cora Coordinator' });
  await network.coordinate(cora);
  await network.answerUsual(cora);
});

describe('two accounts that were joined, on home', () => {
  it('is told in both chats in the same words, and to nobody else', async () => {
    const { slack, teams } = await linked('Ann Archer');
    const told =
      'Two accounts of yours were joined\nYour Teams account was joined to your other one on Mon 1 February, 10:00. If that wasn’t you:\n[Unlink]';
    for (const chat of [slack, teams]) expect(await homeOf(chat)).toContain(told);
    expect(await homeOf(cora)).not.toContain(JOINED);
  });

  it.each(['slack', 'teams'] as const)(
    'is gone once they are taken apart from there, and the account that leaves reads nothing of it (from %s)',
    async (from) => {
      const chats = await linked(`Bob ${from}`);
      const member = await memberOf(chats.slack);
      const before = await countCards();
      await homeOf(chats[from]);
      await chats[from].press('Unlink', JOINED);
      expect(last(chats[from])).toContain('Unlink Teams?');
      await chats[from].press('Unlink it');
      await network.settle();
      expect(await memberOf(chats.slack)).toBe(member);
      expect(await memberOf(chats.teams)).not.toBe(member);
      expect(await countCards()).toBe(before - 1);
      for (const chat of [chats.slack, chats.teams]) expect(await homeOf(chat)).not.toContain(JOINED);
    },
  );

  it('is told again, with its own ten days, when they are joined again', async () => {
    const { slack, teams } = await linked('Cat Carter');
    await homeOf(slack);
    await slack.press('Unlink', JOINED);
    await slack.press('Unlink it');
    await network.travelTo('2027-02-08T10:00:00Z', 24);
    await slack.command('link');
    await teams.say(`link ${/[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(last(slack))?.[0]}`);
    await teams.press('Yes, that is me');
    await network.settle();
    await slack.press('Yes, that is me');
    await network.settle();
    expect(await homeOf(slack)).toContain('on Mon 8 February, 10:00');
    await network.travelTo('2027-02-12T10:00:00Z', 24);
    expect(await homeOf(slack)).toContain(JOINED);
  });

  it('is gone after ten days, while the accounts stay one', async () => {
    const { slack, teams } = await linked('Dot Dean');
    const until = (await network.now()).getTime() + TEN_DAYS_MS;
    await network.travelTo(new Date(until - 60_000).toISOString(), 24);
    for (const chat of [slack, teams]) expect(await homeOf(chat)).toContain(JOINED);
    await network.travelTo(new Date(until).toISOString(), 24);
    for (const chat of [slack, teams]) expect(await homeOf(chat)).not.toContain(JOINED);
    expect(await memberOf(teams)).toBe(await memberOf(slack));
  });

  it('is mended by the auditor while it is new, who looks for no message of it', async () => {
    const { slack } = await linked('Eve Ellis');
    await network.database.prisma.card.deleteMany();
    await network.audit();
    expect(await homeOf(slack)).toContain(JOINED);
    expect(await countCards()).toBe(1);
    expect(await network.database.prisma.finding.count({ where: { kind: 'missing' } })).toBe(0);
  });
});
