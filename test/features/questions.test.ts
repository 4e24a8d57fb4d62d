import { beforeAll, describe, expect, it } from 'vitest';
import { numbersOf } from '../../src/features/members/rules.ts';
import * as safety from '../../src/features/members/store/safety.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { moveClock } from '../../src/store/database.ts';
import { type Network, startNetwork } from '../support/network.ts';

let network: Network;
let cora: SimulatedPerson;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
let cat: SimulatedPerson;
let dev: SimulatedPerson;
let eve: SimulatedPerson;

/** The newest thing in somebody's chat; that a living card was changed meanwhile is no news. */
const last = (person: SimulatedPerson) =>
  person.chat.filter((card) => !card.startsWith('Your question\n')).at(-1) ?? '';
const holds = (person: SimulatedPerson) => person.chat.some((card) => card.startsWith('Could you help'));
/** The clock goes a few minutes on, for "in less than two hours" and the like. */
const later = async (minutes: number) => {
  await moveClock(network.database, minutes * 60_000);
  await network.settle();
};
/** 10:00 on the next day from Monday to Thursday: every test begins in working hours. */
let day = Date.parse('2027-02-01T10:00:00Z');
const nextDay = async () => {
  do day += 86_400_000;
  while (day < (await network.now()).getTime() || [0, 5, 6].includes(new Date(day).getUTCDay()));
  await network.travelTo(new Date(day).toISOString(), 24 * 5);
};

async function openGate(): Promise<void> {
  const { database, now } = network;
  const at = await now();
  await database.transaction(async (tx) => {
    await safety.nameSafetyPerson(tx, 'lead', { name: 'Lena Lead', number: '020 7946 0001' });
    await safety.nameSafetyPerson(tx, 'deputy', { name: 'Dan Deputy', number: '020 7946 0002' });
    await safety.writeOutOfHours(tx, 'Nobody');
    const me = await memberOf(cora.name);
    for (const { id } of numbersOf('england')) await safety.confirmNumber(tx, 'england', id, me, at);
  });
}

const memberOf = async (name: string): Promise<string> =>
  (await network.database.prisma.member.findFirstOrThrow({ where: { name } })).id;

async function makeTopic(name: string, people: readonly string[]): Promise<void> {
  await cora.command('ask topics');
  await cora.press('New topic');
  const places = ['First', 'Second', 'Third', 'Fourth', 'Fifth'];
  await cora.fill(
    Object.fromEntries([
      ['Topic', name],
      ...people.map((person, index) => [`${places[index]} to be asked`, person]),
    ]),
  );
  await cora.submit();
  await network.settle();
}

interface Asking {
  unnamed?: boolean;
  /** Those who are left ticked; everybody unless told. */
  readers?: readonly string[];
}
async function ask(who: SimulatedPerson, topic: string, words: string, about: Asking = {}): Promise<void> {
  await who.command('ask');
  await who.fill({
    'What is it about?': topic,
    'Your question': words,
    ...(about.unnamed && { 'Your name': 'Without my name' }),
  });
  await who.submit();
  if (about.readers) await who.fill({ 'Who may read it': about.readers });
  await who.submit();
  await network.settle();
}

async function answer(who: SimulatedPerson, words: string): Promise<void> {
  await who.press('Read it', 'Could you help');
  await who.submit();
  await who.fill({ 'Your answer': words });
  await who.submit();
  await network.settle();
}

beforeAll(async () => {
  network = await startNetwork();
  cora = network.slack.person('U-CORA', { name: 'Cora Ordinator' });
  ann = network.slack.person('U-ANN', { name: 'Ann Asker' });
  bob = network.teams.person('t-bob', { name: 'Bob Reader' });
  cat = network.slack.person('U-CAT', { name: 'Cat Reader' });
  dev = network.teams.person('t-dev', { name: 'Dev Reader' });
  eve = network.teams.person('t-eve', { name: 'Eve Elsewhere' });
  await network.coordinate(cora);
  for (const person of [ann, bob, cat, dev, eve]) await network.admit(cora, person);
  // Nobody in these tests is new, save where a test says so.
  await network.database.prisma.member.updateMany({ data: { joinedAt: new Date('2026-01-01T00:00:00Z') } });
});

