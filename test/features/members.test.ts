import { beforeAll, describe, expect, it } from 'vitest';
import { readCapacities } from '../../src/directory/capacity.ts';
import { isNever, readList, readNeverEither, readNeverList } from '../../src/directory/circle.ts';
import { isNewcomer } from '../../src/directory/people.ts';
import { readMembersOf, readProfile, readProfiles, readTopics } from '../../src/directory/profile.ts';
import { readResponder } from '../../src/directory/responder.ts';
import { arrangeList } from '../../src/features/circle/rules/list.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import type { Tx } from '../../src/store/database.ts';
import { type Network, startNetwork } from '../support/network.ts';

let network: Network;
let cora: SimulatedPerson;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
let cat: SimulatedPerson;
let guest: SimulatedPerson;
const last = (person: SimulatedPerson) => person.seen.at(-1)?.text ?? '';
const read = <T>(work: (tx: Tx) => Promise<T>) => network.database.transaction(work);
const idOf = async (person: SimulatedPerson) =>
  (await network.database.prisma.account.findFirstOrThrow({ where: { externalUser: person.user } })).memberId;
const openList = async (person: SimulatedPerson) => {
  await person.command('list');
  expect(person.seen.at(-1)).toMatchObject({
    kind: 'private',
    text: expect.stringContaining('Only you see either'),
  });
  await person.press('Open my list');
};
const listOf = async (person: SimulatedPerson) => {
  const id = await idOf(person);
  return (await read((tx) => readList(tx, id))).map(({ name }) => name);
};
/** Everything that the bot sent, said or kept about it, outside the forms of `reader`. */
const leaks = async (words: string, reader: SimulatedPerson) => {
  const seen = [...network.slack.ledger, ...network.teams.ledger].filter(
    (one) => one.text.includes(words) && !(one.user === reader.user && one.kind === 'form'),
  );
  const rows = await network.database.prisma.outbox.findMany();
  return [
    ...seen,
    ...rows.filter((row) => JSON.stringify(row, bigints).includes(words)),
    ...network.logs.filter((line) => JSON.stringify(line).includes(words)),
  ];
};
const bigints = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);

beforeAll(async () => {
  network = await startNetwork();
  cora = network.slack.person('U-CORA', { name: 'Cora Coordinator' });
  ann = network.slack.person('U-ANN', { name: 'Ann Archer' });
  bob = network.teams.person('t-bob', { name: 'Bob Baker' });
  cat = network.teams.person('t-cat', { name: 'Cat Carter' });
  guest = network.slack.person('U-GUEST', { name: 'Gus Guest' });
  await network.coordinate(cora);
  await network.admit(cora, ann, bob, cat);
  await guest.install();
});

describe('home and settings', () => {
  it('D50 asks when it may write until that is answered, and keeps the rest a page further', async () => {
    await ann.openHome();
    expect(last(ann)).toContain('When may I message you?');
    await ann.press('Evenings and weekends');
    await ann.openHome();
    expect(last(ann)).not.toContain('When may I message you?');
    await ann.press('My settings');
    expect(last(ann)).toContain('weekday evenings 18:00 to 21:00');
    expect(last(ann)).toContain('[My list] [Not this person]');
    expect(last(ann)).not.toContain('For coordinators');
    await ann.press('Work hours');
  });

  it('D53 shows what one can ask for at work, and nobody learns who opened it', async () => {
    const id = await idOf(ann);
    const before = await network.database.prisma.audit.count();
    await ann.press('Things you can ask for');
    expect(ann.form?.text).toContain('Reasonable adjustments');
    ann.dismiss();
    expect(await network.database.prisma.audit.count()).toBe(before);
    expect(JSON.stringify(network.logs)).not.toMatch(new RegExp(`members.askable|${id}|U-ANN|Ann`));
  });

  it('refuses guests, kindly, and shows them none of it', async () => {
    for (const command of ['profile', 'list', 'settings']) {
      await guest.command(command);
      expect(last(guest)).toContain('That is for members of the network');
    }
    await guest.openHome();
    expect(last(guest)).not.toContain('My settings');
    expect(guest.form).toBeUndefined();
  });

  it('help lists commands by role', async () => {
    await bob.say('help');
    expect(last(bob)).toMatch(/profile.*: What is waiting for you, your profile, hours and lists\./);
    expect(last(bob)).not.toContain('roles');
    await cora.command('help');
    expect(last(cora)).toMatch(/As a coordinator: .*roles.*safety/);
  });
});

