import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { homeOf } from '../support/homes.ts';
import { type Network, startNetwork } from '../support/network.ts';
import { brief } from './availability-scene.ts';

let network: Network;
let cora: SimulatedPerson;
let bob: SimulatedPerson;
let eve: SimulatedPerson;

const GATE = 'Questions, calls and wellbeing are switched off';
const kindsOf = async ({ name }: SimulatedPerson): Promise<string[]> => {
  const cards = await network.database.prisma.card.findMany({ where: { member: { name } } });
  return cards.map(({ kind }) => kind).sort();
};
async function give({ name }: SimulatedPerson, role: string, days: Record<string, string> = {}) {
  await cora.command('roles');
  await cora.press('Give someone a role');
  await cora.fill({ Who: name, Role: role, ...days });
  await cora.submit();
  await cora.press('Yes, give the role');
  await network.settle();
}
async function end({ name }: SimulatedPerson, role: string) {
  await cora.command('roles');
  await cora.press(`End ${name}’s role as ${role}`);
  await cora.press('Yes, end it');
  await network.settle();
}

beforeAll(async () => {
  network = await startNetwork();
  cora = network.slack.person('U-CORA', { name: 'Cora Coordinator' });
  bob = network.teams.person('t-bob', { name: 'Bob Baker' });
  eve = network.slack.person('U-EVE', { name: 'Eve Ellis' });
  await network.coordinate(cora);
  await network.enrol(bob, eve);
  await network.answerUsual(cora, bob, eve);
});

describe('the home of somebody in a role', () => {
  it('has what waits for that role as soon as they are given it, without a message for each', async () => {
    expect(await homeOf(cora)).toContain(GATE);
    expect(await homeOf(bob)).not.toContain(GATE);
    await give(bob, 'Organiser');
    expect(await homeOf(bob)).not.toContain(GATE);
    const told = bob.chat.length;
    await give(bob, 'Coordinator');
    expect(bob.chat.slice(told).map((text) => text.split('\n')[0])).toEqual(['You’re a coordinator now']);
    expect(await homeOf(bob)).toContain(GATE);
  });

  it('has nothing of it any more as soon as the role has ended, in whichever feature it waited', async () => {
    await bob.say('availability new');
    await bob.fill(brief);
    await bob.submit();
    await network.settle();
    expect(await homeOf(bob)).toContain('Housing services');
    expect(await kindsOf(bob)).toEqual(['availability:call-out', 'safeguarding:set-up']);
    await end(bob, 'coordinator');
    expect(await kindsOf(bob)).toEqual([]);
    const home = await homeOf(bob);
    expect(home).not.toContain('Housing services');
    expect(home).not.toContain(GATE);
  });

  it('E21 has what an ended role left open for whoever coordinates since, who was not written to', async () => {
    expect(await homeOf(cora)).toContain('Bob Baker is no longer a coordinator');
    await give(eve, 'Coordinator');
    expect(await homeOf(eve)).toContain('Bob Baker is no longer a coordinator');
    expect(eve.chat.filter((text) => text.startsWith('Something to hand over'))).toEqual([]);
    await end(eve, 'coordinator');
    expect(await homeOf(eve)).not.toContain('Bob Baker');
    expect(await kindsOf(eve)).toEqual([]);
    await give(eve, 'Coordinator');
  });

  it('E21 has it all again when the role was given again, and others have nothing to hand over', async () => {
    await give(bob, 'Coordinator');
    const home = await homeOf(bob);
    expect(home).toContain('Housing services');
    expect(home).toContain(GATE);
    for (const person of [cora, eve]) expect(await homeOf(person)).not.toContain('no longer a coordinator');
    expect(await kindsOf(eve)).toEqual(['safeguarding:set-up']);
  });

  it('E21 has an item no more once it was given to somebody, whose home has it from then on', async () => {
    await end(bob, 'coordinator');
    await eve.openHome();
    await eve.press('Give to somebody: Call-out “Housing services”, not sent yet');
    await eve.fill({ 'Who takes it over': cora.name });
    await eve.submit();
    await network.settle();
    for (const person of [cora, eve]) expect(await homeOf(person)).not.toContain('no longer a coordinator');
    expect(await kindsOf(cora)).toEqual(['availability:call-out', 'safeguarding:set-up']);
    expect(await kindsOf(eve)).toEqual(['safeguarding:set-up']);
  });

  it('E21 has nothing to hand over any more when all of it is over by itself', async () => {
    await give(bob, 'Coordinator');
    await bob.say('availability new');
    await bob.fill({ ...brief, 'What is it about?': 'Libraries' });
    await bob.submit();
    await network.settle();
    await end(bob, 'coordinator');
    expect(await homeOf(eve)).toContain('Call-out “Libraries”');
    await network.database.prisma.project.deleteMany({ where: { theme: 'Libraries' } });
    expect(await homeOf(eve)).not.toContain('no longer a coordinator');
    expect(await kindsOf(eve)).toEqual(['safeguarding:set-up']);
    await homeOf(cora);
  });

  it('E21 follows a role that begins on a day to come, and one that ends on its last day', async () => {
    await end(eve, 'coordinator');
    await give(eve, 'Coordinator', { From: '2027-02-03', 'Last day': '2027-02-04' });
    await network.audit();
    expect(await homeOf(eve)).not.toContain(GATE);
    await network.travelTo('2027-02-03T00:10:00Z', 24);
    await network.audit();
    expect(await homeOf(eve)).toContain(GATE);
    await network.travelTo('2027-02-05T00:10:00Z', 24);
    expect(await kindsOf(eve)).toEqual([]);
    expect(await homeOf(eve)).not.toContain(GATE);
  });

  it('is right by the auditor, who misses nothing that was never to be sent', async () => {
    await network.database.prisma.card.deleteMany();
    await network.audit();
    expect(await kindsOf(cora)).toEqual(['availability:call-out', 'safeguarding:set-up']);
    expect(await network.database.prisma.finding.count({ where: { kind: 'missing' } })).toBe(0);
  });
});