describe('before anybody asks', () => {
  it('D49 is switched off until the gate is open', async () => {
    await ann.command('ask');
    expect(last(ann)).toContain('Quick questions aren’t switched on yet');
    expect(last(ann)).toContain('116 123');
    await openGate();
    await ann.command('ask');
    expect(last(ann)).toContain('There’s nobody to ask here yet');
  });

  it('B5 coordinators choose who is asked, in order; those people are told, and can leave', async () => {
    await makeTopic('Benefits', ['Bob Reader', 'Cat Reader', 'Dev Reader']);
    expect(last(cora)).toContain('Benefits: Bob Reader, Cat Reader, Dev Reader');
    expect(last(bob)).toContain('Cora Ordinator has put you down for quick questions about Benefits');
    await makeTopic('Lone working', ['Dev Reader']);
    await dev.press('Please take me off', 'Lone working');
    await cora.command('ask topics');
    expect(last(cora)).toContain('Lone working: nobody yet');
    await ann.command('ask');
    expect(ann.form?.text).toContain('No question is too small');
    await expect(ann.fill({ 'What is it about?': 'Lone working' })).rejects.toThrow('has no option');
    ann.dismiss();
  });

  it('B5 refuses topics of one name, without people, or by somebody else', async () => {
    await cora.command('ask topics');
    await cora.press('New topic');
    await cora.fill({ Topic: 'benefits ' });
    await cora.submit();
    expect(cora.form?.errors['First to be asked']).toContain('at least one');
    await cora.fill({ 'First to be asked': 'Bob Reader' });
    await cora.submit();
    expect(cora.form?.errors.Topic).toContain('already');
    cora.dismiss();
    await ann.command('ask topics');
    expect(last(ann)).toContain('That is for coordinators');
  });

  it('D19 says who reads it and how long it is kept before anything is typed', async () => {
    await ann.command('ask');
    expect(ann.form?.text).toContain('One person at a time reads it');
    expect(ann.form?.text).toContain('deleted 30 days after');
    expect(ann.form?.text).toContain('IT team may be able to see');
    expect(ann.form?.text).toContain('116 123');
    await ann.fill({ 'What is it about?': 'Benefits' });
    await ann.submit();
    expect(ann.form?.errors['Your question']).toBe('Please fill this in.');
    await ann.fill({ 'Your question': 'x'.repeat(2001) });
    await ann.submit();
    expect(ann.form?.errors['Your question']).toContain('2000');
    ann.dismiss();
  });
});

describe('a question with a name', () => {
  it('D19 shows who may read it first, and asks one person, vaguely', async () => {
    await ann.command('ask');
    await ann.fill({ 'What is it about?': 'Benefits', 'Your question': 'How do I appeal a PIP refusal?' });
    await ann.submit();
    expect(ann.form?.title).toBe('Who may read it');
    await ann.fill({ 'Who may read it': [] });
    await ann.submit();
    expect(ann.form?.errors['Who may read it']).toContain('at least one');
    await ann.fill({ 'Who may read it': ['Bob Reader', 'Dev Reader'] });
    await ann.submit();
    await network.settle();
    expect(last(ann)).toContain('Sent to Bob Reader. Bob usually answers by');
    expect(last(ann)).toContain('If not, I’ll ask Dev Reader and tell you.');
    expect(last(bob)).toContain('A question about Benefits. “I don’t know, but try …” is a good answer.');
    expect(last(bob)).not.toMatch(/Ann|PIP/);
    expect(bob.seen.at(-1)?.preview).toMatch(/^Could you help with a question\?/);
    expect(holds(cat) || holds(dev)).toBe(false);
  });

  it('D19 opens only for whoever has it; the answer arrives vaguely, and is read behind a button', async () => {
    await bob.press('Read it', 'Could you help');
    expect(bob.form?.text).toContain('Ann Asker asks\nHow do I appeal a PIP refusal?');
    expect(bob.form?.text).toContain('Asked on Monday 1 February');
    await bob.submit();
    await network.settle();
    expect(last(ann)).toContain('Bob Reader is writing an answer.');
    expect(bob.form?.title).toBe('Your answer');
    await bob.fill({ 'Your answer': 'Ask for a mandatory reconsideration first.' });
    await bob.submit();
    await network.settle();
    expect(last(bob)).toContain('Thank you, your answer is on its way');
    expect(last(ann)).toMatch(/^There’s an answer for you\nBob Reader has answered\./);
    expect(last(ann)).not.toContain('reconsideration');
    await ann.press('Read it');
    expect(ann.form?.text).toContain('Bob Reader answered\nAsk for a mandatory reconsideration first.');
    ann.dismiss();
  });

  it('thanks once, and only the person thanked', async () => {
    const before = bob.seen.length;
    await ann.press('Yes, thank Bob');
    await ann.press('Yes, thank Bob');
    await network.settle();
    expect(last(ann)).toContain('I’ve told Bob');
    expect(last(bob)).toContain('Your answer helped');
    expect(bob.seen.length).toBe(before + 1);
  });

  it('D19 goes on to the next person with the thread so far, and tells asker and coordinator when nobody is left', async () => {
    await ann.press('I need more');
    await ann.fill({ 'What else do you need?': 'And after that?' });
    await ann.submit();
    await network.settle();
    await dev.press('Read it', 'Could you help');
    expect(dev.form?.text).toContain('How do I appeal');
    expect(dev.form?.text).toContain('Bob Reader answered');
    expect(dev.form?.text).toContain('And after that?');
    dev.dismiss();
    await dev.press('Not today');
    await network.settle();
    expect(last(dev)).toContain('That’s fine: I’ve moved it on');
    expect(last(ann)).toContain('nobody could answer this time');
    expect(last(cora)).toContain('Nobody could answer a question about Benefits');
    expect(last(cora)).not.toMatch(/Ann|PIP|Dev/);
    expect(holds(cat)).toBe(false);
  });

  it('takes an answer from somebody who was asked before, also after everybody was told', async () => {
    await dev.press('Read it after all');
    await dev.submit();
    await dev.fill({ 'Your answer': 'A tribunal.' });
    await dev.submit();
    await network.settle();
    expect(last(ann)).toContain('Dev Reader has answered.');
  });
});

