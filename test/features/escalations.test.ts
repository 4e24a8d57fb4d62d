import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addNever, writeList } from '../../src/directory/circle.ts';
import { helplinesOf } from '../../src/directory/helplines.ts';
import { writeResponder } from '../../src/directory/responder.ts';
import {
  confirmNumber,
  nameSafetyPerson,
  unconfirmNumber,
  writeOutOfHours,
} from '../../src/features/safeguarding/store/safety.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { moveClock, type Tx } from '../../src/store/database.ts';
import { type Network, startNetwork } from '../support/network.ts';

let network: Network;
let cora: SimulatedPerson;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
let cat: SimulatedPerson;
let dan: SimulatedPerson;

const NUMBER = '07700 900123';
/** As contacts give it away: with signs of direction around it, and a space that doesn’t break. */
const COPIED = '\u202d07700\u00a0900123\u202c';
const SECRET = 'the flat is flooded';
const NEEDED = 'Please open now: you’re needed';
const ids = new Map<SimulatedPerson, string>();
const id = (person: SimulatedPerson) => ids.get(person) ?? '';
const last = (person: SimulatedPerson) => person.chat.at(-1) ?? '';
const seenBy = (person: SimulatedPerson) => person.seen.at(-1)?.text ?? '';
const write = (work: (tx: Tx) => Promise<unknown>) => network.database.transaction(work);
/** How often somebody was asked, by messages that notify. */
const asked = (person: SimulatedPerson) =>
  person.seen.filter(
    ({ seq, kind, text }) => seq >= begun(person) && kind === 'message' && text.startsWith(NEEDED),
  ).length;
/** Where this test began, in the ledger of the person's platform. */
const begun = (person: SimulatedPerson) => (person.user.startsWith('U-') ? slackBegan : teamsBegan);
let slackBegan = 0;
let teamsBegan = 0;
/** Stops where something is due, and nowhere else. */
const minutes = async (count: number) => {
  const until = new Date((await network.now()).getTime() + count * 60_000 + 2_000);
  for (;;) {
    const { _min } = await network.database.prisma.escalation.aggregate({ _min: { dueAt: true } });
    const isDue = _min.dueAt !== null && _min.dueAt < until;
    const ahead = (isDue && _min.dueAt ? _min.dueAt : until).getTime() - (await network.now()).getTime();
    await moveClock(network.database, Math.max(0, ahead));
    await network.settle();
    if (!isDue) return;
  }
};
const act = async (person: SimulatedPerson, label: string, on?: string) => {
  await person.press(label, on);
  await network.settle();
};

async function openGate(): Promise<void> {
  const now = await network.now();
  await write(async (tx) => {
    await nameSafetyPerson(tx, 'lead', { name: 'Lea Lead', number: '020 7946 0001' });
    await nameSafetyPerson(tx, 'deputy', { name: 'Dee Deputy', number: '020 7946 0002' });
    await writeOutOfHours(tx, 'nobody');
    for (const number of helplinesOf('england')) await confirmNumber(tx, 'england', number.id, id(cora), now);
  });
}

const NOBODY_THERE = { leadName: null, leadNumber: null, deputyName: null, deputyNumber: null };

const agree = async (person: SimulatedPerson, about: { outOfHours?: boolean; monthlyCap?: number } = {}) => {
  const { outOfHours = false, monthlyCap = null } = about;
  await write((tx) => writeResponder(tx, id(person), { agreed: true, outOfHours, monthlyCap }));
};
const listOf = (person: SimulatedPerson, ...people: SimulatedPerson[]) =>
  write((tx) => writeList(tx, id(person), people.map(id)));

/** The first press ever asks for the number in the same step. */
async function firstPress(label = 'Ask Bob Baker to call me'): Promise<void> {
  await ann.command('talk');
  await ann.press(label);
  await ann.fill({ 'Your number': NUMBER, 'Is it safe to call you?': 'Yes' });
  await ann.submit();
  await network.settle();
}

beforeAll(async () => {
  network = await startNetwork();
  cora = network.slack.person('U-CORA', { name: 'Cora Coordinator' });
  ann = network.slack.person('U-ANN', { name: 'Ann Archer' });
  bob = network.teams.person('t-bob', { name: 'Bob Baker' });
  cat = network.slack.person('U-CAT', { name: 'Cat Carter' });
  dan = network.teams.person('t-dan', { name: 'Dan Drew' });
  await network.coordinate(cora);
  await network.enrol(ann, bob, cat, dan);
  await learnIds(cora, ann, bob, cat, dan);
});

async function learnIds(...people: SimulatedPerson[]): Promise<void> {
  const rows = await network.database.prisma.member.findMany();
  for (const person of people) ids.set(person, rows.find((row) => row.name === person.name)?.id ?? '');
}

/** Each test is a story of its own, on the same Monday morning, with nothing asked before. */
beforeEach(async () => {
  await write(async (tx) => {
    await tx.escalation.deleteMany();
    await tx.supervisionWish.deleteMany();
    await tx.outbox.deleteMany();
    await tx.outboxLane.deleteMany();
    await tx.card.deleteMany();
    await tx.neverPerson.deleteMany();
    await tx.reach.deleteMany();
  });
  await moveClock(network.database, Date.parse('2027-02-08T10:00:00Z') - (await network.now()).getTime());
  await openGate();
  for (const person of [bob, cat, dan]) await agree(person);
  await listOf(ann, bob, cat, dan);
  for (const person of [ann, bob, cat, dan]) person.dismiss();
  slackBegan = network.slack.ledger.length;
  teamsBegan = network.teams.ledger.length;
});

/** Somebody who will be gone at the end of the test. */
async function admitEve(): Promise<SimulatedPerson> {
  const eve = network.teams.person(`t-eve-${slackBegan}`, { name: `Eve ${slackBegan}` });
  await network.enrol(eve);
  await learnIds(eve);
  await agree(eve);
  return eve;
}

