import { beforeEach, describe, expect, it } from 'vitest';
import { readProfile } from '../../src/directory/profile.ts';
import { MOST_SKILLS } from '../../src/directory/skills.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { brief, fillPool, replyYes } from '../features/availability-scene.ts';
import { guessForm } from '../support/guess.ts';
import { type Network, startNetwork } from '../support/network.ts';

let network: Network;
let cora: SimulatedPerson;
let dot: SimulatedPerson;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
const WORDS = 'The skill, in a few words';
const OWN = 'Other skills, in your own words';
const last = (person: SimulatedPerson) => person.seen.at(-1)?.text ?? '';

beforeEach(async () => {
  network = await startNetwork();
  cora = network.slack.person('U-CORA', { name: 'Cora Coordinator' });
  dot = network.slack.person('U-DOT', { name: 'Dot Coordinator' });
  ann = network.slack.person('U-ANN', { name: 'Ann Peer' });
  bob = network.teams.person('t-bob', { name: 'Bob Peer' });
  await fillPool(network, cora, [ann, bob]);
  await network.enrol(dot);
  const { id: memberId } = await network.database.prisma.member.findFirstOrThrow({
    where: { name: 'Dot Coordinator' },
  });
  await network.database.prisma.roleGrant.create({
    data: { memberId, role: 'coordinator', startsAt: await network.now() },
  });
});

async function send(person: SimulatedPerson, values: Record<string, string | readonly string[]>) {
  await person.fill(values);
  await person.submit();
  await network.settle();
}
async function say(person: SimulatedPerson, values: Record<string, string | readonly string[]>) {
  await person.command('profile');
  await send(person, values);
}
const memberOf = async ({ name }: SimulatedPerson) =>
  (await network.database.prisma.member.findFirstOrThrow({ where: { name } })).id;
const skillsOf = async (person: SimulatedPerson) =>
  (await readProfile(network.database.prisma, await memberOf(person))).skills;
async function press(person: SimulatedPerson, button: string): Promise<void> {
  person.dismiss();
  await person.command('alongside skills');
  await person.press(button);
}
async function change(person: SimulatedPerson, which: string, what: string): Promise<void> {
  await press(person, 'Change one');
  await send(person, { 'Which one?': which, 'What would you like to do?': what });
}

describe('forms that were opened before there was a list', () => {
  it.each(['slack', 'teams'] as const)(
    'are understood: what was typed is what is meant (%s)',
    async (platform) => {
      const person = platform === 'slack' ? ann : bob;
      await guessForm(
        network,
        person,
        'members.save-profile',
        {},
        { skills: 'Housing, chairing', kinds: ['volunteer'] },
      );
      expect(await skillsOf(person)).toEqual(['housing', 'chairing']);
      await guessForm(
        network,
        person,
        'buddies.save-join',
        {},
        {
          organisationName: 'Camden Voices',
          skills: ['groups', 'gone'],
          interests: [],
        },
      );
      const wish = await network.database.prisma.buddyPerson.findFirstOrThrow();
      expect(wish.skills).toEqual(['groups']);
    },
  );
});

describe('a skill that is renamed', () => {
  it('A5 still means those who have it, in a call-out that people have read as it was', async () => {
    await say(ann, { Skills: ['housing'] });
    await cora.command('availability new');
    await send(cora, { ...brief, 'Skills you look for': ['housing'] });
    await cora.press('Send to 2 people');
    await network.settle();
    await change(cora, 'housing', 'Write it another way');
    await send(cora, { [WORDS]: 'homes and tenants' });
    expect((await network.database.prisma.project.findFirstOrThrow()).skills).toBe('housing');
    await replyYes(network, ann);
    await cora.press('Choose people');
    await cora.fill({
      'Whom would you like to put forward?': ['Ann Peer: yes, free that day, 1 of 1 skill'],
    });
    cora.dismiss();
    // And back again: the first words are its name, and the second ones another one.
    await change(cora, 'homes and tenants', 'Write it another way');
    await send(cora, { [WORDS]: 'Housing' });
    expect(await skillsOf(ann)).toEqual(['Housing']);
  });

  it('is not what another one is called, nor what another coordinator has moved meanwhile', async () => {
    await change(cora, 'housing', 'Write it another way');
    await send(cora, { [WORDS]: 'Advocacy' });
    expect(cora.form?.errors?.[WORDS]).toBe('That’s on the list already, as “advocacy”.');
    await change(dot, 'housing', 'It’s the same as another one');
    await send(dot, { 'Which one is it?': 'advocacy' });
    await send(cora, { [WORDS]: 'homes' });
    expect(last(cora)).toContain('Another coordinator was quicker. Nothing was changed now');
  });
});

describe('the list', () => {
  it('takes one word at a time, each once, and no more than one list shows', async () => {
    await press(cora, 'Add one');
    await send(cora, { [WORDS]: 'minutes, notes' });
    expect(cora.form?.errors?.[WORDS]).toBe('Please add one at a time, without commas.');
    await send(cora, { [WORDS]: 'HOUSING' });
    expect(cora.form?.errors?.[WORDS]).toBe('That’s on the list already, as “housing”.');
    await change(cora, 'housing', 'Don’t offer it any more');
    await press(cora, 'Add one');
    await send(cora, { [WORDS]: 'housing' });
    expect(cora.form?.errors?.[WORDS]).toContain('“Change one” offers it again.');
    const { prisma } = network.database;
    const there = await prisma.skill.count({ where: { state: 'listed' } });
    await prisma.skill.createMany({
      data: Array.from({ length: MOST_SKILLS - there }, (_, n) => ({
        id: `s${n}`,
        key: `skill ${n}`,
        words: `skill ${n}`,
      })),
    });
    await send(cora, { [WORDS]: 'chairing' });
    expect(cora.form?.errors?.[WORDS]).toContain('Please take one off it first.');
    await say(bob, { Skills: ['skill 7'], [OWN]: 'housing' });
    expect([...(await skillsOf(bob))].sort()).toEqual(['housing', 'skill 7']);
  });

  it('says so where there is nothing to change, or nothing that it could be the same as', async () => {
    const { prisma } = network.database;
    await prisma.skill.deleteMany({ where: { id: { not: 'housing' } } });
    await change(cora, 'housing', 'It’s the same as another one');
    expect(last(cora)).toContain('Nothing else is on the list');
    await prisma.skill.deleteMany();
    await press(cora, 'Change one');
    expect(last(cora)).toContain('Nothing is on the list yet.');
    await say(ann, { 'Skills, in your own words': 'chairing' });
    expect(await skillsOf(ann)).toEqual(['chairing']);
  });
});