describe('one at a time', () => {
  it('E6 passes it on after two working hours, tells the asker, and counts it against nobody', async () => {
    await nextDay();
    await ask(ann, 'Benefits', 'Who pays for travel?');
    expect(holds(bob)).toBe(true);
    await later(110);
    expect(holds(cat)).toBe(false);
    await later(30);
    expect(holds(cat)).toBe(true);
    expect(holds(bob)).toBe(false);
    expect(last(bob)).toContain('needs nothing from you now');
    expect(last(ann)).toContain('Sent to Cat Reader.');
    await ann.press('Take it back');
    await network.settle();
  });

  it('E6 asks those inside their hours and able first', async () => {
    await nextDay();
    const [bobId, catId] = [await memberOf('Bob Reader'), await memberOf('Cat Reader')];
    const { prisma } = network.database;
    await prisma.member.update({ where: { id: bobId }, data: { contactHours: 'evenings' } });
    await prisma.able.create({ data: { memberId: catId, able: 'stretched' } });
    await ask(ann, 'Benefits', 'First?');
    expect(last(ann)).toContain('Sent to Dev Reader');
    expect(last(ann)).toContain('I’ll ask Cat Reader');
    await dev.press('Not today');
    await network.settle();
    expect(holds(cat)).toBe(true);
    await cat.press('Not today');
    await network.settle();
    expect(last(ann)).toContain('Sent to Bob Reader');
    expect(holds(bob)).toBe(false);
    await later(8 * 60 + 5);
    expect(holds(bob)).toBe(true);
    await ann.press('Take it back');
    await network.settle();
    await prisma.member.update({ where: { id: bobId }, data: { contactHours: 'work' } });
    await prisma.able.deleteMany();
  });

  it('D28 leaves alone whoever has no space now', async () => {
    await nextDay();
    const bobId = await memberOf('Bob Reader');
    await network.database.prisma.able.create({ data: { memberId: bobId, able: 'not-now' } });
    await ask(ann, 'Benefits', 'Is Bob there?', { readers: ['Bob Reader'] });
    expect(holds(bob)).toBe(false);
    expect(last(ann)).toContain('nobody could answer this time');
    await network.database.prisma.able.deleteMany();
  });

  it('asks the next when somebody cannot be reached', async () => {
    await nextDay();
    network.teams.fail({ kind: 'refused', user: 't-bob' });
    await ask(ann, 'Benefits', 'Anybody?');
    await network.settle();
    expect(holds(cat)).toBe(true);
    await ann.press('Take it back');
    await network.settle();
  });

  it('lets one of two win who take it at once, and thanks the other', async () => {
    await nextDay();
    await ask(ann, 'Benefits', 'Both of you?');
    await bob.press('Not today');
    await network.settle();
    await Promise.all([bob.press('Read it after all'), cat.press('Read it')]);
    await Promise.all([bob.submit(), cat.submit()]);
    await network.settle();
    const winners = [bob, cat].filter((one) => one.form?.title === 'Your answer');
    expect(winners).toHaveLength(1);
    const other = winners[0] === bob ? cat : bob;
    expect(other.chat.join('\n')).toMatch(/somebody else has just taken it|I’ve moved it on/);
    await winners[0]?.fill({ 'Your answer': 'Me.' });
    await winners[0]?.submit();
    await network.settle();
    expect(last(ann)).toContain(`${winners[0]?.name} has answered.`);
    for (const one of [bob, cat]) one.dismiss();
  });

  it('keeps the words of somebody who was too late with them', async () => {
    await nextDay();
    await ask(ann, 'Benefits', 'Slow?');
    await bob.press('Read it', 'Could you help');
    await bob.submit();
    await later(60 * 5);
    expect(holds(cat)).toBe(true);
    await answer(cat, 'Quick.');
    await bob.fill({ 'Your answer': 'A long and careful answer' });
    await bob.submit();
    expect(bob.form?.errors['']).toContain('Your words are still here');
    bob.dismiss();
    expect(last(bob)).not.toContain('careful');
  });
});

