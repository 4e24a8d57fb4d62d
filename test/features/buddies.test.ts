import { beforeAll, describe, expect, it } from 'vitest';
import { last, rung, type Scene, seen, startScene } from './buddies-scene.ts';

let scene: Scene;
const HOPES = 'somebody who knows how lonely a ward is';
const ANN_NUMBER = '07700 900111';
const BOB_NUMBER = '07700 900222';
const pairs = () => scene.network.database.prisma.buddyPair.findMany();

beforeAll(async () => {
  scene = await startScene();
});

describe('joining', () => {
  it('C2 is a choice, says who reads what before it is typed, and keeps hopes sealed', async () => {
    const { ann, leaks } = scene;
    await ann.command('buddy join');
    expect(ann.form?.text).toContain('A coordinator proposes pairs, and reads this form to do so.');
    expect(ann.form?.text).toContain('It’s kept until you leave buddies.');
    expect(ann.form?.text).toContain('nobody is paired by that');
    expect(ann.form?.text).toContain('Samaritans 116\u00a0123');
    await ann.fill({
      'Your area': 'Camden',
      'What you enjoy': ['walking', 'music'],
      'What do you hope for?': HOPES,
    });
    await ann.submit();
    expect(ann.form?.errors['Your organisation']).toContain('never paired within it');
    await ann.fill({ 'Your organisation': 'Mind in Camden' });
    await ann.submit();
    expect(last(ann)).toContain('Thank you, you’re on the list');
    expect(await leaks('lonely', ann)).toEqual([]);
  });

  it('shows what was written only behind a button, for a typed form would travel through the chat', async () => {
    const { ann, leaks } = scene;
    await ann.command('buddy join');
    expect(last(ann)).toContain('You’re on the list already');
    await ann.press('Change my answers');
    expect(ann.form?.title).toBe('I’d like a buddy');
    expect(ann.form?.fields).not.toContain('Your organisation');
    await ann.submit();
    expect(await leaks('lonely', ann)).toEqual([]);
  });

  it('C2 lets somebody leave again without a reason, and deletes the form', async () => {
    const { cat, join, memberOf, network } = scene;
    await join(cat, { organisation: 'Hackney  HUB', area: 'Hackney', hopes: 'quiet' });
    await cat.press('Leave buddies');
    expect(last(cat)).toContain('You don’t have to say why');
    const row = await network.database.prisma.buddyPerson.findUnique({
      where: { memberId: await memberOf(cat) },
    });
    expect(row).toMatchObject({ wish: 'not-now', hopesSealed: null });
    await cat.press('I’d like a buddy after all');
    await cat.fill({ 'What you enjoy': ['art'] });
    await cat.submit();
    expect(last(cat)).toContain('you’re on the list');
  });
});

