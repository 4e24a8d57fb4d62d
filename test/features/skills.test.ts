import { beforeEach, describe, expect, it } from 'vitest';
import { readProfile } from '../../src/directory/profile.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { type Network, startNetwork } from '../support/network.ts';
import { brief } from './availability-scene.ts';

let network: Network;
let cora: SimulatedPerson;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
let cat: SimulatedPerson;
const OWN = 'Other skills, in your own words';
const IN_BRIEF = 'Other skills and experience, in your own words';
const on = { slack: () => ann, teams: () => bob };
const last = (person: SimulatedPerson) => person.seen.at(-1)?.text ?? '';

beforeEach(async () => {
  network = await startNetwork();
  cora = network.slack.person('U-CORA', { name: 'Cora Coordinator' });
  ann = network.slack.person('U-ANN', { name: 'Ann Archer' });
  bob = network.teams.person('t-bob', { name: 'Bob Baker' });
  cat = network.teams.person('t-cat', { name: 'Cat Carter' });
  await network.coordinate(cora);
  await network.enrol(ann, bob, cat);
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
const skillsOf = async ({ user }: SimulatedPerson) => {
  const { prisma } = network.database;
  const { memberId } = await prisma.account.findFirstOrThrow({ where: { externalUser: user } });
  return (await readProfile(prisma, memberId)).skills;
};
async function openPage(): Promise<string> {
  cora.dismiss();
  await cora.command('alongside skills');
  return cora.form?.text ?? '';
}
async function change(which: string, what: string): Promise<void> {
  await openPage();
  await cora.press('Change one');
  await send(cora, { 'Which one?': which, 'What would you like to do?': what });
}
async function add(words: string): Promise<void> {
  await openPage();
  await cora.press('Add one');
  await send(cora, { 'The skill, in a few words': words });
}
const WORDS = 'The skill, in a few words';

describe('one vocabulary of skills', () => {
  it.each(['slack', 'teams'] as const)(
    'A4 is chosen from in a profile, with words of one’s own beside it; own words that are on the list are the listed ones (%s)',
    async (platform) => {
      const person = on[platform]();
      await say(person, { Skills: ['housing', 'leading groups'], [OWN]: 'Chairing, ADVOCACY' });
      expect(await skillsOf(person)).toEqual(['housing', 'leading groups', 'Chairing', 'advocacy']);
      await person.command('profile');
      expect(person.form?.text).toContain('Chairing');
      await person.submit();
      await network.settle();
      expect([...(await skillsOf(person))].sort()).toEqual([
        'Chairing',
        'advocacy',
        'housing',
        'leading groups',
      ]);
    },
  );

  it('takes in a word that three people typed themselves, counts fewer for nobody, and names none of them', async () => {
    await say(ann, { [OWN]: 'Adult social care, scrutiny' });
    await say(bob, { [OWN]: 'adult  social care, Scrutiny' });
    expect(await openPage()).not.toContain('ocial care');
    await say(cat, { [OWN]: 'Adult social care' });
    const page = await openPage();
    expect(page).toContain('3 people wrote “Adult social care” themselves.');
    expect(page).not.toMatch(/scrutiny|Archer|Baker|Carter/i);
    await cora.press('Add it');
    expect(cora.form?.text).toContain(
      'No word for health or for what somebody has lived through: people would have to out themselves to be found.',
    );
    await send(cora, { [WORDS]: 'adult social care' });
    expect(last(cora)).toContain('That’s on the list now');
    expect(await skillsOf(ann)).toEqual(['adult social care', 'scrutiny']);
    expect(await skillsOf(bob)).toEqual(['adult social care', 'Scrutiny']);
    expect(await openPage()).not.toContain('3 people wrote');
    const entry = await network.database.prisma.audit.findFirst({ where: { action: 'skill.added' } });
    expect(entry?.actor).toBeTruthy();
  });

  it('refuses a word for health or for what somebody has lived through, kindly, with the reason and what to do', async () => {
    for (const words of ['mental health', 'Lived experience of care', 'psychosis']) {
      await add(words);
      expect(cora.form?.errors?.[WORDS]).toContain('please name the work');
    }
    cora.dismiss();
    await add('public health');
    expect(last(cora)).toContain('That’s on the list now');
    // Whoever typed such a word keeps it, and it is counted for nobody.
    for (const person of [ann, bob, cat]) await say(person, { [OWN]: 'Lived experience of care' });
    expect(await openPage()).not.toContain('Lived');
  });

  it('is renamed wherever it stands: profiles, what buddies chose, and a brief that nobody was sent', async () => {
    await say(ann, { Skills: ['housing'] });
    await cora.command('availability new');
    await send(cora, { ...brief, 'Skills you look for': ['housing'], [IN_BRIEF]: 'Minutes' });
    for (const [person, organisation] of [
      [ann, 'Camden Voices'],
      [bob, 'Leeds Together'],
    ] as const) {
      await person.command('buddy join');
      if (!person.form) await person.press('Open form');
      const field = ['If it’s not in the list', 'Your organisation'].find((one) =>
        person.form?.fields.includes(one),
      );
      await send(person, { [field ?? '']: organisation, 'What you know well': ['housing'] });
    }
    await cora.command('buddy match');
    await network.settle();
    await change('housing', 'Write it another way');
    expect(cora.form?.text).toContain('1 person has “housing” in their profile');
    await send(cora, { [WORDS]: 'homes and tenants' });
    expect(await skillsOf(ann)).toEqual(['homes and tenants']);
    const project = await network.database.prisma.project.findFirstOrThrow();
    expect(project.skills).toBe('homes and tenants, Minutes');
    expect(cora.chat.join('\n')).toContain('Looking for: homes and tenants, Minutes');
    const pair = await network.database.prisma.buddyPair.findFirstOrThrow();
    expect(pair.inCommon).toEqual(['homes and tenants']);
    // Whoever types the old words means the new ones.
    await say(bob, { [OWN]: 'Housing' });
    expect(await skillsOf(bob)).toEqual(['homes and tenants']);
  });

  it('is retired: it stays with whoever chose it, is offered to nobody else, and can be offered again', async () => {
    await say(ann, { Skills: ['housing'] });
    await change('housing', 'Don’t offer it any more');
    expect(await openPage()).toContain('Not offered any more: housing.');
    cora.dismiss();
    await say(ann, { Area: 'Leeds' });
    expect(await skillsOf(ann)).toEqual(['housing']);
    await bob.command('profile');
    await expect(bob.fill({ Skills: ['housing'] })).rejects.toThrow();
    bob.dismiss();
    await change('housing (not offered)', 'Offer it again');
    await say(bob, { Skills: ['housing'] });
    expect(await skillsOf(bob)).toEqual(['housing']);
  });

  it('takes typed words and listed ones as another name of one, each held once', async () => {
    for (const person of [ann, bob, cat])
      await say(person, { Skills: ['training others'], [OWN]: 'Teaching' });
    await openPage();
    await cora.press('It’s one of the list');
    expect(cora.form?.text).toContain('This can’t be undone');
    await send(cora, { 'Which one is it?': 'training others' });
    for (const person of [ann, bob, cat]) expect(await skillsOf(person)).toEqual(['training others']);
    await change('training others', 'It’s the same as another one');
    await send(cora, { 'Which one is it?': 'leading groups' });
    expect(await skillsOf(ann)).toEqual(['leading groups']);
    await say(bob, { [OWN]: 'teaching' });
    expect(await skillsOf(bob)).toEqual(['leading groups']);
  });
});

describe('a brief', () => {
  it('chooses from the same list, and saved as it was it is not changed', async () => {
    await cora.command('availability new');
    await send(cora, {
      ...brief,
      'Skills you look for': ['housing', 'advocacy'],
      [IN_BRIEF]: 'Scrutiny, Benefits and debt',
    });
    const skills = async () => (await network.database.prisma.project.findFirstOrThrow()).skills;
    expect(await skills()).toBe('housing, advocacy, Scrutiny, benefits and debt');
    await cora.press('Change');
    await cora.submit();
    await network.settle();
    expect((await skills())?.split(', ').sort()).toEqual([
      'Scrutiny',
      'advocacy',
      'benefits and debt',
      'housing',
    ]);
  });
});

describe('the form for a buddy', () => {
  it.each(['slack', 'teams'] as const)(
    'C3 has the same list, without words of one’s own, and keeps answers of its own (%s)',
    async (platform) => {
      const person = on[platform]();
      await add('minutes');
      await person.command('buddy join');
      if (!person.form) await person.press('Open form');
      await send(person, {
        'Your organisation': 'Camden Voices',
        'What you know well': ['minutes', 'housing'],
      });
      expect(await skillsOf(person)).toEqual([]);
      const wish = await network.database.prisma.buddyPerson.findFirstOrThrow();
      expect(wish.skills).toHaveLength(2);
      expect(wish.skills).toContain('housing');
    },
  );
});