describe('the asker stays in charge', () => {
  it('adds to it; whoever has it is told there is more', async () => {
    await nextDay();
    await ask(ann, 'Benefits', 'Part one.');
    await ann.press('Add to it');
    await ann.fill({ 'What would you like to add?': 'Part two.' });
    await ann.submit();
    await network.settle();
    expect(last(bob)).toContain('Whoever asked has added to it.');
    await bob.press('Read it', 'Could you help');
    expect(bob.form?.text).toContain('Part two.');
    bob.dismiss();
  });

  it('takes it back: says who had opened it, can be undone, and is deleted after ten minutes', async () => {
    await ann.press('Take it back');
    await network.settle();
    expect(last(ann)).toContain('Bob Reader had opened it already. Nobody can read it now.');
    expect(last(bob)).toContain('Nothing is needed from you any more');
    await ann.press('That was a mistake');
    await network.settle();
    expect(holds(bob)).toBe(true);
    await ann.press('Take it back', 'Sent to Bob');
    await ann.press('Take it back', 'Sent to Bob').catch(() => {});
    await later(11);
    const { prisma } = network.database;
    expect(await prisma.question.count({ where: { state: 'taken-back' } })).toBe(0);
    await ann.press('That was a mistake');
    expect(last(ann)).toContain('That question isn’t here any more');
  });

  it('asks a suggested person only after the asker’s yes', async () => {
    await nextDay();
    await ask(ann, 'Benefits', 'Who else?', { readers: ['Bob Reader'] });
    await bob.press('Suggest someone');
    await bob.fill({ 'Who could help?': 'Eve Elsewhere' });
    await bob.submit();
    await network.settle();
    expect(last(bob)).toContain('If whoever wrote it says yes');
    expect(last(ann)).toContain('Bob Reader thinks that Eve Elsewhere could help.');
    expect(holds(eve)).toBe(false);
    await ann.press('Yes, ask Eve');
    await network.settle();
    expect(holds(eve)).toBe(true);
    await answer(eve, 'Here.');
    expect(last(ann)).toContain('Eve Elsewhere has answered.');
  });

  it('never asks somebody unticked or kept away, however they are suggested, and tells the one who suggests nothing', async () => {
    await nextDay();
    await ask(ann, 'Benefits', 'Not Cat?', { readers: ['Bob Reader', 'Dev Reader'] });
    const before = ann.seen.length;
    await bob.press('Suggest someone');
    await bob.fill({ 'Who could help?': 'Cat Reader' });
    await bob.submit();
    await network.settle();
    expect(last(bob)).toContain('If whoever wrote it says yes');
    expect(
      ann.seen
        .slice(before)
        .map(({ text }) => text)
        .join(),
    ).not.toContain('Cat');
    const pair = { ownerId: await memberOf('Ann Asker'), memberId: await memberOf('Eve Elsewhere') };
    await network.database.prisma.neverPerson.create({ data: pair });
    await dev.press('Suggest someone');
    await dev.fill({ 'Who could help?': 'Eve Elsewhere' });
    await dev.submit();
    await network.settle();
    expect(holds(cat) || holds(eve)).toBe(false);
    expect(last(ann)).toContain('nobody could answer this time');
    await network.database.prisma.neverPerson.deleteMany();
  });

  it('gives up on a suggestion that nobody decides, and still tells', async () => {
    await nextDay();
    await ask(ann, 'Benefits', 'Undecided?', { readers: ['Bob Reader'] });
    await bob.press('Suggest someone');
    await bob.fill({ 'Who could help?': 'Eve Elsewhere' });
    await bob.submit();
    await network.settle();
    await later(60 * 30);
    expect(last(ann)).toContain('nobody could answer this time');
    await ann.press('Yes, ask Eve');
    await network.settle();
    expect(holds(eve)).toBe(true);
    await eve.press('Not today');
    await network.settle();
  });
});

