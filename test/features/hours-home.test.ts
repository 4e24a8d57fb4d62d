import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { homeOf } from '../support/homes.ts';
import { type Network, startNetwork } from '../support/network.ts';

let network: Network;
let cora: SimulatedPerson;
let bob: SimulatedPerson;
const QUESTION = 'When may I message you?\n \n[Work hours] [Evenings and weekends] [Only when I look]';
const PLATFORMS = ['slack', 'teams'] as const;
const kindsOf = async ({ name }: SimulatedPerson): Promise<string[]> => {
  const where = { member: { name }, kind: { startsWith: 'hours:' } };
  return (await network.database.prisma.card.findMany({ where })).map(({ kind }) => kind);
};
async function takeBreak(day: string): Promise<void> {
  await bob.say('hours');
  await bob.press('Take a break');
  await bob.fill({ 'Which day are you back?': day });
  await bob.submit();
  bob.dismiss();
}

beforeAll(async () => {
  network = await startNetwork();
  cora = network.slack.person('U-CORA', { name: 'Cora Coordinator' });
  bob = network.teams.person('t-bob', { name: 'Bob Baker' });
  await network.coordinate(cora);
  await network.admit(cora, bob);
});

describe('when I may be messaged, on home', () => {
  it('D50 is asked of whoever set the network up and of whoever joins, and of no guest', async () => {
    expect(await homeOf(cora)).toContain(QUESTION);
    expect(await homeOf(bob)).toContain(QUESTION);
    const guest = network.slack.person('U-GUEST', { name: 'Gus Guest' });
    expect(await homeOf(guest)).not.toContain('When may I message you?');
  });

  it.each(
    PLATFORMS.flatMap((platform) => [
      [platform, 'a button', async (one: SimulatedPerson) => one.press('Only when I look')] as const,
      [
        platform,
        'the form for one’s own hours',
        async (one: SimulatedPerson) => {
          await one.say('hours');
          await one.press('Hours, days and time zone');
          await one.fill({ 'Which hours?': 'Evenings and weekends' });
          await one.submit();
        },
      ] as const,
      [
        platform,
        '“Stop messages and hide this”',
        async (one: SimulatedPerson) => {
          await one.say('my husband hits me');
          await one.press('Stop messages and hide this');
        },
      ] as const,
    ]),
  )('D50 is asked no more once it is answered (%s, by %s)', async (platform, by, answer) => {
    const one = network[platform].person(`${platform}-${by}`, { name: `Una ${platform} ${by}` });
    await network.admit(cora, one);
    expect(await homeOf(one)).toContain(QUESTION);
    await answer(one);
    one.dismiss();
    expect(await kindsOf(one)).toEqual([]);
    expect(await homeOf(one)).not.toContain('When may I message you?');
  });

  it('D50 is answered for both when a guest who wants no messages becomes one person with somebody who did not say', async () => {
    const slack = network.slack.person('U-EVE', { name: 'Eve Ellis' });
    const teams = network.teams.person('t-eve', { name: 'Eve Ellis' });
    await network.admit(cora, slack);
    await teams.install();
    const { memberId } = await network.database.prisma.account.findFirstOrThrow({
      where: { externalUser: teams.user },
    });
    await network.database.prisma.member.update({
      where: { id: memberId },
      data: { contactHours: 'never' },
    });
    await slack.command('link');
    await teams.say(`link ${/[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(slack.seen.at(-1)?.text ?? '')?.[0]}`);
    await teams.press('Yes, that is me');
    await network.settle();
    await slack.press('Yes, that is me');
    for (const chat of [slack, teams])
      expect(await homeOf(chat)).not.toContain('[Work hours] [Evenings and weekends]');
    expect(await kindsOf(slack)).toEqual([]);
  });
});

describe('a break on home', () => {
  it('D51 stands under what is coming up, with the way back, until they are back', async () => {
    await takeBreak('2027-02-20');
    expect(await homeOf(bob)).toContain(
      'Coming up\nYou’re on a break: back on Sat 20 February 2027. Nothing new is asked of you.\n[I’m back]',
    );
    await bob.press('I’m back');
    expect(await homeOf(bob)).not.toContain('Coming up');
    expect(await kindsOf(bob)).toEqual(['hours:when']);
  });

  it('D51 says the new day when another one is chosen, and is gone when it has come', async () => {
    await takeBreak('2027-02-20');
    await bob.say('hours');
    await bob.press('Another day');
    await bob.fill({ 'Which day are you back?': '2027-02-04' });
    await bob.submit();
    bob.dismiss();
    const home = await homeOf(bob);
    expect(home.match(/You’re on a break/g)).toHaveLength(1);
    expect(home).toContain('back on Thu 4 February 2027');
    await network.travelTo('2027-02-04T00:00:00Z', 24);
    expect(await homeOf(bob)).not.toContain('You’re on a break');
  });
});

it('home is mended by the auditor, who looks for no message of either', async () => {
  await takeBreak('2027-02-20');
  const before = await homeOf(bob);
  await network.database.prisma.card.deleteMany();
  expect(await homeOf(bob)).not.toContain('You’re on a break');
  await network.audit();
  expect(await homeOf(bob)).toBe(before);
  expect(before).toContain(QUESTION);
  expect(await network.database.prisma.finding.count({ where: { kind: 'missing' } })).toBe(0);
});