describe('a profile', () => {
  it('F without one, somebody is neither peer nor manager, and sees only what is for everyone', async () => {
    const id = await idOf(bob);
    expect(await read((tx) => readProfile(tx, id))).toMatchObject({
      kinds: [],
      isPeer: false,
      isManager: false,
    });
    expect(await read((tx) => readMembersOf(tx, 'peers'))).toEqual([]);
    expect(await read((tx) => readMembersOf(tx, 'everyone'))).toContain(id);
  });

  it('is one form, with numbers beneath, and says who reads it before anything is typed', async () => {
    await ann.command('profile');
    expect(ann.form?.text).toContain('Who reads it:');
    expect(ann.form?.text).toContain('Samaritans 116\u00a0123');
    await ann.fill({
      Organisation: 'Anytown Council',
      Area: 'Leeds',
      'Your role here: tick all that fit': ['Paid peer worker', 'Manager or supervisor of peers'],
      'Other skills, in your own words': 'chairing,  minutes , Chairing',
      'Topics you’d like to be asked about': 'Housing, debt advice',
      'When may I message you?': 'Evenings and weekends',
    });
    await ann.submit();
    expect(last(ann)).toContain('your profile is saved');
    const id = await idOf(ann);
    expect(await read((tx) => readProfile(tx, id))).toMatchObject({
      organisation: { name: 'Anytown Council' },
      area: 'Leeds',
      kinds: ['paid-peer', 'manager'],
      isPeer: false,
      isManager: false,
      skills: ['Chairing', 'minutes'],
      topics: ['Housing', 'debt advice'],
    });
    expect(await read((tx) => readTopics(tx))).toEqual(['debt advice', 'Housing']);
    const { contactHours } = await network.database.prisma.member.findUniqueOrThrow({ where: { id } });
    expect(contactHours).toBe('evenings');
  });

  it('C4 knows two people of one organisation by its id, however they typed it', async () => {
    await bob.command('profile');
    await bob.fill({
      'If it isn’t in that list: its name': 'anytown  COUNCIL',
      'Your role here: tick all that fit': ['Councillor'],
    });
    await bob.submit();
    await cat.command('profile');
    await cat.fill({ Organisation: 'Anytown Council' });
    await cat.submit();
    const ids = await Promise.all([ann, bob, cat].map(idOf));
    const profiles = [...(await read((tx) => readProfiles(tx, ids))).values()];
    expect(new Set(profiles.map(({ organisation }) => organisation?.id)).size).toBe(1);
    expect(await network.database.prisma.organisation.count()).toBe(1);
  });

  it('is filled in with what it holds, and can be emptied', async () => {
    await bob.command('profile');
    await bob.fill({
      Organisation: 'None, or I’d rather not say',
      'Your role here: tick all that fit': [],
    });
    await bob.submit();
    const id = await idOf(bob);
    expect(await read((tx) => readProfile(tx, id))).toMatchObject({ organisation: null, kinds: [] });
  });

  it('refuses lists that are too long, and nothing is lost', async () => {
    await bob.command('profile');
    await bob.fill({
      'Other skills, in your own words': Array.from({ length: 11 }, (_, n) => `skill ${n}`).join(','),
      Area: 'York',
    });
    await bob.submit();
    expect(bob.form?.errors).toEqual({ 'Other skills, in your own words': 'Please name 10 at the most.' });
    await bob.fill({ 'Other skills, in your own words': 'a'.repeat(41) });
    await bob.submit();
    expect(bob.form?.errors).toEqual({
      'Other skills, in your own words': 'Please keep each to 40 characters.',
    });
    await bob.fill({ 'Other skills, in your own words': 'listening' });
    await bob.submit();
    expect(last(bob)).toContain('your profile is saved');
  });

  it('counts somebody as new for ninety days', () => {
    const joined = new Date('2027-02-01T10:00:00Z');
    expect(isNewcomer(joined, new Date('2027-05-01T10:00:00Z'))).toBe(true);
    expect(isNewcomer(joined, new Date('2027-05-02T10:00:00Z'))).toBe(false);
    expect(isNewcomer(null, joined)).toBe(false);
  });
});

