import { beforeAll, describe, expect, it } from 'vitest';
import { unconfirmNumber } from '../../src/features/safeguarding/store/safety.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import type { Network } from '../support/network.ts';
import { holds, last, startScene } from './questions-scene.ts';

let scene: Awaited<ReturnType<typeof startScene>>;
let network: Network;
let cora: SimulatedPerson;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
let cat: SimulatedPerson;
let dev: SimulatedPerson;
let eve: SimulatedPerson;

beforeAll(async () => {
  scene = await startScene();
  ({ network, cora, ann, bob, cat, dev, eve } = scene);
});

describe('before anybody asks', () => {
  it('D49 is switched off until the gate is open', async () => {
    await ann.command('ask');
    expect(last(ann)).toContain('Quick questions aren’t switched on yet');
    expect(last(ann)).toContain('Nothing was sent.');
    expect(last(ann)).toContain('116\u00a0123');
    expect(await network.database.prisma.question.count()).toBe(0);
    await scene.openGate();
    await ann.command('ask');
    expect(last(ann)).toContain('There’s nobody to ask here yet');
  });

  it('the button is on every member’s home; where it is not possible yet it says what to do next', async () => {
    const press = async (person: SimulatedPerson) => {
      await person.openHome();
      await person.press('Ask a question', 'What you can do here');
      return person.seen.at(-1)?.text ?? '';
    };
    for (const member of [ann, bob]) {
      expect(await press(member)).toMatch(
        /Nothing was sent\.\nTell a coordinator what you’d like to ask about/,
      );
      await member.press('People to call', 'There’s nobody to ask here yet');
      expect(member.form?.text).toContain('116\u00a0123');
      member.dismiss();
    }
    expect(await press(cora)).toContain('[Topics and people]');
    await network.database.transaction((tx) => unconfirmNumber(tx, 'england', 'samaritans'));
    for (const person of [ann, bob, cora]) {
      const text = await press(person);
      expect(text).toContain('Until then, please ask a coordinator, or somebody you know here.');
      expect(text).toContain('116\u00a0123');
    }
    await scene.openGate();
    const guest = network.teams.person('t-guest', { name: 'Gus Guest' });
    await guest.openHome();
    expect(guest.seen.at(-1)?.buttons).not.toContain('Ask a question');
  });

  it('coordinators choose who is invited, in order; nobody is on a topic before their own yes, and each can leave', async () => {
    await scene.inviteTo('Benefits', ['Bob Reader', 'Cat Reader', 'Dev Reader']);
    expect(last(cora)).toContain('Benefits: nobody yet, so it isn’t offered. Invited, and no yes so far: 3');
    expect(last(bob)).toContain(
      'Cora Ordinator wonders whether you’d answer quick questions about “Benefits”. Nobody sees your name beside it unless you say yes.',
    );
    await ann.command('ask');
    expect(last(ann)).toContain('There’s nobody to ask here yet');
    for (const person of [dev, cat, bob]) await person.press('Yes', '“Benefits”');
    await network.settle();
    expect(last(bob)).toContain('They see your name when they ask about “Benefits”.');
    await cora.command('ask topics');
    expect(last(cora)).toContain('Benefits: Bob Reader, Cat Reader, Dev Reader');
    await scene.makeTopic('Lone working', ['Dev Reader']);
    await dev.press('Please take me off', 'Lone working');
    await cora.command('ask topics');
    expect(last(cora)).toContain('Lone working: nobody yet');
    await ann.command('ask');
    expect(ann.form?.text).toContain('No question is too small');
    await expect(ann.fill({ 'What is it about?': 'Lone working' })).rejects.toThrow('has no option');
    ann.dismiss();
  });

  it('refuses topics of one name, without people, or by somebody else', async () => {
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

  it('says who reads it and how long it is kept before anything is typed', async () => {
    await ann.command('ask');
    expect(ann.form?.text).toContain('One person at a time reads it');
    expect(ann.form?.text).toContain('deleted 30 days after');
    expect(ann.form?.text).toContain('IT team may be able to see');
    expect(ann.form?.text).toContain('116\u00a0123');
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
  it('shows who may read it first, and asks one person, vaguely', async () => {
    await ann.command('ask');
    await ann.fill({ 'What is it about?': 'Benefits', 'Your question': 'How do I appeal a PIP refusal?' });
    await ann.submit();
    expect(ann.form?.title).toBe('Who may read it');
    await ann.fill({ 'Ask these people': [] });
    await ann.submit();
    expect(ann.form?.errors['Ask these people']).toContain('at least one');
    await ann.fill({ 'Ask these people': ['Bob Reader', 'Dev Reader'] });
    await ann.submit();
    await network.settle();
    expect(last(ann)).toContain('Sent to Bob Reader. Bob usually answers by');
    expect(last(ann)).toContain('If not, I’ll ask Dev Reader and tell you.');
    expect(last(bob)).toContain('A question about “Benefits”. “I don’t know, but try …” is a good answer.');
    expect(last(bob)).not.toMatch(/Ann|PIP/);
    expect(bob.seen.at(-1)?.preview).toMatch(/^Could you help with a question\?/);
    expect(holds(cat) || holds(dev)).toBe(false);
  });

  it('opens only for whoever has it; the answer arrives vaguely, and is read behind a button', async () => {
    await bob.press('Read it', 'Could you help');
    expect(bob.form?.text).toContain('Ann Asker asks\nHow do I appeal a PIP refusal?');
    expect(bob.form?.text).toContain('Asked on Monday 1 February');
    await bob.submit();
    await network.settle();
    expect(last(ann)).toContain('Bob Reader is writing an answer.');
    expect(bob.form?.title).toBe('Answer a question');
    await bob.fill({ 'Your answer': 'Ask for a mandatory reconsideration first.' });
    await Promise.all([bob.submit(), bob.submit()]);
    expect(await network.database.prisma.questionPost.count()).toBe(2);
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
    await Promise.all([ann.press('Yes, thank Bob'), ann.press('Yes, thank Bob')]);
    await network.settle();
    expect(last(ann)).toContain('I’ve told Bob');
    expect(last(ann)).not.toContain('Yes, thank Bob');
    expect(last(bob)).toContain('Your answer helped');
    expect(bob.seen.length).toBe(before + 1);
  });

  it('goes on to the next person with the thread so far, and tells asker and coordinator when nobody is left', async () => {
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
    expect(last(cora)).toContain('Nobody could answer a question about “Benefits”');
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
  it('passes it on after two working hours, tells the asker, and counts it against nobody', async () => {
    await scene.nextDay();
    await scene.ask(ann, 'Benefits', 'Who pays for travel?');
    expect(holds(bob)).toBe(true);
    await scene.later(110);
    expect(holds(cat)).toBe(false);
    await scene.later(30);
    expect(holds(cat)).toBe(true);
    expect(holds(bob)).toBe(false);
    expect(last(bob)).toContain('needs nothing from you now');
    expect(last(ann)).toMatch(/^Your question has moved on/);
    expect(last(ann)).toContain('I’ve asked Cat Reader instead.');
    expect(last(ann)).toContain('Nobody but those I asked before can read it.');
    await ann.press('Take it back');
    await network.settle();
  });

  it('asks those inside their hours and able first', async () => {
    await scene.nextDay();
    const [bobId, catId] = [await scene.memberOf('Bob Reader'), await scene.memberOf('Cat Reader')];
    const { prisma } = network.database;
    await prisma.member.update({ where: { id: bobId }, data: { contactHours: 'evenings' } });
    await prisma.able.create({ data: { memberId: catId, able: 'stretched' } });
    await scene.ask(ann, 'Benefits', 'First?');
    expect(last(ann)).toContain('Sent to Dev Reader');
    expect(last(ann)).toContain('I’ll ask Cat Reader');
    await dev.press('Not today');
    await network.settle();
    expect(holds(cat)).toBe(true);
    await cat.press('Not today');
    await network.settle();
    expect(last(ann)).toContain('I’ve asked Bob Reader instead');
    expect(holds(bob)).toBe(false);
    await scene.later(8 * 60 + 5);
    expect(holds(bob)).toBe(true);
    await ann.press('Take it back');
    await network.settle();
    await prisma.member.update({ where: { id: bobId }, data: { contactHours: 'work' } });
    await prisma.able.deleteMany();
  });

  it('“Not today”, however often, counts for nothing: they are first again, and no screen shows it', async () => {
    for (const words of ['Once?', 'Twice?', 'Again?']) {
      await scene.nextDay();
      await scene.ask(ann, 'Benefits', words, { readers: ['Bob Reader', 'Dev Reader'] });
      expect(last(ann)).toContain('Sent to Bob Reader.');
      await bob.press('Not today', 'Could you help');
      await network.settle();
      expect(holds(dev)).toBe(true);
      await ann.press('Take it back');
      await network.settle();
    }
    for (const words of ['home', 'status', 'audit', 'ask topics']) {
      const from = cora.seen.length;
      await cora.command(words);
      const shown = [cora.form?.text ?? '', ...cora.seen.slice(from).map(({ text }) => text)].join('\n');
      expect(shown, words).not.toMatch(/Bob Reader[^,\n]*\d/);
      cora.dismiss();
    }
  });

  it('D28 leaves alone whoever has no space now', async () => {
    await scene.nextDay();
    const bobId = await scene.memberOf('Bob Reader');
    await network.database.prisma.able.create({ data: { memberId: bobId, able: 'not-now' } });
    await scene.ask(ann, 'Benefits', 'Is Bob there?', { readers: ['Bob Reader'] });
    expect(holds(bob)).toBe(false);
    expect(last(ann)).toContain('nobody could answer this time');
    await network.database.prisma.able.deleteMany();
  });

  it('asks the next when somebody cannot be reached', async () => {
    await scene.nextDay();
    network.teams.fail({ kind: 'refused', user: 't-bob' });
    await scene.ask(ann, 'Benefits', 'Anybody?');
    await network.settle();
    expect(holds(cat)).toBe(true);
    await ann.press('Take it back');
    await network.settle();
  });

  it('an answer that did not arrive is on the asker’s home, and whoever answered hears so', async () => {
    await scene.nextDay();
    await scene.ask(ann, 'Benefits', 'Lost?', { readers: ['Bob Reader'] });
    network.slack.fail({ kind: 'refused', user: 'U-ANN', times: 2 });
    await scene.answer(bob, 'On its way.');
    expect(last(bob)).toContain('I couldn’t bring it to Ann Asker');
    await ann.openHome();
    expect(ann.seen.at(-1)?.text).toContain('There’s an answer for you\nBob Reader has answered.\n[Read it]');
  });

  it('an invitation that did not arrive waits on home, and coordinators see what they see without an answer', async () => {
    network.teams.fail({ kind: 'refused', user: 't-eve' });
    const before = cora.seen.length;
    await scene.inviteTo('Parking', ['Eve Elsewhere']);
    expect(
      cora.seen
        .slice(before)
        .map(({ text }) => text)
        .join(),
    ).not.toContain('Eve');
    await eve.openHome();
    expect(eve.seen.at(-1)?.text).toContain(
      'A coordinator wonders whether you’d answer quick questions about “Parking”.',
    );
    await eve.press('Yes', '“Parking”');
    await eve.command('settings');
    expect(eve.seen.at(-1)?.text).toContain('Members may ask you about “Parking”.');
    await eve.press('Stop questions about “Parking”');
    await eve.command('settings');
    expect(eve.seen.at(-1)?.text).not.toContain('Members may ask you');
  });

  it('lets one of two win who take it at once, and thanks the other', async () => {
    await scene.nextDay();
    await scene.ask(ann, 'Benefits', 'Both of you?');
    await bob.press('Read it', 'Could you help');
    await scene.later(140);
    await cat.press('Read it', 'Could you help');
    await Promise.all([bob.submit(), cat.submit()]);
    await network.settle();
    const winners = [bob, cat].filter((one) => one.form?.title === 'Answer a question');
    expect(winners).toHaveLength(1);
    const other = winners[0] === bob ? cat : bob;
    expect(other.chat.join('\n')).toMatch(/somebody else has just taken it|I’ve moved it on/);
    await winners[0]?.fill({ 'Your answer': 'Me.' });
    await winners[0]?.submit();
    await network.settle();
    expect(last(ann)).toContain(`${winners[0]?.name} has answered.`);
    for (const one of [bob, cat]) one.dismiss();
  });

  it('gives it back to somebody whose finger slipped, as long as nobody else has opened it', async () => {
    await scene.nextDay();
    await scene.ask(ann, 'Benefits', 'Slipped?');
    await bob.press('Not today', 'Could you help');
    await network.settle();
    expect(holds(cat)).toBe(true);
    await bob.press('Read it after all');
    await network.settle();
    expect(bob.form?.text).toContain('Slipped?');
    expect(holds(cat)).toBe(false);
    expect(last(ann)).toContain('I’ve asked Bob Reader instead.');
    bob.dismiss();
    await cat.press('Read it after all');
    expect(last(cat)).toContain('somebody else has just taken it');
    await bob.press('Not today', 'Could you help');
    await network.settle();
    expect(holds(cat)).toBe(true);
    await ann.press('Take it back');
    await network.settle();
  });

  it('keeps the words of somebody who was too late with them', async () => {
    await scene.nextDay();
    await scene.ask(ann, 'Benefits', 'Slow?');
    await bob.press('Read it', 'Could you help');
    await bob.submit();
    await scene.later(60 * 5);
    expect(holds(cat)).toBe(true);
    await scene.answer(cat, 'Quick.');
    await bob.fill({ 'Your answer': 'A long and careful answer' });
    await bob.submit();
    expect(bob.form?.errors['']).toContain('Your words are still here');
    bob.dismiss();
    expect(last(bob)).not.toContain('careful');
  });
});

describe('the asker stays in charge', () => {
  it('adds to it; whoever has it is told there is more', async () => {
    await scene.nextDay();
    await scene.ask(ann, 'Benefits', 'Part one.');
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
    expect(last(ann)).toContain('Sent to Bob Reader.');
    await ann.press('Take it back', 'Sent to Bob');
    await ann.press('Take it back', 'Sent to Bob').catch(() => {});
    await scene.later(11);
    const { prisma } = network.database;
    expect(await prisma.question.count({ where: { state: 'taken-back' } })).toBe(0);
    await ann.press('That was a mistake');
    expect(last(ann)).toContain('That question isn’t here any more');
  });

  it('is read by a coordinator only where the asker leaves them ticked, and without a name where there is none', async () => {
    await scene.nextDay();
    const grant = { memberId: await scene.memberOf('Dev Reader'), role: 'coordinator' };
    const { id } = await network.database.prisma.roleGrant.create({
      data: { ...grant, startsAt: await network.now() },
    });
    await scene.makeTopic('Rents', ['Dev Reader', 'Bob Reader']);
    expect(last(cora)).toContain('You see a question only if you’re the one who is asked.');
    await ann.command('ask');
    await ann.fill({
      'What is it about?': 'Rents',
      'Your question': 'Mould?',
      'Your name': 'Without my name',
    });
    await ann.submit();
    expect(ann.form?.text).toContain('A coordinator reads it only if you leave them ticked.');
    await ann.fill({ 'Ask these people': ['Bob Reader'] });
    await ann.submit();
    await network.settle();
    expect([holds(dev), holds(bob)]).toEqual([false, true]);
    await bob.press('Not today', 'Could you help');
    await network.settle();
    expect(last(ann)).toContain('That doesn’t let them read it, or see who asked.');
    expect(holds(dev)).toBe(false);
    await ann.press('Take it back', 'About your question');
    await scene.ask(ann, 'Rents', 'Damp?', { unnamed: true, readers: ['Dev Reader'] });
    await dev.press('Read it', 'Could you help');
    expect(dev.form?.text).toContain('Somebody asks\nDamp?');
    expect(dev.form?.text).not.toContain('Ann');
    dev.dismiss();
    await ann.press('Take it back', 'Sent to Dev');
    await network.database.prisma.roleGrant.delete({ where: { id } });
    await network.settle();
  });

  it('asks a suggested person only after the asker’s yes', async () => {
    await scene.nextDay();
    await scene.ask(ann, 'Benefits', 'Who else?', { readers: ['Bob Reader'] });
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
    await scene.answer(eve, 'Here.');
    expect(last(ann)).toContain('Eve Elsewhere has answered.');
  });

  it('never asks somebody unticked or kept away, however they are suggested, and tells the one who suggests nothing', async () => {
    await scene.nextDay();
    await scene.ask(ann, 'Benefits', 'Not Cat?', { readers: ['Bob Reader', 'Dev Reader'] });
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
    const pair = {
      ownerId: await scene.memberOf('Ann Asker'),
      memberId: await scene.memberOf('Eve Elsewhere'),
    };
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
    await scene.nextDay();
    await scene.ask(ann, 'Benefits', 'Undecided?', { readers: ['Bob Reader'] });
    await bob.press('Suggest someone');
    await bob.fill({ 'Who could help?': 'Eve Elsewhere' });
    await bob.submit();
    await network.settle();
    await scene.later(60 * 30);
    expect(last(ann)).toContain('nobody could answer this time');
    await ann.press('Yes, ask Eve');
    await network.settle();
    expect(holds(eve)).toBe(true);
    await eve.press('Not today');
    await network.settle();
  });
});

describe('somebody new', () => {
  it('waits half as long for each, and has a person of their own', async () => {
    await scene.nextDay();
    const id = await scene.memberOf('Ann Asker');
    const { prisma } = network.database;
    await prisma.member.update({ where: { id }, data: { joinedAt: await network.now() } });
    await scene.ask(ann, 'Benefits', 'I am new here?');
    expect(last(ann)).toContain('Bob Reader is there for you while you’re new');
    await scene.later(50);
    expect(holds(bob)).toBe(true);
    await scene.later(30);
    expect(holds(cat)).toBe(true);
    await ann.press('Take it back');
    await network.settle();
  });

  it('is never told from others without a name', async () => {
    await scene.nextDay();
    const before = network.slack.ledger.length + network.teams.ledger.length;
    await scene.ask(ann, 'Benefits', 'Who signs for it?', { unnamed: true });
    await scene.later(150);
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
  it('is published only when both agree, edited by who answered, and offered before a new question', async () => {
    await scene.nextDay();
    await scene.ask(ann, 'Benefits', 'Does Anytown Council pay carers mileage?');
    await scene.answer(bob, 'Yes: 45p a mile, ask Jo in finance.');
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
    expect(eve.form?.text).toContain('just close this: nothing was sent.');
    const asked = await network.database.prisma.question.count();
    expect(eve.form?.text).toContain('Yes, often 45p a mile.');
    expect(eve.form?.text).not.toMatch(/Anytown|Jo|Ann|Bob/);
    await eve.submit();
    expect(eve.form?.title).toBe('Who may read it');
    eve.dismiss();
    expect(await network.database.prisma.question.count()).toBe(asked);
  });

  it('is taken down by either, and no press is no', async () => {
    await ann.press('I’ve changed my mind');
    await network.settle();
    expect(await network.database.prisma.publishedAnswer.count()).toBe(0);
    expect(last(bob)).toContain('It isn’t shown to others');
    await ann.press('I’ve changed my mind', 'It stays between');
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
    const answered = (await network.now()).getTime();
    await network.travelTo(new Date(answered + 29 * 86_400_000).toISOString(), 24 * 10);
    expect(await network.database.prisma.question.count()).toBeGreaterThan(0);
    await network.travelTo(new Date(answered + 32 * 86_400_000).toISOString(), 24 * 2);
    expect(await network.database.prisma.question.count()).toBe(0);
    expect(await network.database.prisma.questionPost.count()).toBe(0);
    await ann.press('Read it');
    expect(last(ann)).toContain('That question isn’t here any more');
  });
});