describe('asking for a call', () => {
  it('D25 D26 D34 asks for the number once, then one press with no words is enough, across platforms', async () => {
    await ann.command('talk');
    expect(last(ann)).toContain('Would you like someone to call you?');
    expect(last(ann)).toContain('Bob Baker is usually free until 18:00. You don’t have to say why.');
    expect(last(ann)).toContain('116\u00a0123');
    await ann.press('Ask Bob Baker to call me');
    expect(ann.form?.text).toContain('Who reads your number: whoever opens your request, at that moment');
    await ann.submit();
    expect(ann.form?.errors).toEqual({
      'Your number': 'Please give a number, so that they can reach you.',
      'Is it safe to call you?': 'Please choose one: nobody should ring you where that isn’t safe.',
    });
    await ann.fill({ 'Is it safe to call you?': 'No, please don’t call' });
    for (const typed of ['ring ring', '...', '( )', '---', '999', '07700 9001234']) {
      await ann.fill({ 'Your number': typed });
      await ann.submit();
      expect(ann.form?.errors, typed).toEqual({
        'Your number': expect.stringMatching(/ such as \d[\d ]+\.$/),
      });
    }
    await ann.fill({ 'Your number': COPIED });
    await ann.submit();
    expect(Object.keys(ann.form?.errors ?? {})).toEqual(['A call or a message?']);
    await ann.fill({ 'Is it safe to call you?': 'Yes' });
    await ann.submit();
    await network.settle();
    expect(last(ann)).toContain('I asked Bob Baker at 10:00.');
    expect(last(ann)).toContain('If there’s no answer by 10:10 I’ll ask Cat Carter');
    expect(asked(bob)).toBe(1);
    expect(asked(cat)).toBe(0);
    await act(ann, 'I’m OK now, stop');
    await minutes(60);
    // Home leads to a person in one more press.
    await ann.openHome();
    await act(ann, 'Talk to someone', 'What you can do here');
    await act(ann, 'Ask Bob Baker to call me');
    expect(asked(bob)).toBe(2);
  });

  it('D49 D33 is off until the safety gate is open, and says so with the numbers', async () => {
    const press = async (says: string) => {
      for (const label of ['Ask Bob Baker to call me', 'Someone else', 'Say a bit more']) {
        await act(ann, label, 'Would you like someone to call you?');
        expect(last(ann)).toContain(says);
        expect(last(ann)).toContain('116\u00a0123');
        expect(ann.form).toBeUndefined();
      }
      expect([asked(bob), asked(cat), asked(dan)]).toEqual([0, 0, 0]);
      expect(await network.database.prisma.escalation.count()).toBe(0);
    };
    await ann.command('talk');
    await write((tx) => tx.safety.update({ where: { id: 1 }, data: { wasSetUp: true, ...NOBODY_THERE } }));
    await press('Calls are switched off in this network for now, so nothing was sent.');
    await write((tx) => tx.safety.update({ where: { id: 1 }, data: { wasSetUp: false } }));
    await openGate();
    await ann.command('talk');
    await write((tx) => unconfirmNumber(tx, 'england', 'samaritans'));
    await press('Calls aren’t switched on in this network yet, so nothing was sent.');
    await ann.command('talk');
    expect(last(ann)).toContain('I can’t ask anybody to call you yet');
    expect(last(ann)).toContain('116\u00a0123');
    // Home promises no call either, and leads to the numbers.
    await ann.openHome();
    expect(seenBy(ann)).toContain('[Talk to someone]');
    expect(seenBy(ann)).not.toContain('call me');
    await act(ann, 'Talk to someone', 'What you can do here');
    expect(last(ann)).toContain('I can’t ask anybody to call you yet');
    expect(last(ann)).toContain('116\u00a0123');
    const guest = network.teams.person('t-guest', { name: 'Gus Guest' });
    await guest.say('talk');
    expect(last(guest)).toContain('116\u00a0123');
    await guest.say('talk to me');
    expect(last(guest)).toContain('nobody has read that');
  });

  it('D26 works the other way round: somebody in Teams asks somebody on Slack', async () => {
    await listOf(dan, cat, bob);
    await dan.say('talk');
    await dan.press('Ask Cat Carter to call me');
    await dan.fill({ 'Your number': '...', 'Is it safe to call you?': 'Text me first' });
    await dan.submit();
    expect(dan.form?.errors).toEqual({ 'Your number': 'Please give a number, such as 07700 900123.' });
    await dan.fill({ 'Your number': COPIED, 'Is it safe to call you?': 'Text me first' });
    await dan.submit();
    await network.settle();
    await cat.press('Open');
    expect(cat.form?.text).toContain('Dan Drew would like a call.');
    expect(cat.form?.text).toContain('Please text first');
    await act(cat, 'I can’t: ask Bob Baker');
    cat.dismiss();
    expect(asked(bob)).toBe(1);
  });

  it('D25 goes on when the gate closes or the number is forgotten meanwhile', async () => {
    await firstPress();
    await write((tx) => unconfirmNumber(tx, 'england', 'samaritans'));
    await write((tx) => tx.reach.deleteMany());
    await minutes(1);
    await act(ann, 'I need someone now');
    expect([asked(bob), asked(cat)]).toEqual([2, 1]);
    await bob.press('Open');
    expect(bob.form?.text).toContain('I don’t have a number for them any more');
    expect(bob.form?.text).toContain('Safeguarding lead: Lea Lead');
    await write((tx) => tx.safety.update({ where: { id: 1 }, data: NOBODY_THERE }));
    await bob.press('Open');
    expect(bob.form?.text).toContain(
      'Nobody of this network is there for that just now. If you think a life is at risk: 999.',
    );
    expect(bob.form?.text).not.toMatch(/Lea Lead|Dee Deputy/);
  });

  it('D25 who was asked a moment ago about another call is asked as soon as that may be, and not before', async () => {
    await firstPress();
    await bob.press('Open');
    await act(bob, 'I’m calling now');
    bob.dismiss();
    await minutes(28);
    await act(bob, 'I can’t after all: ask the next person');
    await act(ann, 'I’m OK now, stop');
    await minutes(3);
    expect(asked(cat)).toBe(1);
    await listOf(ann, cat);
    await ann.command('talk');
    await act(ann, 'Ask Cat Carter to call me');
    expect(last(ann)).toContain('I’ll ask as soon as I may.');
    expect(asked(cat)).toBe(1);
    await minutes(3);
    expect(asked(cat)).toBe(2);
    expect(last(ann)).toContain('I asked Cat Carter');
  });

  it('tells the asker before anything is sent to somebody else than they pressed for', async () => {
    await firstPress();
    await act(ann, 'I’m OK now, stop');
    await minutes(31);
    await ann.command('talk');
    const never = { agreed: false, outOfHours: false, monthlyCap: null };
    await write((tx) => writeResponder(tx, id(bob), never));
    await act(ann, 'Ask Bob Baker to call me');
    expect(last(ann)).toContain('Bob Baker can’t be messaged now.');
    expect(last(ann)).toContain('[Ask Cat Carter to call me]');
    expect([asked(bob), asked(cat)]).toEqual([1, 0]);
    // Neither is somebody who has not answered whether they may be asked.
    await write((tx) => tx.responder.deleteMany({ where: { memberId: id(bob) } }));
    await ann.command('talk');
    expect(last(ann)).toContain('Bob Baker can’t be messaged now.');
    await act(ann, 'Ask Cat Carter to call me');
    await minutes(1);
    await act(ann, 'I need someone now');
    expect([asked(bob), asked(cat), asked(dan)]).toEqual([1, 2, 1]);
  });

  it('answered at first: name and number are read behind a button, by the one who was asked alone', async () => {
    await firstPress();
    expect(last(bob)).toBe(
      `${NEEDED}\nSomeone would like a call from you as soon as you can.\n[Open] [I can’t: ask the next person]`,
    );
    await bob.press('Open');
    expect(bob.form?.text).toContain('Ann Archer would like a call.');
    expect(bob.form?.text).toContain(NUMBER);
    expect(bob.form?.text).toContain('hasn’t said why and doesn’t have to');
    expect(bob.form?.text).toContain('Safeguarding lead: Lea Lead, 020\u00a07946\u00a00001.');
    expect(bob.form?.text).toContain('Deputy: Dee Deputy');
    expect(bob.form?.text).toContain('[I can’t: ask Cat Carter]');
    await act(bob, 'I’m calling now');
    bob.dismiss();
    expect(last(ann)).toContain('Bob Baker says: I’m calling now.');
    expect(ann.seen.at(-1)?.kind).toBe('message');
    expect(last(bob)).toContain('You’re calling now. Thank you');
    await minutes(20);
    expect(asked(cat)).toBe(0);
    await act(ann, 'We’ve spoken');
    expect(last(bob)).toContain('That’s over now');
    await act(ann, 'That was a mistake');
    expect(last(ann)).toContain('Bob Baker says: I’m calling now.');
    expect(last(bob)).toContain('You’re calling now. Thank you');
    await act(ann, 'We’ve spoken');
    expect(last(ann)).toContain('Did you get what you needed?');
  });

  it('D25 answered at second: the next learns only that a call is wanted', async () => {
    await firstPress();
    await minutes(9);
    expect(asked(cat)).toBe(0);
    await minutes(1);
    expect(asked(cat)).toBe(1);
    expect(asked(bob)).toBe(1);
    await act(cat, 'Open');
    await act(cat, 'I’m calling now');
    cat.dismiss();
    expect(last(ann)).toContain('Cat Carter says: I’m calling now.');
    expect(last(bob)).toContain('Somebody else is calling');
    await bob.press('Open', NEEDED).catch(() => {});
    expect(bob.form).toBeUndefined();
  });

  it('handed over: the next is asked at once, and the asker sees it', async () => {
    await firstPress();
    await act(bob, 'I can’t: ask the next person');
    expect(last(bob)).toContain('You don’t have to say why.');
    expect(asked(cat)).toBe(1);
    expect(last(ann)).toContain('I asked Cat Carter at 10:00.');
    await act(bob, 'I can call after all');
    expect(last(ann)).toContain('Bob Baker says: I’m calling now.');
    expect(last(cat)).toContain('Somebody else is calling');
  });

  it('D26 “Don’t ask Cat” holds, and somebody else can be chosen', async () => {
    await ann.command('talk');
    await ann.press('Someone else');
    await firstPress('Ask Cat Carter to call me');
    expect(asked(cat)).toBe(1);
    await act(ann, 'Don’t ask Bob Baker');
    expect(last(ann)).toContain('I’ll ask Dan Drew');
    await minutes(10);
    expect([asked(bob), asked(dan)]).toEqual([0, 1]);
  });

  it('asks nobody but whom the card named, says when it gives up, and asks again only when it is pressed', async () => {
    await listOf(ann, bob, cat);
    await firstPress();
    expect(last(ann)).toContain('I’ll ask Cat Carter, who’ll know only that you’d like a call.');
    await bob.press('Open');
    await act(bob, 'I’m calling now');
    bob.dismiss();
    await act(bob, 'I can’t after all: ask the next person');
    expect([asked(cat), last(bob)]).toEqual([1, expect.stringContaining('You don’t have to say why.')]);
    expect(last(ann)).toContain('If there’s no answer by 10:10 I’ll tell you. Nobody else is asked.');
    await cat.press('Open');
    expect(cat.form?.text).toContain('hasn’t said why and doesn’t have to');
    await act(cat, 'I’m calling now');
    cat.dismiss();
    expect(last(ann)).toContain('If I hear nothing by 10:30 I’ll ask you how it went.');
    await minutes(30);
    expect(last(ann)).toContain('If I hear nothing by 11:00 I’ll stop, and say so.');
    await minutes(30);
    expect(last(ann)).toContain('I can’t tell whether you’ve spoken. I’ve stopped asking.');
    expect([asked(bob), asked(cat), asked(dan)]).toEqual([1, 1, 0]);
    await act(ann, 'No');
    expect(last(ann)).toContain('I won’t ask again\nYou can ask at any time.');
    await minutes(24 * 60);
    expect([asked(bob), asked(cat), asked(dan)]).toEqual([1, 1, 0]);
    // Without a number the press asks for it, and sends nothing before it has it.
    await ann.command('talk');
    await write((tx) => tx.reach.deleteMany());
    await act(ann, 'Ask Bob Baker to call me');
    expect(last(ann)).toContain('Nothing has been sent yet. One short step, and it goes.');
    expect(asked(bob)).toBe(1);
    await ann.press('Give my number');
    await ann.fill({ 'Your number': NUMBER, 'Is it safe to call you?': 'Yes' });
    await ann.submit();
    await network.settle();
    expect(asked(bob)).toBe(2);
  });

  it('all silent: says loudly that nobody answered, whom to call, and asks again at a time that suits', async () => {
    await firstPress();
    await minutes(30);
    expect([asked(bob), asked(cat), asked(dan)]).toEqual([1, 1, 1]);
    expect(last(ann)).toContain('I’m sorry. I’ve tried everyone on your list and nobody has answered.');
    expect(last(ann)).toContain('Please don’t wait for them:');
    expect(last(ann)).toContain('116\u00a0123');
    expect(ann.seen.at(-1)?.kind).toBe('message');
    expect(last(dan)).toContain('it may still be welcome');
    await act(ann, 'Yes');
    expect(last(ann)).toContain('I’ll ask Bob Baker to call you');
    await minutes(60);
    expect(asked(bob)).toBe(2);
    await act(ann, 'I’m OK now, stop');
    await minutes(120);
    expect([asked(bob), asked(cat)]).toEqual([2, 1]);
  });

  it('asks the asker after half an hour of silence, and a late hand-over still finds somebody', async () => {
    await firstPress();
    await act(bob, 'Open');
    await act(bob, 'I’m calling now');
    await minutes(30);
    expect(last(ann)).toContain('Have you and Bob Baker spoken?');
    await act(ann, 'Ask Cat Carter to call me');
    expect(asked(cat)).toBe(1);
    await minutes(30);
    expect(last(ann)).toContain('nobody has answered');
  });

  it('not installed, and next one erased: the chain goes on without them', async () => {
    const eve = await admitEve();
    await listOf(ann, bob, eve, dan);
    await write((tx) => tx.account.deleteMany({ where: { memberId: id(eve) } }));
    network.teams.fail({ kind: 'refused', user: 't-bob' });
    await firstPress();
    expect([asked(bob), asked(eve), asked(dan)]).toEqual([0, 0, 1]);
    expect(last(ann)).toContain('I asked Dan Drew at 10:00.');
  });

  it('next one erased while they are asked: their turn ends like everybody’s', async () => {
    const eve = await admitEve();
    await listOf(ann, eve, cat);
    await firstPress(`Ask ${eve.name} to call me`);
    expect(asked(eve)).toBe(1);
    await write((tx) => tx.member.delete({ where: { id: id(eve) } }));
    await minutes(10);
    expect(asked(cat)).toBe(1);
  });

  it('D26 never asks anybody on “not this person”, also in the middle of a chain', async () => {
    await firstPress();
    await write((tx) => addNever(tx, id(ann), id(cat)));
    await write((tx) => addNever(tx, id(ann), id(bob)));
    await bob.press('Open');
    expect(bob.form).toBeUndefined();
    await act(ann, 'I need someone now');
    expect([asked(bob), asked(cat), asked(dan)]).toEqual([1, 0, 1]);
  });

  it('never asks whoever keeps the asker away, urgent or not: the next one is asked, and nothing tells', async () => {
    await write((tx) => addNever(tx, id(bob), id(ann)));
    await firstPress('Ask Cat Carter to call me');
    expect([asked(bob), asked(cat)]).toEqual([0, 1]);
    // Somebody who was asked before they said so may still answer, and is not asked again.
    await write((tx) => addNever(tx, id(cat), id(ann)));
    await act(ann, 'I need someone now');
    expect([asked(bob), asked(cat), asked(dan)]).toEqual([0, 1, 1]);
    await minutes(25);
    expect([asked(bob), asked(cat)]).toEqual([0, 1]);
    await ann.command('talk list');
    expect(JSON.stringify(ann.seen.slice(-3))).not.toMatch(/not this person|away/i);
  });

  it('is stopped by the asker, who may take that back', async () => {
    await firstPress();
    await act(ann, 'I’m OK now, stop');
    expect(last(bob)).toContain('That’s over now');
    await bob.press('Open', NEEDED).catch(() => {});
    expect(bob.form).toBeUndefined();
    await act(ann, 'That was a mistake');
    expect(asked(cat)).toBe(1);
    await minutes(40);
    expect(last(ann)).toContain('nobody has answered');
  });
});