describe('my list', () => {
  it('D26 is ordered by its owner, who says before typing what becomes of it', async () => {
    await openList(ann);
    expect(ann.form?.text).toContain('Only you see this list.');
    await ann.fill({ 'First to be asked': 'Bob Baker', 'Second to be asked': 'Cat Carter' });
    await ann.submit();
    expect(ann.form?.text).toContain('1. Bob Baker');
    expect(ann.form?.text).toContain('Your list is short: add another.');
    ann.dismiss();
    expect(await listOf(ann)).toEqual(['Bob Baker', 'Cat Carter']);
  });

  it('D26 moves somebody up by choosing a higher place, and keeps the others', async () => {
    await openList(ann);
    await ann.fill({ 'First to be asked': 'Cat Carter', 'Third to be asked': 'Cora Coordinator' });
    await ann.submit();
    expect(await listOf(ann)).toEqual(['Cat Carter', 'Bob Baker', 'Cora Coordinator']);
    await openList(ann);
    await ann.fill({ 'Take off my list': ['Cora Coordinator'] });
    await ann.submit();
    expect(await listOf(ann)).toEqual(['Cat Carter', 'Bob Baker']);
  });

  it('D26 shows who stands where, keeps whom nobody touched, and puts somebody in another’s place', async () => {
    await openList(ann);
    expect(ann.form?.text).toMatch(/First to be asked.*Cat Carter/);
    expect(ann.form?.text).toContain('Now Bob Baker. Choose somebody else to put them here instead.');
    await ann.submit();
    expect(await listOf(ann)).toEqual(['Cat Carter', 'Bob Baker']);
    ann.dismiss();
    await openList(ann);
    await ann.fill({ 'First to be asked': 'Cora Coordinator' });
    await ann.submit();
    expect(await listOf(ann)).toEqual(['Cora Coordinator', 'Bob Baker']);
    ann.dismiss();
    await openList(ann);
    await ann.fill({ 'First to be asked': 'Cat Carter', 'Second to be asked': '' });
    await ann.submit();
    expect(await listOf(ann)).toEqual(['Cat Carter', 'Bob Baker']);
    ann.dismiss();
  });

  it('D26 a list that changed meanwhile loses nobody whom the form did not show', () => {
    const arrange = (before: string, shown: string, chosen: string, off = '') =>
      arrangeList(
        [...before],
        [...shown],
        [...chosen].map((one) => (one === '-' ? undefined : one)),
        [...off],
      ).join('');
    expect(arrange('abc', 'abc', 'bbc')).toBe('bac');
    expect(arrange('abc', 'abc', 'cba')).toBe('cba');
    expect(arrange('abc', 'abc', 'bx-')).toBe('bxc');
    expect(arrange('abc', 'abc', '---', 'b')).toBe('ac');
    expect(arrange('ab', 'ab', 'ab--x')).toBe('abx');
    // b was taken off, and d put on, while the form stood open.
    expect(arrange('acd', 'abc', 'xbc')).toBe('xcd');
    expect(arrange('ab', '', 'x')).toBe('xab');
  });

  it('D26 refuses the same person twice, oneself, and what is no member', async () => {
    await openList(ann);
    await ann.fill({ 'First to be asked': 'Bob Baker', 'Third to be asked': 'Bob Baker' });
    await ann.submit();
    expect(ann.form?.errors).toEqual({ 'Third to be asked': 'You’ve chosen them above already.' });
    expect(await ann.suggest('First to be asked', 'Gus')).toEqual([]);
    expect(await ann.suggest('First to be asked', 'Ann')).toEqual([]);
    const send = (person1: string) =>
      network.bot.receive({
        id: crypto.randomUUID(),
        sender: { platform: 'slack', workspace: network.slack.workspace, user: ann.user, name: ann.name },
        conversation: {
          platform: 'slack',
          workspace: network.slack.workspace,
          id: 'D-U-ANN',
          kind: 'direct',
        },
        kind: 'submission',
        route: 'members.save-list',
        state: '{}',
        values: { person1 },
      });
    expect(await send(await idOf(ann))).toMatchObject({
      fields: { person1: 'That’s you. Please choose somebody else.' },
    });
    expect(await send(await idOf(guest))).toMatchObject({
      fields: { person1: expect.stringContaining('aren’t a member') },
    });
    expect(await send('nonsense')).toMatchObject({
      fields: { person1: 'Please choose a name from the list.' },
    });
    expect(await listOf(ann)).toEqual(['Cat Carter', 'Bob Baker']);
    ann.dismiss();
  });

  it('D51 asks everybody at joining, in words that are the same for all, and nobody because of a list', async () => {
    await network.settle();
    for (const person of [bob, cat]) {
      const asked = person.chat.filter((card) => card.includes('May somebody here ask you to call them?'));
      expect(asked).toHaveLength(1);
      expect(asked[0]).toContain('Welcome: you’re a member now');
      expect(asked[0]).toContain('which I ask everybody');
      expect(asked[0]).not.toContain('Ann');
    }
    expect(bob.chat.at(-1)).toBe(cat.chat.at(-1));
  });

  it('D51 takes the answer, out of hours with a monthly cap, and lets it be changed', async () => {
    const id = await idOf(bob);
    await bob.press('Yes, in my hours');
    expect(bob.chat.join()).toContain('When may I message you?');
    await network.settle();
    expect(await read((tx) => readResponder(tx, id))).toMatchObject({
      agreed: true,
      outOfHours: false,
      monthlyCap: null,
    });
    await bob.press('Offer out of hours too');
    await bob.fill({ 'Outside your hours too, if it’s urgent?': 'Yes, outside my hours too' });
    await bob.submit();
    expect(bob.form?.errors).toEqual({
      'Most calls a month outside my hours': 'Please choose how many, so that it doesn’t become too much.',
    });
    await bob.fill({ 'Most calls a month outside my hours': '2' });
    await bob.submit();
    await network.settle();
    expect(await read((tx) => readResponder(tx, id))).toEqual({
      agreed: true,
      outOfHours: true,
      monthlyCap: 2,
      answer: 'yes',
    });
    expect(bob.seen.some(({ text }) => text.includes('2 calls a month at the most'))).toBe(true);
    await bob.press('I’d rather not after all');
    expect(await read((tx) => readResponder(tx, id))).toMatchObject({
      agreed: false,
      outOfHours: false,
      monthlyCap: null,
    });
  });

  it('D51 stands on home until it is answered, and no message asks again', async () => {
    const dot = network.teams.person('t-dot', { name: 'Dot Dean' });
    await network.admit(cora, dot);
    await dot.press('Only when I look');
    await dot.say('home');
    expect(last(dot)).toContain('May somebody here ask you to call them?');
    await dot.press('Not me');
    expect(last(dot)).toContain('nobody is told');
    await network.settle();
    await dot.say('home');
    expect(last(dot)).not.toContain('May somebody here ask you');
    const slot = `members:may-ask:${await idOf(dot)}`;
    expect(await network.database.prisma.outbox.count({ where: { slot } })).toBe(0);
  });

  it('D26 keeps a list, and who is never to be asked, from everybody but its owner', async () => {
    await ann.press('My settings');
    await ann.press('Not this person');
    await ann.fill({ 'Who should I never ask?': 'Cat Carter' });
    await ann.submit();
    expect(ann.form?.text).toContain('nobody was told');
    ann.dismiss();
    await network.settle();
    const [a, c] = await Promise.all([ann, cat].map(idOf));
    expect(await listOf(ann)).toEqual(['Bob Baker']);
    expect(await read((tx) => readNeverList(tx, a as string))).toEqual(new Set([c]));
    expect(await read((tx) => isNever(tx, a as string, c as string))).toBe(true);
    expect(await read((tx) => isNever(tx, c as string, a as string))).toBe(false);
    expect(await read((tx) => readNeverEither(tx, c as string))).toEqual(new Set([a]));
    const seen = [...network.slack.ledger, ...network.teams.ledger].filter(
      (one) =>
        one.kind !== 'form' &&
        /not this person|my list/i.test(one.text) &&
        one.user !== ann.user &&
        /Cat|Ann/.test(one.text),
    );
    expect(seen).toEqual([]);
    await openList(cat);
    expect(cat.form?.text).not.toContain('Ann');
    cat.dismiss();
    expect(await network.database.prisma.audit.count({ where: { action: { contains: 'list' } } })).toBe(0);
  });

  it('D26 refuses to put somebody from *not this person* on the list, until they are taken off it', async () => {
    await openList(ann);
    await ann.fill({ 'First to be asked': 'Cat Carter' });
    await ann.submit();
    expect(ann.form?.errors['First to be asked']).toContain('They’re on your “Not this person” list');
    ann.dismiss();
    await ann.press('My settings');
    await ann.press('Not this person');
    await ann.fill({ 'Take off this list': ['Cat Carter'] });
    await ann.submit();
    ann.dismiss();
    expect(await listOf(ann)).toEqual(['Bob Baker']);
    const id = await idOf(ann);
    expect(await read((tx) => readNeverList(tx, id))).toEqual(new Set());
  });

  it('D26 lets two people list each other at the same moment, and one person press twice', async () => {
    const people = [cat, bob];
    for (const person of people) await openList(person);
    await cat.fill({ 'First to be asked': 'Bob Baker' });
    await bob.fill({ 'First to be asked': 'Cat Carter' });
    await Promise.all([...people, ...people].map((person) => person.submit()));
    for (const person of people) person.dismiss();
    expect(await listOf(bob)).toEqual(['Cat Carter']);
    expect((await listOf(cat))[0]).toBe('Bob Baker');
  });

  it('D26 holds five, says so, and leaves out whoever left the network', async () => {
    for (const name of ['Eve East', 'Fay Fox', 'Gil Good', 'Hal Hope'] as const)
      await network.admit(cora, network.slack.person(`U-${name}`, { name }));
    await openList(ann);
    await ann.fill({
      'First to be asked': 'Eve East',
      'Second to be asked': 'Fay Fox',
      'Third to be asked': 'Gil Good',
      'Fourth to be asked': 'Hal Hope',
      'Fifth to be asked': 'Cat Carter',
    });
    await ann.submit();
    ann.dismiss();
    expect(await listOf(ann)).toEqual(['Eve East', 'Fay Fox', 'Gil Good', 'Hal Hope', 'Cat Carter']);
    // From a form that was opened while the list was empty.
    const reply = await network.bot.receive({
      id: crypto.randomUUID(),
      sender: { platform: 'slack', workspace: network.slack.workspace, user: ann.user, name: ann.name },
      conversation: { platform: 'slack', workspace: network.slack.workspace, id: 'D-U-ANN', kind: 'direct' },
      kind: 'submission',
      route: 'members.save-list',
      state: '{"shown":[]}',
      values: { person1: await idOf(bob) },
    });
    expect(reply).toMatchObject({
      fields: { person1: 'There’s room for 5. Please tick somebody to take off.' },
    });
    expect(await listOf(ann)).toHaveLength(5);
    await network.database.prisma.member.update({
      where: { id: await idOf(cat) },
      data: { standing: 'left' },
    });
    expect(await listOf(ann)).toEqual(['Eve East', 'Fay Fox', 'Gil Good', 'Hal Hope']);
    await network.database.prisma.member.update({
      where: { id: await idOf(cat) },
      data: { standing: 'member' },
    });
  });
});

