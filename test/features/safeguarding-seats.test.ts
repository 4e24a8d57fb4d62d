import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { writeList } from '../../src/directory/circle.ts';
import { helplinesOf } from '../../src/directory/helplines.ts';
import { writeResponder } from '../../src/directory/responder.ts';
import * as directory from '../../src/directory/safety.ts';
import { type Seat, stepsToOpen } from '../../src/directory/safety-gate.ts';
import * as safety from '../../src/features/safeguarding/store/safety.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { type Network, startNetwork } from '../support/network.ts';

let network: Network;
let cora: SimulatedPerson;
let lea: SimulatedPerson;
let dee: SimulatedPerson;
/** Who asks for a call: one on each platform. */
let askers: SimulatedPerson[];
let bob: SimulatedPerson;
let cat: SimulatedPerson;

const last = (person: SimulatedPerson) => person.seen.at(-1)?.text ?? '';
const newest = (person: SimulatedPerson, title: string) =>
  person.chat.findLast((card) => card.startsWith(title)) ?? '';
const told = (title: string) => cora.chat.filter((card) => card.startsWith(title)).length;
const idOf = async (name: string) =>
  (await network.database.prisma.member.findFirstOrThrow({ where: { name } })).id;
const gate = () => network.database.transaction(async (tx) => directory.readSafety(tx, await network.now()));
const days = async (count: number) => {
  const at = (await network.now()).getTime() + count * 86_400_000;
  await network.travelTo(new Date(at).toISOString(), 24 * 4);
  await network.settle();
};
const forget = async (person: SimulatedPerson) => {
  await person.say('privacy');
  await person.press('Forget me');
  await person.press('Yes, forget me');
  await network.settle();
};
const takeBreak = async (person: SimulatedPerson, day: string) => {
  await person.command('hours');
  await person.press('Take a break');
  const said = person.form?.text ?? '';
  await person.fill({ 'Which day are you back?': day });
  await person.submit();
  await network.settle();
  return said;
};
const show = async (person: SimulatedPerson, words: string) => {
  await person.command(words);
  return last(person);
};

/** Both seats are taken by members, whatever was before. */
async function seat(lead = 'Lea Lead', deputy = 'Dee Deputy'): Promise<void> {
  const [one, two, by] = [await idOf(lead), await idOf(deputy), await idOf('Cora Coordinator')];
  const now = await network.now();
  await network.database.transaction(async (tx) => {
    await tx.safety.update({
      where: { id: 1 },
      data: { wasSetUp: false, leadChase: null, deputyChase: null },
    });
    await safety.nameSafetyPerson(tx, 'lead', { name: lead, number: '020 7946 0001', member: one });
    await safety.nameSafetyPerson(tx, 'deputy', { name: deputy, number: '020 7946 0002', member: two });
    await safety.writeOutOfHours(tx, 'nobody');
    for (const { id } of helplinesOf('england')) await safety.confirmNumber(tx, 'england', id, by, now);
  });
}

beforeAll(async () => {
  network = await startNetwork();
  const { slack, teams } = network;
  cora = slack.person('U-CORA', { name: 'Cora Coordinator' });
  lea = slack.person('U-LEA', { name: 'Lea Lead' });
  dee = teams.person('t-dee', { name: 'Dee Deputy' });
  askers = [slack.person('U-ANN', { name: 'Ann Asker' }), teams.person('t-tim', { name: 'Tim Asker' })];
  bob = teams.person('t-bob', { name: 'Bob Baker' });
  cat = slack.person('U-CAT', { name: 'Cat Carter' });
  await network.coordinate(cora);
  await network.enrol(lea, dee, bob, cat, ...askers);
  const people = [await idOf('Bob Baker'), await idOf('Cat Carter')];
  await network.database.transaction(async (tx) => {
    for (const member of people)
      await writeResponder(tx, member, { agreed: true, outOfHours: true, monthlyCap: null });
    for (const { name } of askers)
      await writeList(tx, (await tx.member.findFirstOrThrow({ where: { name } })).id, people);
  });
});
beforeEach(async () => {
  await network.database.prisma.member.updateMany({ data: { pausedUntil: null } });
  for (const person of [cora, lea, dee, bob, cat, ...askers]) person.dismiss();
});

