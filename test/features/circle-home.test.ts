import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { homeOf } from '../support/homes.ts';
import { type Network, startNetwork } from '../support/network.ts';

let network: Network;
let cora: SimulatedPerson;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
const QUESTION = 'May somebody here ask you to call them?';
const kindsOf = async ({ name }: SimulatedPerson): Promise<string[]> => {
  const where = { member: { name }, kind: { startsWith: 'circle:' } };
  return (await network.database.prisma.card.findMany({ where })).map(({ kind }) => kind);
};
async function sayAway(person: SimulatedPerson, label: string, fields: Record<string, string>) {
  await person.openHome();
  await person.press('Space to listen');
  await person.press(label);
  await person.press(label === 'Not just now' ? 'Choose a day to be back' : 'Choose a day for this to end');
  await person.fill(fields);
  await person.submit();
  person.dismiss();
}

beforeAll(async () => {
  network = await startNetwork();
  cora = network.slack.person('U-CORA', { name: 'Cora Coordinator' });
  ann = network.slack.person('U-ANN', { name: 'Ann Archer' });
  bob = network.teams.person('t-bob', { name: 'Bob Baker' });
  await network.coordinate(cora);
  await network.admit(cora, ann, bob);
});

describe('whether others may ask, on home', () => {
  it('D51 is asked of each member in the same words, and of no guest', async () => {
    const guest = network.slack.person('U-GUEST', { name: 'Gus Guest' });
    expect(await homeOf(guest)).not.toContain(QUESTION);
    const asked = await Promise.all([homeOf(ann), homeOf(bob)]);
    const [first, second] = asked.map((home) => home.slice(home.indexOf('\n'), home.indexOf('[Not me]')));
    expect(first).toContain(QUESTION);
    expect(second).toBe(first);
  });

  it('D51 is answered in its place, and asked no more', async () => {
    await homeOf(ann);
    await ann.press('Yes, in my hours');
    expect(ann.seen.at(-1)?.text).toContain('Thank you: I may ask you to ring somebody');
    expect(await kindsOf(ann)).toEqual([]);
    expect(await homeOf(ann)).not.toContain(QUESTION);
  });

  it('D51 is asked no more of whoever says it in the form, also when it was sent to them', async () => {
    const { id: memberId } = await network.database.prisma.member.findFirstOrThrow({
      where: { name: bob.name },
    });
    await network.database.prisma.responder.create({ data: { memberId, asked: false } });
    await network.settle();
    const sent = () => bob.chat.filter((text) => text.startsWith('Something I ask everybody'));
    expect(sent()).toHaveLength(1);
    expect((await homeOf(bob)).split(QUESTION)).toHaveLength(2);
    await bob.say('settings');
    await bob.press('Being asked');
    await bob.fill({ 'May you be asked?': 'Not me' });
    await bob.submit();
    bob.dismiss();
    await network.settle();
    expect(sent()).toEqual([]);
    expect(bob.chat.join('\n')).toContain('Nobody asks you to ring them.');
    expect(await homeOf(bob)).not.toContain(QUESTION);
  });
});

describe.each(['slack', 'teams'] as const)('space to listen, from home (%s)', (platform) => {
  const person = () => (platform === 'slack' ? ann : bob);

  it('D28 without a day it is on the page behind the button alone', async () => {
    await homeOf(person());
    await person().press('Space to listen');
    expect(person().seen.at(-1)?.text).toContain('At the moment: yes.\n[A little stretched] [Not just now]');
    await person().press('Not just now');
    const home = await homeOf(person());
    expect(home).not.toContain('Coming up');
    await person().press('Space to listen');
    expect(person().seen.at(-1)?.text).toContain('At the moment: not just now.\n[I have space]');
    await person().press('I have space');
  });

  it('D28 until a day, that day is coming up, and is gone at a press', async () => {
    await sayAway(person(), 'A little stretched', { Until: '2027-02-09' });
    expect(await homeOf(person())).toContain(
      'Coming up\nYou’re a little stretched until Tue 9 February 2027.\n[I have space]',
    );
    await sayAway(person(), 'Not just now', { 'Back on': '2027-02-10', At: '14:30' });
    const home = await homeOf(person());
    expect(home).toContain('Coming up\nI won’t ask you until 14:30 on Wed 10 February 2027.\n[I have space]');
    expect(home).not.toContain('You’re a little stretched');
    await person().press('I have space');
    expect(await kindsOf(person())).toEqual([]);
    expect(await homeOf(person())).not.toContain('Coming up');
  });

  it('D28 whoever stops messages is asked for nothing, and no day is coming up on which that ends', async () => {
    await sayAway(person(), 'Not just now', { 'Back on': '2027-02-10' });
    await person().say('my husband hits me');
    await person().press('Stop messages and hide this');
    expect(await kindsOf(person())).toEqual([]);
    expect(await homeOf(person())).not.toContain('Coming up');
    await person().press('Space to listen');
    expect(person().seen.at(-1)?.text).toContain('At the moment: not just now.');
  });
});

it('home is mended by the auditor, who looks for no message of it, and the day is gone once it has come', async () => {
  await sayAway(bob, 'Not just now', { 'Back on': '2027-02-04' });
  const before = await homeOf(bob);
  await network.database.prisma.card.deleteMany();
  await network.audit();
  expect(await homeOf(bob)).toBe(before);
  expect(await homeOf(cora)).toContain(QUESTION);
  expect(await network.database.prisma.finding.count({ where: { kind: 'missing' } })).toBe(0);
  await network.travelTo('2027-02-04T00:00:00Z', 24);
  expect(await homeOf(bob)).not.toContain('I won’t ask you');
});