describe('a round', () => {
  it('C5 is for coordinators, and says so to others', async () => {
    const { ann, bob, join } = scene;
    await join(bob, { organisation: 'Hackney Hub', area: 'Hackney', enjoys: ['walking', 'cooking'] });
    await ann.command('buddy match');
    expect(last(ann)).toContain('That is for coordinators');
    expect(await pairs()).toEqual([]);
  });

  it('C4 C5 proposes pairs with a reason each, in a page that is read and not sent', async () => {
    const { cora, ann, network, leaks } = scene;
    await cora.command('buddy match');
    await network.settle();
    expect(last(cora)).toContain('Buddies: 1 pair to look at');
    expect(last(cora)).toContain('1 person in no pair this time');
    expect(last(cora)).not.toContain('Ann');
    await cora.press('See the pairs and why');
    expect(seen(cora)).toContain('Ann Archer (Mind in Camden, Camden)');
    expect(seen(cora)).toContain('Different areas');
    expect(seen(cora)).toContain(`Ann Archer hopes for: ${HOPES}`);
    expect(seen(cora)).toContain('That you opened this is written down');
    await cora.submit();
    await network.settle();
    expect(
      rung(ann)
        .map(({ text }) => text)
        .join(),
    ).not.toContain('suggestion');
    expect((await leaks('lonely', cora)).filter((one) => !JSON.stringify(one).includes('"U-ANN"'))).toEqual(
      [],
    );
  });

  it('C5 is one round for two coordinators at once, and the pairs come out the same', async () => {
    const { cora, network } = scene;
    await Promise.all([cora.command('buddy match'), cora.command('buddy match')]);
    await network.settle();
    expect(await network.database.prisma.buddyRound.count()).toBe(1);
    expect(await pairs()).toHaveLength(1);
  });

  it('C5 lets a pair be left out, and a round be thrown away, before anybody hears of it', async () => {
    const { cora, ann, network } = scene;
    await cora.press('See the pairs and why');
    const [label = ''] =
      /Ann Archer and (?:Bob Baker|Cat Carter)|(?:Bob Baker|Cat Carter) and Ann Archer/.exec(
        (await optionsOf()).join('; '),
      ) ?? [''];
    await cora.fill({ 'Leave any of these out?': [label] });
    await cora.submit();
    await network.settle();
    expect((await pairs()).map(({ state }) => state)).toEqual(['dropped']);
    await cora.press('Throw away');
    await network.settle();
    expect(last(cora)).toContain('thrown away');
    expect(rung(ann).at(-1)?.text).not.toContain('suggestion');
  });

  /** What the coordinator can tick, read off the pair itself: the paper form shows no options. */
  const optionsOf = async () =>
    (
      await network().buddyPair.findMany({
        where: { state: 'proposed' },
        include: { sides: { include: { member: true }, orderBy: { member: { name: 'asc' } } } },
      })
    ).map(({ sides }) => sides.map(({ member }) => member.name).join(' and '));
  const network = () => scene.network.database.prisma;

  it('C5 C21 is sent from a second screen; whoever is left out is told kindly and comes first next time', async () => {
    const { cora, ann, bob, cat, network, later } = scene;
    await network.database.prisma.buddyPerson.updateMany({
      where: { member: { name: 'Bob Baker' } },
      data: { missed: 1 },
    });
    await cora.command('buddy match');
    await network.settle();
    await cora.press('Ask these 2 people');
    expect(last(cora)).toContain('This goes to 3 people');
    expect(rung(ann).at(-1)?.text).not.toContain('suggestion');
    await cora.press('Send', 'This goes to');
    await network.settle();
    expect(last(ann)).toContain('We think you’d get on with Bob.');
    expect(last(ann)).toContain('You both chose walking, and you’re in different areas.');
    expect(last(bob)).toContain('We think you’d get on with Ann.');
    expect(last(cat)).toContain('You’re first in the next round');
    for (const person of [ann, bob])
      expect(rung(person).at(-1)?.preview.split('\n')[0]).toBe('A suggestion for you');
    await later(1);
  });

  it('C5 can be taken back for ten minutes: those who saw it are told that it was a mistake', async () => {
    const { cora, ann, network } = scene;
    await cora.press('That was a mistake', 'the round is sent');
    await network.settle();
    expect(ann.chat.join('\n')).toContain('A suggestion was sent by mistake');
    expect(ann.chat.join('\n')).not.toContain('We think you’d get on');
    await scene.cat.press('Leave buddies');
    await scene.sendRound();
    expect(last(ann)).toContain('We think you’d get on with Bob.');
  });

  it('C5 cannot be taken back later than that', async () => {
    const { cora, bob, network, later } = scene;
    await later(11);
    await cora.press('That was a mistake', 'the round is sent');
    expect(last(cora)).toContain('It can’t be taken back any more');
    await network.settle();
    expect(last(bob)).toContain('We think you’d get on with Ann.');
  });
});