describe('the urgent rule', () => {
  it('D25 takes a double tap for one press, and a second press later for “now”: the first two at once', async () => {
    await firstPress();
    await ann.command('talk');
    await act(ann, 'I’m OK now, stop');
    await minutes(31);
    await ann.command('talk');
    const before = bob.chat.length;
    const taps = [ann.press('Ask Bob Baker to call me'), ann.press('Ask Bob Baker to call me')];
    await Promise.all(taps);
    await network.settle();
    expect([asked(bob), asked(cat)]).toEqual([2, 0]);
    await minutes(1);
    await ann.command('talk');
    await act(ann, 'I need someone now');
    expect([asked(bob), asked(cat), asked(dan)]).toEqual([3, 1, 0]);
    expect(last(ann)).toContain('I asked Bob Baker and Cat Carter at');
    expect(last(ann)).toContain('Samaritans 116\u00a0123');
    const cards = bob.chat.slice(before).filter((card) => card.startsWith(NEEDED));
    expect([bob.chat.length - before, cards.length]).toEqual([2, 1]);
  });

  it('D25 goes on along the list, each again after ten minutes, and ends loudly', async () => {
    await firstPress();
    await minutes(1);
    await act(ann, 'I need someone now');
    await minutes(5);
    expect([asked(bob), asked(cat), asked(dan)]).toEqual([2, 1, 1]);
    await minutes(5);
    expect([asked(bob), asked(cat), asked(dan)]).toEqual([3, 2, 1]);
    await minutes(30);
    expect([asked(bob), asked(cat), asked(dan)]).toEqual([4, 3, 3]);
    expect(last(ann)).toContain('I’ve tried everyone on your list and nobody has answered.');
  });

  it('D25 goes on at once past who is not installed or can’t, and is stopped by the asker for everybody', async () => {
    network.teams.fail({ kind: 'refused', user: 't-bob', times: 2 });
    await firstPress();
    expect([asked(bob), asked(cat)]).toEqual([0, 1]);
    await minutes(1);
    await act(ann, 'I need someone now');
    expect([asked(bob), asked(cat), asked(dan)]).toEqual([0, 2, 1]);
    await act(cat, 'I can’t: ask the next person');
    await minutes(11);
    expect([asked(cat), asked(dan)]).toEqual([2, 2]);
    await act(ann, 'I’m OK now, stop');
    expect(last(dan)).toContain('That’s over now');
    await minutes(60);
    expect([asked(bob), asked(cat), asked(dan)]).toEqual([0, 2, 2]);
  });

  it('D25 a third press is never refused', async () => {
    await firstPress();
    for (let press = 0; press < 3; press += 1) {
      await minutes(1);
      await act(ann, 'I need someone now');
    }
    expect([asked(bob), asked(cat), asked(dan)]).toEqual([2, 1, 1]);
    expect(last(ann)).toContain('I asked Dan Drew');
    expect(last(ann)).toContain('116\u00a0123');
  });

  it('D25 only the asker ends it; whoever rang is asked how they are', async () => {
    await firstPress();
    await act(bob, 'Open');
    await act(bob, 'I’m calling now');
    bob.dismiss();
    await minutes(1);
    await act(ann, 'I need someone now');
    expect([asked(bob), asked(cat)]).toEqual([2, 1]);
    await act(cat, 'Open');
    await act(cat, 'I’m calling now');
    cat.dismiss();
    expect(last(bob)).toContain('Somebody else is calling');
    await minutes(9);
    expect([asked(bob), asked(dan)]).toEqual([2, 0]);
    await minutes(1);
    expect(asked(dan)).toBe(1);
    await act(ann, 'We’ve spoken');
    expect(last(cat)).toContain('That may have been a lot.');
    await act(cat, 'Talk to someone');
    expect(last(cat)).toContain('There’s nobody on your list yet');
    await act(cat, 'Choose people');
    expect(cat.form?.fields[0]).toBeDefined();
    cat.dismiss();
  });

  it('D51 out of hours says so before anything is sent, reaches who agreed, and keeps to their cap', async () => {
    await agree(cat, { outOfHours: true, monthlyCap: 1 });
    await firstPress();
    await act(ann, 'I’m OK now, stop');
    await network.travelTo('2027-02-08T23:40:00Z', 24);
    const before = asked(cat);
    await ann.command('talk');
    expect(last(ann)).toContain(
      'It’s 23:40. Nobody on your list is usually free now.\nNothing has been sent.',
    );
    expect(last(ann)).toContain('Cat Carter has agreed to be asked at any time');
    expect(last(ann)).toContain('116\u00a0123');
    expect(last(ann)).toContain('Out of hours: nobody');
    await act(ann, 'I need someone now');
    expect([asked(bob), asked(cat) - before]).toEqual([1, 1]);
    await minutes(45);
    expect(asked(cat) - before).toBe(3);
    await network.travelTo('2027-02-09T23:40:00Z', 24);
    await ann.command('talk');
    expect(last(ann)).toContain('Nobody on your list has agreed to be called now.');
    await act(ann, 'Ask Bob Baker at 09:00');
    expect(last(ann)).toContain('I’ll ask Bob Baker to call you');
    await network.travelTo('2027-02-10T08:59:00Z', 24);
    expect(asked(bob)).toBe(1);
    await network.travelTo('2027-02-10T09:01:00Z');
    expect(asked(bob)).toBe(2);
  });

  it('D25 a press at night is remembered: the second within half an hour is “now”', async () => {
    await firstPress();
    await act(ann, 'I’m OK now, stop');
    await ann.openHome();
    await network.travelTo('2027-02-08T23:40:00Z', 24);
    await act(ann, 'Ask Bob Baker to call me');
    expect(last(ann)).toContain('Nothing has been sent');
    await agree(bob, { outOfHours: true });
    await minutes(5);
    await ann.openHome();
    await act(ann, 'I need someone now');
    expect(asked(bob)).toBe(2);
  });

  it('two people at once: one of them rings', async () => {
    const calling = () =>
      [bob, cat].flatMap(({ chat }) => chat.filter((card) => card.startsWith('You’re calling now'))).length;
    const before = calling();
    await firstPress();
    await minutes(1);
    await act(ann, 'I need someone now');
    await Promise.all([bob.press('Open'), cat.press('Open')]);
    await Promise.all([bob.press('I’m calling now'), cat.press('I’m calling now')]);
    await network.settle();
    expect(calling() - before).toBe(1);
  });

  it('shows the way to a person wherever words may mean danger', async () => {
    await ann.say('i want to die');
    expect(last(ann)).toContain('[Ask Bob Baker to call me]');
    await firstPress();
    await ann.say('i want to die');
    expect(last(ann)).toContain('[I need someone now]');
  });
});