describe('how to reach me', () => {
  const number = '07700 900123';

  it('D25 is sealed with the member’s own key, and stands in no message, outbox row or log line', async () => {
    await ann.press('My settings');
    await ann.press('How to reach me');
    expect(ann.form?.text).toContain('Who reads it:');
    await ann.fill({
      'Your number': number,
      'A call or a message?': 'A call',
      'Is it safe to call you?': 'Text me first',
      'Anything else they should know': 'Not before nine',
    });
    await ann.submit();
    expect(last(ann)).toContain('Saved, and nobody was told');
    await network.settle();
    const row = await network.database.prisma.reach.findUniqueOrThrow({
      where: { memberId: await idOf(ann) },
    });
    expect(row.reachSealed).toMatch(/^v1\./);
    expect(row.reachSealed).not.toContain('900123');
    expect(await leaks('Saved, and nobody was told', ann)).not.toEqual([]);
    expect(await leaks('900123', ann)).toEqual([]);
    expect(await leaks('Not before nine', ann)).toEqual([]);
  });

  it('is shown again to its owner alone, in the form', async () => {
    await ann.press('How to reach me');
    await ann.submit();
    expect(last(ann)).toContain('Saved, and nobody was told');
    await bob.say('settings');
    await bob.press('How to reach me');
    await bob.submit();
    expect(bob.form?.errors).toMatchObject({ 'Your number': 'Please fill this in.' });
    bob.dismiss();
  });

  it('refuses a call to somebody who says that a call is not safe, and what is no number', async () => {
    await ann.press('How to reach me');
    await ann.fill({ 'Is it safe to call you?': 'No, please don’t call' });
    await ann.submit();
    expect(ann.form?.errors['A call or a message?']).toContain('it isn’t safe to call');
    await ann.fill({ 'A call or a message?': 'A text message', 'Your number': 'ask Bob' });
    await ann.submit();
    expect(ann.form?.errors).toEqual({ 'Your number': 'Please give a number, such as 07700 900123.' });
    ann.dismiss();
  });

  it('can be forgotten', async () => {
    await ann.press('Forget how to reach me');
    expect(last(ann)).toContain('I’ve forgotten it');
    expect(await network.database.prisma.reach.count()).toBe(0);
  });
});