describe('the gate', () => {
  const now = new Date('2027-02-01T10:00:00Z');
  const here: Seat = {};
  const gone: Seat = { hasLeft: true };
  const away: Seat = { pausedUntil: new Date('2027-02-03T00:00:00Z') };
  const back: Seat = { pausedUntil: new Date('2027-02-01T10:00:00Z') };
  const none = undefined;
  it.each<[string, Seat | undefined, Seat | undefined, boolean, string]>([
    ['nobody yet', none, none, false, 'lead deputy'],
    ['a lead and no deputy yet', here, none, false, 'deputy'],
    ['a deputy and no lead yet', none, here, false, 'lead'],
    ['both', here, here, false, ''],
    ['the lead on a break', away, here, false, ''],
    ['the deputy on a break', here, away, false, ''],
    ['both on a break', away, away, false, 'somebody'],
    ['both on a break, one back today', away, back, false, ''],
    ['the lead gone from the network', gone, here, false, ''],
    ['both gone from the network', gone, gone, false, 'somebody'],
    ['one gone, the other on a break', gone, away, false, 'somebody'],
    ['the lead forgotten', none, here, true, ''],
    ['the deputy forgotten', here, none, true, ''],
    ['both forgotten', none, none, true, 'somebody'],
    ['one forgotten, the other on a break', none, away, true, 'somebody'],
  ])('D49 opens with two and stays open while one is there: %s', (_, lead, deputy, wasSetUp, missing) => {
    const rest = { outOfHours: 'nobody', numbersCheckedAt: now, wasSetUp };
    const steps = stepsToOpen({ ...rest, ...(lead && { lead }), ...(deputy && { deputy }) }, now);
    expect(steps.join(' ')).toBe(missing);
  });
});

describe('whoever looks after safety is forgotten', () => {
  it('coordinators hear at the asking, and that it is taken back; the one who asks is told so before they press', async () => {
    await seat();
    await lea.say('privacy');
    await lea.press('Forget me');
    expect(last(lea)).toContain('You’re the safeguarding lead. If you press, I tell the coordinators now');
    await lea.press('Yes, forget me');
    await network.settle();
    const card = newest(cora, 'Somebody who looks after safety is leaving');
    expect(card).toContain('Lea Lead is your safeguarding lead until Mon 8 February 2027');
    expect(card).toContain(
      'From then on, people are shown Dee Deputy, and questions and calls stay switched on.',
    );
    const rung = cora.seen.findLast(({ kind, text }) => kind === 'message' && text.includes('is leaving'));
    expect(rung?.preview).toMatch(/^Somebody who looks after safety is leaving/);
    expect(rung?.preview).not.toContain('Lea');
    expect(await show(cora, 'home')).toContain(
      'Lea Lead, the safeguarding lead, leaves the network on Mon 8 Feb',
    );
    expect(await show(cora, 'status')).toContain('Lea Lead, the safeguarding lead, leaves the network');
    expect(await show(bob, 'help')).toContain('Lea Lead, the safeguarding lead, can help');
    await lea.press('Keep my data', 'I’ll forget you on');
    await network.settle();
    expect(newest(cora, 'They’re staying after all')).toContain('Lea Lead stays');
    expect(await show(cora, 'home')).not.toContain('leaves the network');
    expect(await show(bob, 'privacy')).not.toContain('looks after');
  });

  it('the other one is shown and all stays on; one reminder, then it stands on home and status until two are named', async () => {
    await forget(lea);
    await days(7.1);
    expect(await gate()).toMatchObject({ open: true, steps: [], there: [{ name: 'Dee Deputy' }] });
    for (const asker of askers) {
      await asker.say('talk');
      expect(last(asker)).toContain('Would you like someone to call you?');
      await asker.say('I think a child is being abused');
      expect(last(asker)).toContain(
        'Dee Deputy, the safeguarding deputy, can help: 020\u00a07946\u00a00002.',
      );
      expect(last(asker)).not.toContain('Lea');
    }
    const card = newest(cora, 'Please name somebody who looks after safety');
    expect(card).toContain(
      'There’s no safeguarding lead now. People are shown Dee Deputy, and questions and calls stay',
    );
    expect(card).not.toContain('Lea');
    expect(told('Somebody who looks after safety is leaving')).toBe(0);
    for (let week = 0; week < 3; week += 1) await days(7);
    expect(told('Please name somebody who looks after safety')).toBe(1);
    expect(await show(cora, 'home')).toContain('There’s no safeguarding lead now.');
    expect(await show(cora, 'status')).toContain('There’s no safeguarding lead now.');
    await cora.command('safety');
    expect(last(cora)).toContain('Safety set-up: switched on');
    await cora.press('Name the safeguarding lead');
    await cora.fill({ 'Or somebody else: their name': 'Nora New', Number: '020 7946 0003' });
    await cora.submit();
    expect(last(cora)).toContain('Safety set-up: complete');
    await network.settle();
    expect(newest(cora, 'Thank you: somebody is named')).toContain('Nora New is your safeguarding lead now.');
    expect(await show(cora, 'home')).not.toContain('Please name somebody else');
    expect(await show(cora, 'status')).not.toContain('Who looks after safety');
  });

  it('with none it closes, says so on every way in, and one who is named opens it again', async () => {
    const { prisma } = network.database;
    await prisma.safety.update({
      where: { id: 1 },
      data: { wasSetUp: true, leadName: null, leadNumber: null, leadMemberId: null },
    });
    await forget(dee);
    expect(newest(cora, 'Somebody who looks after safety is leaving')).toContain('switched off then');
    await days(7.1);
    expect(await gate()).toMatchObject({ open: false, steps: ['somebody'], there: [] });
    expect(await prisma.audit.count({ where: { action: 'safety.closed' } })).toBe(1);
    for (const asker of askers) {
      await asker.say('talk');
      expect(last(asker)).toContain('I can’t ask anybody to call you just now');
      await asker.say('ask');
      expect(last(asker)).toContain('Quick questions are switched off for now');
    }
    expect(await show(cora, 'home')).toContain(
      'To switch them on: name a safeguarding lead or a deputy who is there now.',
    );
    await cora.press('Safety set-up');
    await cora.press('Name the deputy');
    await cora.fill({ 'A member of this network': 'Cat Carter', Number: '020 7946 0004' });
    await cora.submit();
    expect(await gate()).toMatchObject({ open: true, there: [{ name: 'Cat Carter' }] });
    expect(await show(cora, 'home')).toContain('There’s no safeguarding lead now.');
  });
});