describe('an offer', () => {
  const offered = async () =>
    (
      await scene.network.database.prisma.buddyPair.findFirstOrThrow({
        where: { state: { in: ['offered', 'active'] } },
      })
    ).id;

  it('C5 C6 opens no details before both said yes, and answers nobody else', async () => {
    const { ann, bob, cat, cora, reach, guess } = scene;
    await reach(ann, ANN_NUMBER);
    const pair = await offered();
    const inside = ['reach', 'date', 'met', 'agreement', 'talk', 'skip', 'pause', 'ask-end', 'end', 'notes'];
    const open = ['accept', 'decline', 'undo-decline'];
    for (const route of inside)
      expect(await guess(ann, `buddies.${route}`, { pair }), route).toContain('nothing to open');
    for (const person of [cat, cora])
      for (const route of [...inside, ...open])
        expect(await guess(person, `buddies.${route}`, { pair }), route).toContain('nothing to open');
    expect(await guess(cat, 'buddies.accept', { pair: crypto.randomUUID() })).toContain('nothing to open');
    expect(last(bob)).toContain('We think you’d get on with Ann.');
  });

  it('C5 says the same to the first yes, whatever the other one does, and takes a no back for ten minutes', async () => {
    const { ann, bob, later } = scene;
    await bob.press('Not this time');
    expect(last(bob)).toContain('You don’t have to say why');
    const before = rung(ann).length;
    await ann.press('Yes, introduce us');
    expect(last(ann)).toContain('Thank you, that’s noted');
    expect(last(ann)).not.toContain('Bob said');
    await later(9);
    expect(rung(ann)).toHaveLength(before);
    await bob.press('That was a mistake');
    expect(last(bob)).toContain('We think you’d get on with Ann.');
    await later(30);
    expect(rung(ann)).toHaveLength(before);
  });

  it('C5 C22 introduces both, across platforms, once both said yes, and a double press is one', async () => {
    const { ann, bob, network } = scene;
    await Promise.all([bob.press('Yes, introduce us'), bob.press('Yes, introduce us')]);
    await network.settle();
    for (const [person, name] of [
      [ann, 'Bob'],
      [bob, 'Ann'],
    ] as const) {
      expect(last(person)).toContain(`You and ${name} are buddies from today.`);
      expect(last(person)).toContain('what stays between you, and when it can’t');
      expect(last(person)).toContain(`[How to reach ${name}]`);
      expect(rung(person).filter(({ text }) => text.includes('buddies from today'))).toHaveLength(1);
    }
    expect(last(bob)).toContain('I don’t have a number for you.');
    expect(last(bob)).toContain('[How to reach me]');
    expect(last(ann)).not.toContain('I don’t have a number');
  });

  it('C5 C6 opens how to reach the other at the press, to the two alone, and sends it nowhere', async () => {
    const { ann, bob, cora, cat, guess, leaks, reach } = scene;
    await bob.press('How to reach Ann');
    expect(seen(bob)).toContain(ANN_NUMBER);
    expect(seen(bob)).toContain('Ann prefers a call. Please send a message before you call.');
    await ann.press('How to reach Bob');
    expect(seen(ann)).toContain('Bob hasn’t given me a number yet');
    await reach(bob, BOB_NUMBER);
    await ann.press('How to reach Bob');
    expect(seen(ann)).toContain(BOB_NUMBER);
    for (const person of [cora, cat])
      expect(await guess(person, 'buddies.reach', { pair: await offered() })).toContain('nothing to open');
    expect((await leaks(ANN_NUMBER, bob)).filter((one) => !JSON.stringify(one).includes('"U-ANN"'))).toEqual(
      [],
    );
  });

  it('C5 shows no number to somebody whom the other keeps away, in the words for none', async () => {
    const { ann, bob, guess, memberOf, network } = scene;
    const { prisma } = network.database;
    const never = { ownerId: await memberOf(ann), memberId: await memberOf(bob) };
    await prisma.neverPerson.create({ data: never });
    expect(await guess(bob, 'buddies.reach', { pair: await offered() })).toContain(
      'Ann hasn’t given me a number yet',
    );
    await prisma.neverPerson.deleteMany({ where: never });
  });

  it('C22 agrees in two minutes how often, what stays between the two, and when it cannot', async () => {
    const { ann, bob } = scene;
    await ann.press('Our agreement');
    expect(seen(ann)).toContain(
      'When it can’t: someone is at risk of serious harm. Then call 999 if it’s urgent, or Lena Lead',
    );
    expect(seen(ann)).toContain('Bob hasn’t chosen yet');
    await ann.fill({
      'How often suits you?': 'about once a month',
      'What stays between us?': 'ask me before you tell anyone',
    });
    await ann.submit();
    await bob.press('Our agreement');
    expect(seen(bob)).toContain('Ann chose: about once a month; between us: ask me before you tell anyone.');
    bob.dismiss();
  });

  it('C5 tells the one who said yes only that it is not a match, ten minutes after a no, and never proposes the two again', async () => {
    const { ann, cat, cora, join, network, later } = scene;
    const dev = network.slack.person('U-DEV', { name: 'Dev Deacon' });
    await network.admit(cora, dev);
    await join(cat, { organisation: '', area: 'Hackney', enjoys: ['art'] });
    await join(dev, { organisation: 'Barnet Bridge', area: 'Barnet' });
    await scene.sendRound();
    expect(last(dev)).toContain('We think you’d get on with Cat.');
    expect(last(dev)).toContain('so what you say stays away from your own team');
    await cat.press('Yes, introduce us');
    await dev.press('Not this time');
    await later(11);
    expect(last(cat)).toContain('Not a match this time');
    expect(last(cat)).not.toContain('Dev');
    expect(rung(dev).at(-1)?.text).not.toContain('Not a match');
    await dev.press('That was a mistake');
    expect(last(dev)).toContain('nothing to open');
    await cora.command('buddy match');
    expect(last(cora)).toContain('No pair is possible at the moment');
    expect(ann.chat.join()).not.toContain('Not a match');
  });

  it('C5 reminds the silent once, and then lets an offer go without a word about anybody', async () => {
    const { cat, cora, join, network, day } = scene;
    const eve = network.teams.person('t-eve', { name: 'Eve Elder' });
    await network.admit(cora, eve);
    await join(eve, { organisation: 'Ealing Ear', area: 'Ealing', enjoys: ['art'] });
    await scene.sendRound();
    const withCat = last(cat).includes('get on with Eve');
    const [yes, silent] = withCat ? [cat, eve] : [network.slack.person('U-DEV'), eve];
    await yes.press('Yes, introduce us');
    await day(8);
    expect(last(silent)).toContain('This is the only reminder');
    expect(last(yes)).not.toContain('reminder');
    await day(16);
    expect(last(yes)).toContain('Not a match this time');
    expect(silent.chat.join('\n')).toContain('This suggestion has passed');
    expect(rung(silent).filter(({ text }) => text.includes('A suggestion'))).toHaveLength(2);
  });

  it('C5 shows the coordinator how many could not be reached, and not who said what', async () => {
    const { cora, join, network } = scene;
    const [fay, gil] = [
      network.slack.person('U-FAY', { name: 'Fay Fisher' }),
      network.teams.person('t-gil', { name: 'Gil Grant' }),
    ];
    await network.database.prisma.buddyPerson.updateMany({ data: { wish: 'not-now' } });
    await network.admit(cora, fay, gil);
    await join(fay, { organisation: 'Fulham Friends', area: 'Fulham', enjoys: ['games'] });
    await join(gil, { organisation: 'Greenwich Group', area: 'Greenwich', enjoys: ['games'] });
    network.teams.fail({ kind: 'refused', user: 't-gil', times: 9 });
    await scene.sendRound();
    await network.settle();
    expect(cora.chat.join('\n')).toContain('1 person could not be reached');
    expect(cora.chat.join('\n')).not.toMatch(/Fay.*buddies|Gil Grant could/);
  });

  it('C2 takes leaving for a no, and the other hears only that it is not a match', async () => {
    const { later, network } = scene;
    const [fay, gil] = [network.slack.person('U-FAY'), network.teams.person('t-gil')];
    await fay.press('Yes, introduce us');
    await gil.say('home');
    await gil.press('Not this time');
    await gil.press('Leave buddies');
    await network.settle();
    expect(seen(gil)).toContain('You’re off the list');
    await later(11);
    expect(last(fay)).toContain('Not a match this time');
  });

  it('C4 introduces nobody within one organisation, also when two organisations become one after the round', async () => {
    const { join, network, memberOf } = scene;
    const { prisma } = network.database;
    const [fay, gil] = [network.slack.person('U-FAY'), network.teams.person('t-gil')];
    const hal = network.teams.person('t-hal', { name: 'Hal Harris' });
    await network.admit(scene.cora, hal);
    await join(hal, { organisation: 'Harrow Hub', area: 'Harrow', enjoys: ['games'] });
    await scene.sendRound();
    await fay.press('Yes, introduce us');
    const { organisation } = await prisma.profile.findUniqueOrThrow({
      where: { memberId: await memberOf(fay) },
      include: { organisation: true },
    });
    const { cora } = scene;
    await cora.command('organisations');
    await cora.press('Change or merge one');
    await cora.fill({ 'Its name': 'Harrow Hub' });
    await cora.submit();
    await cora.fill({ 'Merge with': organisation?.name ?? '' });
    await cora.submit();
    expect(seen(cora)).toContain('It touches 1 thing that is under way');
    await cora.press(`Make them ${organisation?.name}`);
    await hal.press('Yes, introduce us');
    await network.settle();
    for (const person of [fay, hal]) expect(last(person)).toContain('Not a match this time');
    expect(gil.chat.join()).not.toContain('Hal');
  });
});