describe('able to listen', () => {
  const able = async (person: SimulatedPerson) => {
    const id = await idOf(person);
    const now = await network.now();
    return (await read((tx) => readCapacities(tx, [id], now))).get(id)?.level;
  };

  it('D28 is said by a press on home, without a reason', async () => {
    expect(await able(ann)).toBe('space');
    await ann.openHome();
    expect(last(ann)).not.toContain('At the moment');
    await ann.press('Space to listen');
    expect(last(ann)).toContain('Have you space to listen to somebody?\nAt the moment: yes.');
    // Nobody is asked to say what holds already.
    expect(last(ann)).toContain('[A little stretched] [Not just now]');
    expect(last(ann)).not.toContain('I have space');
    await network.settle();
    const others = () =>
      [...network.slack.ledger, ...network.teams.ledger].filter(({ user }) => user !== ann.user).length;
    const before = others();
    await ann.press('A little stretched');
    expect(await able(ann)).toBe('stretched');
    expect(last(ann)).toContain('You don’t have to say why, and nobody is told.');
    await ann.press('I have space');
    expect(await able(ann)).toBe('space');
    await network.settle();
    expect(others()).toBe(before);
  });

  it('D28 ends on the day that was given, where the person is', async () => {
    await ann.openHome();
    await ann.press('Space to listen');
    await ann.press('Not just now');
    await ann.press('Choose a day to be back');
    await ann.fill({ 'Back on': '2027-02-01' });
    await ann.submit();
    expect(ann.form?.errors).toEqual({ 'Back on': 'Please choose a day after today.' });
    await ann.fill({ 'Back on': '2027-02-04' });
    await ann.submit();
    expect(last(ann)).toContain('until Thu 4 February 2027');
    await network.travelTo('2027-02-03T23:59:00Z', 24);
    expect(await able(ann)).toBe('not-now');
    await network.travelTo('2027-02-04T00:00:00Z', 24);
    expect(await able(ann)).toBe('space');
  });

  it('D28 ends at the minute that was given, also later today, and never in the past', async () => {
    await network.travelTo('2027-02-04T10:00:00Z', 24);
    await ann.openHome();
    await ann.press('Space to listen');
    await ann.press('Not just now');
    await ann.press('Choose a day to be back');
    await ann.fill({ 'Back on': '2027-02-04', At: '09:30' });
    await ann.submit();
    expect(ann.form?.errors).toEqual({ At: 'Please choose a time that is still to come.' });
    await ann.fill({ At: '14:30' });
    await ann.submit();
    expect(last(ann)).toContain('until 14:30 on Thu 4 February 2027');
    await network.travelTo('2027-02-04T14:29:00Z', 24);
    expect(await able(ann)).toBe('not-now');
    await network.travelTo('2027-02-04T14:30:00Z', 24);
    expect(await able(ann)).toBe('space');
  });
});