describe('home', () => {
  /** What of calls and wishes stands there, card by card. */
  const CARDS =
    /Please open now|You’re calling now|I asked \w+|nobody has answered|Nobody on your list has agreed to be called|Somebody has asked that only you/g;
  const home = async (person: SimulatedPerson) => {
    await person.openHome();
    return person.seen.at(-1)?.text.match(CARDS) ?? [];
  };
  const homes = async (...people: SimulatedPerson[]) => {
    const all: string[][] = [];
    for (const person of people) all.push(await home(person));
    return all;
  };

  it('has a call that somebody would like from me, once, as long as I may answer it', async () => {
    await firstPress();
    expect(await homes(ann, bob, cat)).toEqual([['I asked Bob'], ['Please open now'], []]);
    await act(bob, 'I can’t: ask the next person');
    expect(await homes(ann, bob, cat)).toEqual([['I asked Cat'], [], ['Please open now']]);
    await minutes(1);
    await act(ann, 'I need someone now');
    expect(await homes(bob, cat)).toEqual([['Please open now'], ['Please open now']]);
    await minutes(10);
    expect([asked(bob), asked(cat)]).toEqual([3, 3]);
    expect(await homes(bob, cat, dan)).toEqual(Array(3).fill(['Please open now']));
    await cat.press('Open');
    await act(cat, 'I’m calling now');
    cat.dismiss();
    expect(await homes(bob, cat, dan)).toEqual([[], ['You’re calling now'], []]);
    await act(ann, 'I’m OK now, stop');
    expect(await homes(ann, bob, cat, dan)).toEqual([[], [], [], []]);
    await act(ann, 'That was a mistake');
    expect(await homes(bob, cat, dan)).toEqual([[], ['You’re calling now'], []]);
  });

  it('asks nothing of whoever the asker says “not this person” of, nor of who is no member any more', async () => {
    await firstPress();
    await minutes(10);
    expect(await homes(bob, cat)).toEqual([['Please open now'], ['Please open now']]);
    await write((tx) => addNever(tx, id(ann), id(bob)));
    await write((tx) => tx.member.update({ where: { id: id(cat) }, data: { standing: 'guest' } }));
    expect(await homes(bob, cat)).toEqual([[], []]);
    await write((tx) => tx.member.update({ where: { id: id(cat) }, data: { standing: 'member' } }));
  });

  it('that nobody answered gives way to the next call, and does not come back when that is over', async () => {
    await listOf(ann, bob);
    await firstPress();
    await minutes(45);
    expect(await home(ann)).toEqual(['nobody has answered']);
    const standing = () => network.database.prisma.card.count({ where: { memberId: id(ann) } });
    await ann.command('talk');
    await act(ann, 'Ask Bob Baker to call me');
    expect(await standing()).toBe(1);
    expect(await home(ann)).toEqual(['I asked Bob']);
    await act(ann, 'I’m OK now, stop');
    expect(await standing()).toBe(0);
    expect(await home(ann)).toEqual([]);
  });

  it('that nobody could be asked stands there for a day, though only the press was answered', async () => {
    await firstPress();
    await act(ann, 'I’m OK now, stop');
    await minutes(31);
    await ann.command('talk');
    for (const person of [bob, cat, dan])
      await write((tx) =>
        writeResponder(tx, id(person), { agreed: false, outOfHours: false, monthlyCap: null }),
      );
    const before = ann.seen.filter(({ kind }) => kind === 'message').length;
    await act(ann, 'Ask Bob Baker to call me');
    expect(ann.seen.filter(({ kind }) => kind === 'message')).toHaveLength(before);
    expect(await home(ann)).toEqual(['Nobody on your list has agreed to be called']);
    await minutes(23 * 60);
    expect(await home(ann)).toEqual(['Nobody on your list has agreed to be called']);
    await minutes(2 * 60);
    expect(await home(ann)).toEqual([]);
  });

  it('an ask that was seen was asked: that a later change of its card is lost asks nobody, and changes nothing', async () => {
    await firstPress();
    await minutes(10);
    network.teams.fail({ kind: 'refused', user: 't-bob' });
    await cat.press('Open');
    await act(cat, 'I’m calling now');
    cat.dismiss();
    const { prisma } = network.database;
    expect(await prisma.outbox.count({ where: { kind: 'escalations:ask', state: 'failed' } })).toBe(1);
    expect(last(ann)).toContain('Cat Carter says: I’m calling now.');
    expect(await prisma.escalationAsk.findFirst({ where: { personId: id(bob) } })).toMatchObject({
      outcome: 'sent',
    });
    expect([asked(bob), asked(cat), asked(dan)]).toEqual([1, 1, 0]);
  });

  const sendWish = async (asker: SimulatedPerson, to = 'Cora Coordinator') => {
    await listOf(asker, bob);
    await asker.command('talk');
    await asker.press('Ask Bob Baker to call me');
    await asker.fill({ 'Your number': NUMBER, 'Is it safe to call you?': 'Yes' });
    await asker.submit();
    await network.settle();
    await bob.press('Open');
    await act(bob, 'I’m calling now');
    bob.dismiss();
    await act(asker, 'We’ve spoken');
    await act(asker, 'No');
    await asker.press('Change supervisor');
    await asker.fill({ 'Whom would you like to change from?': 'Bob Baker', 'Who should read this?': to });
    await asker.submit();
    await network.settle();
  };
  /** The auditor looks, and puts right what stands on nobody's home. */
  const mend = async () => {
    await network.database.prisma.auditor.updateMany({ data: { nextAt: new Date(0) } });
    await network.settle();
    const never = new Date('2999-01-01T00:00:00Z');
    await network.database.prisma.auditor.updateMany({ data: { nextAt: never } });
  };
  const WISH = 'Somebody has asked that only you';

  it('a wish stands with whoever may read it, and with nobody once its asker is forgotten', async () => {
    const eve = await admitEve();
    await sendWish(eve);
    expect(await home(cora)).toEqual([WISH]);
    await write((tx) => addNever(tx, id(cora), id(eve)));
    expect(await home(cora)).toEqual([]);
    await write((tx) => tx.neverPerson.deleteMany());
    await mend();
    expect(await home(cora)).toEqual([WISH]);
    const at = await network.now();
    await write((tx) =>
      tx.erasure.create({ data: { memberId: id(eve), state: 'asked', askedAt: at, dueAt: at } }),
    );
    await network.settle();
    const ours = { kind: { startsWith: 'escalations:' } };
    expect(await network.database.prisma.card.count({ where: ours })).toBe(0);
    expect(await home(cora)).toEqual([]);
  });

  it('a wish leaves the home of whoever lost the role, and stands with the one to whom it goes instead', async () => {
    await cora.command('roles');
    await cora.press('Give someone a role');
    await cora.fill({ Who: 'Dan Drew', Role: 'Coordinator' });
    await cora.submit();
    await act(cora, 'Yes, give the role');
    await sendWish(ann, 'Dan Drew');
    expect(await homes(cora, dan)).toEqual([[], [WISH]]);
    await cora.command('roles');
    await cora.press('End Dan Drew’s role as coordinator');
    await act(cora, 'Yes, end it');
    expect(await network.database.prisma.card.count({ where: { kind: 'escalations:wish' } })).toBe(0);
    expect(last(ann)).toContain('The person you wrote to can’t see to it any more.');
    expect(await home(dan)).toEqual([]);
    await ann.press('Choose somebody else');
    await ann.fill({ 'Who should read this?': 'Cora Coordinator' });
    await ann.submit();
    await network.settle();
    expect(await homes(cora, dan)).toEqual([[WISH], []]);
    await cora.press('Open', WISH);
    await act(cora, 'I’ve seen to it');
    cora.dismiss();
    expect(await homes(cora, dan)).toEqual([[], []]);
    // The next test begins earlier.
    await write((tx) => tx.roleGrant.deleteMany({ where: { memberId: id(dan) } }));
  });

  it('is put right by the auditor from the records, for the asker and for whoever is asked', async () => {
    await firstPress();
    await act(bob, 'I can’t: ask the next person');
    await write((tx) => tx.card.deleteMany());
    expect(await homes(ann, bob, cat)).toEqual([[], [], []]);
    await mend();
    expect(await homes(ann, bob, cat)).toEqual([['I asked Cat'], [], ['Please open now']]);
    expect(await network.database.prisma.finding.findMany()).toEqual([]);
    await minutes(20);
    expect(await home(ann)).toEqual(['nobody has answered']);
    await write((tx) => tx.card.deleteMany());
    await mend();
    expect(await homes(ann, bob, cat)).toEqual([['nobody has answered'], [], []]);
    expect(await network.database.prisma.finding.findMany()).toEqual([]);
  });
});