describe('somebody new', () => {
  it('D19 waits half as long for each, and has a person of their own', async () => {
    await nextDay();
    const id = await memberOf('Ann Asker');
    const { prisma } = network.database;
    await prisma.member.update({ where: { id }, data: { joinedAt: await network.now() } });
    await ask(ann, 'Benefits', 'I am new here?');
    expect(last(ann)).toContain('Bob Reader is there for you while you’re new');
    await later(50);
    expect(holds(bob)).toBe(true);
    await later(30);
    expect(holds(cat)).toBe(true);
    await ann.press('Take it back');
    await network.settle();
  });

  it('D19 is never told from others without a name', async () => {
    await nextDay();
    const before = network.slack.ledger.length + network.teams.ledger.length;
    await ask(ann, 'Benefits', 'Who signs for it?', { unnamed: true });
    await later(150);
    expect(holds(bob)).toBe(true);
    await bob.press('Read it', 'Could you help');
    const all = [...network.slack.ledger, ...network.teams.ledger].slice(before - 1);
    expect(
      all
        .filter(({ user }) => user === 't-bob')
        .map(({ text }) => text)
        .join(),
    ).not.toMatch(/newcomer|new here|are new/i);
    bob.dismiss();
    await ann.press('Take it back');
    await network.database.prisma.member.updateMany({ data: { joinedAt: new Date('2026-01-01T00:00:00Z') } });
    await network.settle();
  });
});

describe('what others may read', () => {
  it('B16 is published only when both agree, edited by who answered, and offered before a new question', async () => {
    await nextDay();
    await ask(ann, 'Benefits', 'Does Anytown Council pay carers mileage?');
    await answer(bob, 'Yes: 45p a mile, ask Jo in finance.');
    await ann.press('Yes');
    await network.settle();
    expect(await network.database.prisma.publishedAnswer.count()).toBe(0);
    expect(last(bob)).toContain('May others see an answer of yours?');
    await bob.press('Edit it first');
    await bob.fill({
      'The question': 'Do councils pay carers mileage?',
      'The answer': 'Yes, often 45p a mile.',
    });
    await bob.submit();
    await network.settle();
    expect(last(bob)).toContain('Others can find it now');
    await eve.command('ask');
    await eve.fill({ 'What is it about?': 'Benefits', 'Your question': 'What mileage are carers paid?' });
    await eve.submit();
    expect(eve.form?.title).toBe('Does this help already?');
    expect(eve.form?.text).toContain('Yes, often 45p a mile.');
    expect(eve.form?.text).not.toMatch(/Anytown|Jo|Ann|Bob/);
    await eve.submit();
    expect(eve.form?.title).toBe('Who may read it');
    eve.dismiss();
  });

  it('B16 is taken down by either, and no press is no', async () => {
    await ann.press('I’ve changed my mind');
    await network.settle();
    expect(await network.database.prisma.publishedAnswer.count()).toBe(0);
    expect(last(bob)).toContain('It isn’t shown to others');
    await ann.press('Yes', 'It stays between');
    await network.settle();
    await bob.press('Edit it first');
    await bob.submit();
    await network.settle();
    await bob.press('Take it down');
    await network.settle();
    expect(await network.database.prisma.publishedAnswer.count()).toBe(0);
    await eve.command('ask');
    await eve.fill({ 'What is it about?': 'Benefits', 'Your question': 'What mileage are carers paid?' });
    await eve.submit();
    expect(eve.form?.title).toBe('Who may read it');
    eve.dismiss();
  });

  it('deletes a question and its words thirty days after the answer', async () => {
    await network.travelTo('2027-06-01T10:00:00Z', 24 * 5);
    expect(await network.database.prisma.question.count()).toBe(0);
    expect(await network.database.prisma.questionPost.count()).toBe(0);
    await ann.press('Read it');
    expect(last(ann)).toContain('That question isn’t here any more');
  });
});