describe('whoever looks after safety is on a break, or their role ends', () => {
  it('D51 is told that coordinators hear of it; people are shown the other, and with none it closes until one is back', async () => {
    await seat('Bob Baker', 'Cat Carter');
    const now = await network.now();
    const inDays = (count: number) => new Date(now.getTime() + count * 86_400_000).toISOString().slice(0, 10);
    /** What rang with those who coordinate nothing. */
    const rung = () =>
      [lea, dee, bob, cat, ...askers].map(({ seen }) => seen.filter(({ kind }) => kind === 'message').length);
    // What was sent before has arrived.
    await network.settle();
    const before = rung();
    expect(await takeBreak(bob, inDays(10))).toContain(
      'You’re the safeguarding lead: the coordinators are told until when',
    );
    expect(last(bob)).toContain('I tell the coordinators');
    const card = () => newest(cora, 'Somebody who looks after safety takes a break');
    expect(card()).toContain(
      'Meanwhile, people are shown Cat Carter, and questions and calls stay switched on.',
    );
    expect(await show(askers[0] as SimulatedPerson, 'help')).toContain('Cat Carter, the safeguarding deputy');
    expect(last(askers[0] as SimulatedPerson)).not.toContain('Bob');
    // Another day is the same thing: it is not told again.
    await takeBreak(bob, inDays(5));
    expect(told('Somebody who looks after safety takes a break')).toBe(1);
    await takeBreak(cat, inDays(3));
    expect(card()).toContain('are switched off until somebody is back');
    expect((await gate()).open).toBe(false);
    expect(await show(cora, 'home')).toContain('Bob Baker, the safeguarding lead, is on a break until');
    await cat.command('hours');
    await cat.press('I’m back');
    await network.settle();
    expect(newest(cora, 'They’re back from their break')).toContain('Cat Carter');
    expect(await gate()).toMatchObject({ open: true, there: [{ name: 'Cat Carter' }] });
    await days(6);
    expect((await gate()).there.map(({ name }) => name)).toEqual(['Bob Baker', 'Cat Carter']);
    expect(await show(cora, 'home')).not.toContain('on a break');
    expect(rung()).toEqual(before);
    const hears = cora.seen.filter(({ kind }) => kind === 'message').length;
    expect(await takeBreak(askers[0] as SimulatedPerson, inDays(30))).toContain('nobody is told');
    expect(rung()).toEqual(before);
    expect(cora.seen.filter(({ kind }) => kind === 'message')).toHaveLength(hears);
  });

  it('somebody with a name and a number alone is always there', async () => {
    await seat('Bob Baker', 'Cat Carter');
    await network.database.transaction((tx) =>
      safety.nameSafetyPerson(tx, 'deputy', { name: 'Nora New', number: '020 7946 0009' }),
    );
    const until = new Date((await network.now()).getTime() + 86_400_000);
    await network.database.prisma.member.updateMany({ data: { pausedUntil: until } });
    expect(await gate()).toMatchObject({ open: true, there: [{ name: 'Nora New' }] });
  });

  it('E21 when a role of theirs ends coordinators are asked whether the seat is still right, and nothing closes', async () => {
    await seat('Bob Baker', 'Cat Carter');
    const now = await network.now();
    await network.database.prisma.roleGrant.create({
      data: {
        memberId: await idOf('Bob Baker'),
        role: 'supervisor',
        startsAt: new Date(0),
        endsAt: new Date(now.getTime() + 3_600_000),
      },
    });
    await days(4);
    const card = newest(cora, 'Is this still right?\nBob');
    expect(card).toContain(
      'Bob Baker is no longer supervisor, and is still shown to people as your safeguarding lead.',
    );
    expect((await gate()).open).toBe(true);
    expect(await show(askers[1] as SimulatedPerson, 'help')).toContain('Bob Baker, the safeguarding lead');
  });
});