describe('words', () => {
  const sayMore = async (values: Record<string, string>) => {
    await ann.command('talk');
    await ann.press('Say a bit more');
    await ann.fill(values);
    await ann.submit();
    await network.settle();
  };
  const words = {
    'Your number': NUMBER,
    'Is it safe to call you?': 'Yes',
    'What would help?': 'Someone to listen',
    'How much do you want to share?': 'Details',
    'Your words': SECRET,
  };

  it('D30 D34 are read by the chosen person alone, by the next only if the asker says so', async () => {
    await sayMore(words);
    await bob.press('Open');
    expect(bob.form?.text).toContain(`In their words: ${SECRET}`);
    expect(bob.form?.text).toContain('They’d like: Someone to listen.');
    bob.dismiss();
    await minutes(10);
    await cat.press('Open');
    expect(cat.form?.text).not.toContain(SECRET);
    expect(cat.form?.text).toContain('Ann Archer doesn’t have to say why.');
    cat.dismiss();
    await act(ann, 'Let Cat Carter read what I wrote');
    await cat.press('Open');
    expect(cat.form?.text).toContain(SECRET);
  });

  it('D34 shares nothing unless it is chosen, and says what is missing without sending', async () => {
    await ann.command('talk');
    await ann.press('Say a bit more');
    expect(ann.form?.text).toContain('Shredded 7 days after this is over');
    expect(ann.form?.text).toContain('116\u00a0123');
    await ann.fill({ 'Your number': NUMBER, 'Is it safe to call you?': 'Yes', 'Your words': SECRET });
    await ann.submit();
    expect(ann.form?.errors).toHaveProperty('How much do you want to share?');
    await ann.fill({ 'How much do you want to share?': 'A headline', 'Your words': 'x'.repeat(121) });
    await ann.submit();
    expect(ann.form?.errors).toHaveProperty('Your words');
    await network.settle();
    expect(asked(bob)).toBe(0);
  });

  it('are in no message, preview, log, outbox row or audit, and are shredded seven days after closing', async () => {
    await sayMore({ ...words, 'Whom shall I ask?': 'Cat Carter' });
    await cat.press('Open');
    await act(cat, 'I’m calling now');
    cat.dismiss();
    await act(ann, 'We’ve spoken');
    const seen = [...network.slack.ledger.slice(slackBegan), ...network.teams.ledger.slice(teamsBegan)];
    const notified = seen.filter(({ kind }) => kind === 'message').map(({ text, preview }) => text + preview);
    expect(notified.join('\n')).not.toMatch(new RegExp(`${SECRET}|${NUMBER}`));
    for (const { user, kind, preview } of seen) {
      if (kind !== 'message' || user === 'U-CORA') continue;
      expect(preview).not.toMatch(/Ann|Bob|Cat |call you|Samaritans/);
    }
    const rows = await network.database.prisma.$queryRaw<{ row: string }[]>`
      SELECT to_jsonb(o)::text AS row FROM outbox o UNION ALL SELECT to_jsonb(a)::text FROM audit a
      UNION ALL SELECT to_jsonb(i)::text FROM inbox i UNION ALL SELECT to_jsonb(e)::text FROM escalation e`;
    const kept = JSON.stringify([rows, network.logs]);
    expect(kept).not.toMatch(new RegExp(`${SECRET}|${NUMBER}|Ann Archer would like`));
    expect((await network.database.prisma.audit.findMany()).map(({ record }) => record).join()).not.toContain(
      'escalation',
    );
    await network.travelTo('2027-02-15T09:59:00Z', 24);
    expect(await network.database.prisma.escalation.findFirst()).toMatchObject({
      wordsSealed: expect.any(String),
    });
    await network.travelTo('2027-02-15T10:01:00Z');
    const [row] = await network.database.prisma.escalation.findMany({ include: { asks: true } });
    expect(row).toMatchObject({ wordsSealed: null, askerId: null, callerId: null, asks: [] });
    expect(await network.database.prisma.card.count()).toBe(0);
    // Nor does what is kept of the messages say whose call it was; they can still be emptied.
    const sent = await network.database.prisma.outbox.findMany({ where: { feature: 'escalations' } });
    const { accounts } = await network.database.prisma.member.findUniqueOrThrow({
      where: { id: id(ann) },
      include: { accounts: true },
    });
    const toAnn = sent.filter(({ destination }) => destination === `account:${accounts[0]?.id}`);
    expect(toAnn.filter(({ refId }) => refId !== null).length).toBeGreaterThan(1);
    const names = ({ key, slot, originId, record, occasion }: (typeof sent)[number]) =>
      JSON.stringify([key, slot, originId, record, occasion]);
    expect(toAnn.filter((one) => names(one).includes(row?.id ?? ''))).toEqual([]);
    expect(toAnn.filter(({ kind }) => kind !== null)).toEqual([]);
    expect(toAnn.filter(({ settledAt }) => settledAt?.toISOString().slice(11) !== '00:00:00.000Z')).toEqual(
      [],
    );
  });

  it('D34 are added to what is open without being a second press', async () => {
    await firstPress();
    await ann.command('talk');
    await ann.dismiss();
    await ann.press('Say a bit more');
    await ann.fill({ 'How much do you want to share?': 'A headline', 'Your words': SECRET });
    await ann.submit();
    await network.settle();
    expect([asked(bob), asked(cat)]).toEqual([1, 0]);
    await bob.press('Open');
    expect(bob.form?.text).toContain(SECRET);
  });

  it('D34 a stranger with a guessed button learns and changes nothing', async () => {
    await sayMore(words);
    const open = await network.database.prisma.escalation.findFirstOrThrow({ include: { asks: true } });
    const ask = open.asks[0]?.id;
    const [request, person] = [open.id, id(dan)];
    const guesses: Record<string, object> = {
      'escalations.open': { ask },
      'escalations.call': { ask },
      'escalations.hand-over': { ask },
      'escalations.end': { request, how: 'stop' },
      'escalations.another': { request },
      'escalations.skip': { request, person },
      'escalations.share': { request, person },
      'escalations.needed': { request, needed: 'no' },
      'escalations.open-wish': { wish: request },
    };
    const [real, fake] = [await guess(guesses), await guess(guesses, open.id, ask)];
    expect(JSON.stringify(real)).not.toMatch(new RegExp(`${SECRET}|${NUMBER}|Ann`));
    expect(real).toEqual(fake);
    const after = await network.database.prisma.escalation.findFirstOrThrow({ include: { asks: true } });
    expect(after).toEqual(open);
  });

  /** Dan presses buttons that he was never shown; with other ids, those of nothing at all. */
  async function guess(guesses: Record<string, object>, ...real: (string | undefined)[]) {
    const sender = { platform: 'teams', workspace: 'tenant-paper', user: 't-dan', name: 'Dan Drew' } as const;
    const conversation = {
      platform: 'teams',
      workspace: 'tenant-paper',
      id: 'D-t-dan',
      kind: 'direct',
    } as const;
    const replies: unknown[] = [];
    for (const [route, input] of Object.entries(guesses)) {
      const value = real.reduce<string>(
        (text, known) => text.replaceAll(known ?? '', randomUUID()),
        JSON.stringify(input),
      );
      replies.push(
        await network.bot.receive({ id: randomUUID(), kind: 'action', route, value, sender, conversation }),
      );
    }
    return replies;
  }
});