describe('a call that is open when the gate closes', () => {
  it.each([0, 1])('goes on to its end on every way: asker %i', async (index) => {
    const asker = askers[index] as SimulatedPerson;
    const act = async (label: string, card?: string) => {
      await asker.press(label, card);
      await network.settle();
    };
    const { prisma } = network.database;
    await seat('Bob Baker', 'Cat Carter');
    await network.travelTo(index === 0 ? '2027-06-07T10:00:00Z' : '2027-06-08T10:00:00Z', 24 * 30);
    await prisma.escalation.deleteMany();
    // Two screens, of which the older one outlives the press.
    await asker.say('talk');
    await asker.say('talk');
    await asker.press('Ask Bob Baker to call me');
    await asker.fill({ 'Your number': '07700 900123', 'Is it safe to call you?': 'Yes' });
    await asker.submit();
    await network.settle();
    await network.database.transaction((tx) => safety.unconfirmNumber(tx, 'england', 'samaritans'));
    expect((await gate()).open).toBe(false);
    await asker.say('talk');
    expect(last(asker)).toContain('I asked Bob Baker');
    await asker.press('Someone else', 'Would you like someone to call you?');
    expect(last(asker)).toContain('Whom shall I ask?');
    await asker.press('Say a bit more', 'Would you like someone to call you?');
    expect(asker.form?.title).toBe('Say a bit more');
    await asker.fill({
      'How much do you want to share?': 'A headline',
      'Your words': 'the flat is flooded',
    });
    await asker.submit();
    await network.settle();
    expect(await prisma.escalation.count({ where: { wordsSealed: { not: null } } })).toBe(1);
    await asker.say('I want to die');
    expect(asker.seen.at(-1)?.buttons).toContain('I need someone now');
    await act('I need someone now');
    expect(await prisma.escalation.findFirst()).toMatchObject({ urgent: true });
    await act('We’ve spoken', 'You have a message');
    await act('That was a mistake', 'You have a message');
    expect(await prisma.escalation.findFirst()).toMatchObject({ state: 'urgent' });
    await act('I’m OK now, stop', 'You have a message');
    await days(0.5);
    await asker.say('talk');
    expect(last(asker)).toContain('I can’t ask anybody to call you');
    await prisma.reach.deleteMany();
  });
});