describe('afterwards', () => {
  it('asks whether it helped; no leads to another person, or to a wish that the supervisor never sees', async () => {
    await firstPress();
    await act(bob, 'Open');
    await act(bob, 'I’m calling now');
    bob.dismiss();
    await act(ann, 'We’ve spoken');
    await act(ann, 'No');
    await ann.press('Change supervisor');
    await ann.fill({
      'Whom would you like to change from?': 'Bob Baker',
      'Who should read this?': 'Cora Coordinator',
      'A few words': SECRET,
    });
    await ann.submit();
    await network.settle();
    expect(last(ann)).toContain('Only Cora Coordinator can read it.');
    expect(last(cora)).toContain('You have a message');
    await cora.press('Open');
    expect(cora.form?.text).toContain('Ann Archer would like to change supervisor, from Bob Baker.');
    expect(cora.form?.text).toContain(SECRET);
    await act(cora, 'I’ve seen to it');
    expect(bob.seen.map(({ text }) => text).join('\n')).not.toContain('change supervisor');
    await act(ann, 'Ask Cat Carter to call me');
    expect(asked(cat)).toBe(1);
    await network.travelTo('2027-02-16T10:00:00Z', 24);
    expect(await network.database.prisma.supervisionWish.count()).toBe(0);
  });

  it.each([
    ['Slack', 'yes', 'Yes', 'Thank you for telling me.'],
    ['Slack', 'no', 'No', 'Thank you for saying so.'],
    ['Teams', 'yes', 'Yes', 'Thank you for telling me.'],
    ['Teams', 'no', 'No', 'Thank you for saying so.'],
  ])(
    'on %s “%s” to “Did you get what you needed?” can be taken back for ten minutes, and no longer',
    async (on, said, label, thanks) => {
      const who = on === 'Slack' ? ann : dan;
      const [mistake, question] = ['That was a mistake', 'Did you get what you needed?'];
      const needed = async () => (await network.database.prisma.escalation.findFirstOrThrow()).needed;
      await listOf(who, bob, cat);
      await who.command('talk');
      await who.press('Ask Bob Baker to call me');
      await who.fill({ 'Your number': NUMBER, 'Is it safe to call you?': 'Yes' });
      await who.submit();
      await network.settle();
      await bob.press('Open');
      await act(bob, 'I’m calling now');
      bob.dismiss();
      await act(who, 'We’ve spoken');
      await act(who, label);
      expect([await needed(), last(who)]).toEqual([said, expect.stringContaining(thanks)]);
      await minutes(9);
      await act(who, mistake);
      expect([await needed(), last(who)]).toEqual([null, expect.stringContaining(question)]);
      await act(who, label);
      await minutes(11);
      await act(who, mistake);
      expect(await needed()).toBe(said);
      expect(last(who)).not.toContain(question);
    },
  );

  it('a wish that is seen to says so on its card, and says when it can only wait to be looked for', async () => {
    const wish = async () => {
      await ann.press('Change supervisor');
      const chosen = { 'Who should read this?': 'Cora Coordinator' };
      await ann.fill({ 'Whom would you like to change from?': 'Bob Baker', ...chosen });
      await ann.submit();
      await network.settle();
    };
    await firstPress();
    await act(bob, 'Open');
    await act(bob, 'I’m calling now');
    bob.dismiss();
    await act(ann, 'We’ve spoken');
    await act(ann, 'No');
    await wish();
    expect(last(ann)).not.toContain('sees it when they look');
    await cora.press('Open');
    await act(cora, 'I’ve seen to it');
    cora.dismiss();
    const card = cora.seen.findLast(({ kind, text }) => kind === 'edit' && text.includes('Seen to.'));
    expect(card?.id).toBe(cora.seen.findLast(({ kind }) => kind === 'message')?.id);
    await write((tx) => tx.member.update({ where: { id: id(cora) }, data: { contactHours: 'never' } }));
    const told = cora.seen.filter(({ kind }) => kind === 'message').length;
    await wish();
    expect(last(ann)).toContain('Cora Coordinator gets no messages from me and sees it when they look.');
    expect(cora.seen.filter(({ kind }) => kind === 'message')).toHaveLength(told);
    await cora.openHome();
    expect(cora.seen.at(-1)?.text).toContain('Somebody has asked that only you read this.');
    await write((tx) => tx.member.update({ where: { id: id(cora) }, data: { contactHours: 'work' } }));
  });

  it('a wish that could not be delivered tells its asker that nobody saw to it, and goes to somebody else', async () => {
    await firstPress();
    await act(ann, 'We’ve spoken');
    await act(ann, 'No');
    network.slack.fail({ kind: 'refused', user: 'U-CORA' });
    await ann.press('Change supervisor');
    await ann.fill({
      'Whom would you like to change from?': 'Bob Baker',
      'Who should read this?': 'Cora Coordinator',
    });
    await ann.submit();
    await network.settle();
    expect(last(ann)).toContain('What you sent could not be delivered.');
    expect(last(ann)).toContain('Nobody has said that they’ve seen to it.');
    expect(last(ann)).toContain('[Choose the other person]');
    expect(
      await network.database.prisma.audit.count({
        where: {
          action: 'wish.opened',
          record: `wish:${(await network.database.prisma.supervisionWish.findFirstOrThrow()).id}`,
        },
      }),
    ).toBe(0);
    // With nobody to whom it could go, nothing is sent.
    await write((tx) => addNever(tx, id(ann), id(cora)));
    await act(ann, 'Choose the other person');
    expect(last(ann)).toContain('There’s nobody whom I could give this to');
    expect(await network.database.prisma.supervisionWish.count()).toBe(1);
  });

  it('D25 that nobody answered is on home for a day, for the message may not have arrived', async () => {
    await listOf(ann, bob);
    await firstPress();
    network.slack.fail({ kind: 'refused', user: 'U-ANN', times: 5 });
    await minutes(11);
    expect(last(ann)).not.toContain('nobody has answered');
    await ann.openHome();
    expect(ann.seen.at(-1)?.text).toContain('I’ve tried everyone on your list and nobody has answered.');
    expect(ann.seen.at(-1)?.text).toContain('116');
    await network.travelTo('2027-02-09T12:00:00Z', 26);
    await ann.openHome();
    expect(ann.seen.at(-1)?.text).not.toContain('nobody has answered');
  });

  it('D32 coordinators see totals of five or more of the last quarter, and never a row', async () => {
    const since = new Date('2026-12-01T10:00:00Z');
    const closed = { state: 'unanswered', since, openedAt: since, pressedAt: since, closedAt: since };
    await write((tx) => tx.escalation.createMany({ data: Array.from({ length: 4 }, () => closed) }));
    await cora.command('status');
    expect(seenBy(cora)).toContain('Calls asked for, October to December 2026: too few to say.');
    await write((tx) => tx.escalation.createMany({ data: [closed] }));
    await cora.command('status');
    expect(seenBy(cora)).toContain('Calls asked for, October to December 2026: 5. Nobody answered: 5.');
    await firstPress();
    await cora.command('status');
    expect(seenBy(cora)).not.toContain('Ann');
    for (const person of [cora, bob, ann])
      for (const page of ['home', 'settings', ...(person === cora ? [] : ['status'])]) {
        await person.command(page);
        expect(seenBy(person), `${person.name}, ${page}`).not.toContain('Calls asked for');
      }
    await bob.openHome();
    expect(seenBy(bob)).toContain(NEEDED);
  });
});
