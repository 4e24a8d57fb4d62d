import { beforeAll, describe, expect, it } from 'vitest';
import { news as last, rung, type Scene, seen, startScene } from './buddies-scene.ts';

let scene: Scene;
let pair = '';
const PLACE = 'the Blue Kettle by the canal';
const NOTE = '- talked about the night shifts\n- try the Tuesday group';
const count = (person: Scene['ann'], words: string) =>
  rung(person).filter(({ text }) => text.startsWith(words)).length;
const prisma = () => scene.network.database.prisma;

beforeAll(async () => {
  scene = await startScene();
  const { ann, bob, join } = scene;
  await join(ann, { organisation: 'Mind in Camden', area: 'Camden', enjoys: ['walking'] });
  await join(bob, { organisation: 'Hackney Hub', area: 'Hackney', enjoys: ['walking'] });
  await scene.sendRound();
  await Promise.all([ann.press('Yes, introduce us'), bob.press('Yes, introduce us')]);
  await scene.network.settle();
  pair = (await prisma().buddyPair.findFirstOrThrow({ where: { state: 'active' } })).id;
});

async function setDate(person: Scene['ann'], day: string, time: string, how: string, place?: string) {
  await person.fill({ Day: day, Time: time, How: how, ...(place && { 'Where, or which number': place }) });
  await person.submit();
  await scene.network.settle();
}
async function met(person: Scene['ann'], day: string, how: string, where = 'Somewhere else, or by phone') {
  await person.say('buddy');
  await person.press('We’ve met');
  await person.fill({ When: day, How: how, Where: where });
  await person.submit();
  await scene.network.settle();
}
const PHONE = 'By phone, up to an hour';
const FACE = 'In person, one to two hours';

describe('the clock', () => {
  it('C5 introduces once when both say yes at the same moment', () => {
    for (const person of [scene.ann, scene.bob]) expect(count(person, 'You both said yes')).toBe(1);
  });

  it('C11 is silent for four weeks, then nudges each of the two once, in vague words first', async () => {
    const { ann, bob, day } = scene;
    const before = rung(ann).length;
    await day(27);
    expect(rung(ann)).toHaveLength(before);
    await day(28.1);
    for (const [person, name] of [
      [ann, 'Bob'],
      [bob, 'Ann'],
    ] as const) {
      expect(count(person, 'Time to find a date?')).toBe(1);
      expect(last(person)).toContain(`It’s four weeks since you and ${name} were introduced.`);
      expect(last(person)).toContain('[We have a date] [We’ve met] [Skip this month] [Pause]');
      expect(rung(person).at(-1)?.preview.split('\n')[0]).toBe('Time to find a date?');
    }
  });

  it('C11 stands on home for those who only look there', async () => {
    const { ann } = scene;
    await ann.openHome();
    expect(seen(ann)).toContain('Time to find a date?');
    await ann.press('Buddies');
    expect(seen(ann)).toContain('You and Bob');
  });

  it('C11 takes a date with its place sealed, gives both a card, and is silent until then', async () => {
    const { ann, bob, day, leaks } = scene;
    await ann.press('We have a date');
    expect(ann.form?.text).toContain('kept sealed, and deleted once you’ve met');
    await setDate(ann, '2027-02-28', '15:00', FACE, PLACE);
    expect(ann.form?.errors).toEqual({ Day: 'Please choose today or a later day.' });
    await setDate(ann, '2029-03-20', '15:00', FACE);
    expect(ann.form?.errors.Day).toContain('within the next six months');
    await setDate(ann, '2027-03-20', '25:61', FACE);
    expect(ann.form?.errors.Time).toContain('Please give a time');
    await setDate(ann, '2027-03-20', '15:00', FACE, PLACE);
    for (const [person, name] of [
      [ann, 'Bob'],
      [bob, 'Ann'],
    ] as const) {
      expect(last(person)).toContain(
        `A date is set\nWith ${name}.\nYour date: Sat 20 March, 15:00, in person.`,
      );
      expect(person.chat.join('\n')).toContain('Thank you, that’s sorted');
    }
    await bob.press('Where, or which number');
    expect(seen(bob)).toContain(PLACE);
    expect(seen(bob)).toContain('one to two hours');
    expect(await leaks('Kettle', bob)).toEqual([]);
    const before = rung(bob).length;
    await day(46);
    expect(rung(bob)).toHaveLength(before);
    expect(await prisma().outbox.count({ where: { state: 'pending' } })).toBe(0);
  });

  it('gives a private calendar file behind a link that stays out of the chat, and says so when the date moves or is off', async () => {
    const { ann, bob, network, guess, cat, leaks } = scene;
    const { id: meeting } = await prisma().buddyMeeting.findFirstOrThrow({ where: { state: 'planned' } });
    await bob.press('For my calendar');
    const [url = ''] = /https:\/\/peers\.example\.org\S*token=[\w-]+/.exec(seen(bob)) ?? [];
    const local = url.replace('https://peers.example.org', `http://127.0.0.1:${network.bot.port}`);
    expect((await leaks(url, bob)).length).toBe(0);
    const page = await (await fetch(local)).text();
    expect(page).not.toMatch(/Ann|Kettle/);
    const file = async (show = '') => (await fetch(local.replace('?', '/meeting.ics?') + show)).text();
    expect(await file()).toContain('SUMMARY:Meeting (private)');
    expect(await file()).toContain('CLASS:PRIVATE');
    expect(await file()).toContain('DTSTART:20270320T150000Z');
    expect(await file()).toContain('DTEND:20270320T170000Z');
    expect(await file()).not.toMatch(/Ann|Kettle/);
    expect(await file('&show=yes')).toContain('Kettle');
    expect(await guess(cat, 'buddies.calendar', { meeting })).toContain('nothing to open');
    expect(await guess(cat, 'buddies.place', { meeting })).toContain('nothing to open');
    await bob.press('Change the date');
    await setDate(bob, '2027-03-21', '11:00', PHONE);
    expect(await file()).toContain('SEQUENCE:1');
    expect(await file()).toContain('DTEND:20270321T120000Z');
    expect(last(ann)).toContain('The date has changed');
    expect(ann.chat.join('\n')).toContain('The newest message has the new one.');
    await ann.press('It’s off');
    await network.settle();
    expect(last(bob)).toContain('That date is off');
    expect(await file()).toContain('METHOD:CANCEL');
  });

  it('C11 goes on where it was when the date is off: one reminder, then one question, then silence', async () => {
    const { ann, bob, day, later } = scene;
    await later(5);
    expect(last(bob)).toContain('That date is off');
    await day(58.1);
    expect(count(ann, 'Still time to find a date')).toBe(1);
    expect(last(bob)).toContain('This is the only reminder.');
    await day(66);
    expect(count(bob, 'Pause, or help finding a time?')).toBe(1);
    expect(last(bob)).toContain('I’ll stay quiet until one of you presses something');
    const before = [ann, bob].map((person) => rung(person).length);
    await day(80);
    expect([ann, bob].map((person) => rung(person).length)).toEqual(before);
  });

  it('C6 asks the coordinators for help only when pressed, and names the pair in a reading view alone', async () => {
    const { ann, cora, network } = scene;
    await ann.press('Help us find a time');
    expect(seen(ann)).toContain('The coordinators can see that the two of you would like help');
    await ann.press('Help us find a time', 'Pause, or help').catch(() => {});
    await network.settle();
    expect(last(cora)).toContain('A pair would like help finding a time');
    expect(last(cora)).not.toMatch(/Ann|Bob/);
    await cora.press('See which pair');
    expect(seen(cora)).toContain('Ann Archer and Bob Baker: active; would like help finding a time');
  });
});

describe('we’ve met', () => {
  it('C11 keeps one date when both set one at the same moment', async () => {
    const { ann, bob, network } = scene;
    for (const person of [ann, bob]) {
      await person.say('buddy');
      await person.press('We have a date');
    }
    const at = (day: string) => ({ Day: day, Time: '18:00', How: PHONE });
    await ann.fill(at('2027-04-23'));
    await bob.fill(at('2027-04-24'));
    await Promise.all([ann.submit(), bob.submit()]);
    await network.settle();
    const planned = await prisma().buddyMeeting.findMany({ where: { state: 'planned' } });
    expect(planned).toMatchObject([{ sequence: 1 }]);
    const day = planned[0]?.day === '2027-04-23' ? 'Fri 23 April' : 'Sat 24 April';
    for (const person of [ann, bob]) expect(last(person)).toContain(`Your date: ${day}, 18:00, by phone.`);
    await ann.press('It’s off');
    await network.settle();
  });

  it('tells nobody of a date set, opened or called off by whoever they keep away, and looks the same to both', async () => {
    const { ann, bob, network, memberOf } = scene;
    const never = { ownerId: await memberOf(ann), memberId: await memberOf(bob) };
    await prisma().neverPerson.create({ data: never });
    const before = ann.seen.filter(({ kind }) => kind === 'message').length;
    await bob.say('buddy');
    await bob.press('We have a date');
    await setDate(bob, '2027-04-25', '18:00', FACE, PLACE);
    expect(last(bob)).toContain('Your date: Sun 25 April, 18:00');
    await bob.press('It’s off');
    await network.settle();
    expect(ann.seen.filter(({ kind }) => kind === 'message')).toHaveLength(before);
    await prisma().neverPerson.deleteMany({ where: never });
  });

  it('C9 C10 C11 notes a meeting, and suggests the other way next time; e-mail is no choice', async () => {
    const { ann, bob, day, network } = scene;
    await met(ann, '2027-06-30', PHONE);
    expect(ann.form?.errors.When).toContain('still to come');
    await ann.fill({ When: '2027-01-05' });
    await ann.submit();
    expect(ann.form?.errors.When).toContain('before the two of you were introduced');
    expect(ann.form?.text).toContain('e-mails are lovely, and aren’t counted here');
    await expect(ann.fill({ How: 'By e-mail' })).rejects.toThrow('By phone, up to an hour');
    await ann.fill({ When: '2027-04-22' });
    await ann.submit();
    await network.settle();
    expect(last(ann)).toContain('Noted: Thu 22 April, by phone.');
    await day(80 + 27);
    expect(count(bob, 'Time to find a date?')).toBe(1);
    await day(80 + 29);
    expect(count(bob, 'Time to find a date?')).toBe(2);
    expect(last(bob)).toContain(
      'since you and Ann met. Last time was by phone; perhaps in person this time?',
    );
  });

  it('C11 counts a meeting once when both note it, and takes it back for ten minutes', async () => {
    const { ann, bob, network, guess } = scene;
    await Promise.all([met(ann, '2027-05-20', FACE), met(bob, '2027-05-20', FACE)]);
    const held = await prisma().buddyMeeting.findMany({ where: { state: 'held', day: '2027-05-20' } });
    expect(held).toHaveLength(1);
    const [winner, loser] = held[0]?.writerId === (await scene.memberOf(ann)) ? [ann, bob] : [bob, ann];
    expect(last(loser)).toContain('That meeting is noted already');
    expect(await guess(loser, 'buddies.undo-met', { meeting: held[0]?.id })).toContain('nothing to open');
    await winner.press('That was a mistake', 'Good to hear');
    expect(await prisma().buddyMeeting.count({ where: { state: 'held' } })).toBe(1);
    await network.settle();
  });

  it('C14 keeps a note that only its writer opens again', async () => {
    const { ann, bob, cora, cat, guess, leaks } = scene;
    await met(ann, '2027-05-20', FACE, 'At my organisation');
    const { id: meeting } = await prisma().buddyMeeting.findFirstOrThrow({
      where: { state: 'held', mode: 'face' },
    });
    await ann.press('Add a private note');
    expect(ann.form?.text).toContain(
      'Only you can open this: not your buddy, not a coordinator, unless you share it.',
    );
    expect(ann.form?.text).toContain('Samaritans 116\u00a0123');
    await ann.fill({ 'Bullet points for yourself': NOTE });
    await ann.submit();
    expect(last(ann)).toContain('Your note is kept\nOnly you can open it.');
    await ann.press('Open my note');
    ann.dismiss();
    await ann.say('buddy');
    await ann.press('All my notes');
    expect(seen(ann)).toContain('night shifts');
    expect(await guess(bob, 'buddies.note', { meeting })).not.toContain('night shifts');
    expect(await guess(bob, 'buddies.notes', { pair })).not.toContain('night shifts');
    for (const person of [cora, cat])
      for (const route of ['note', 'share', 'unshare', 'undo-met'])
        expect(await guess(person, `buddies.${route}`, { meeting }), route).toContain('nothing to open');
    expect(await guess(bob, 'buddies.share', { meeting })).toContain('nothing to open');
    expect(await leaks('night shifts', ann)).toEqual([]);
    await cora.say('buddy');
    await cora.press('Shared notes');
    expect(seen(cora)).toContain('No note is shared at the moment.');
  });

  it('C15 shares a note with the programme only while its writer wants it, labelled, and names no buddy', async () => {
    const { ann, bob, cora, guess, leaks } = scene;
    await ann.say('buddy');
    await ann.press('Share with the programme');
    expect(seen(ann)).toContain(
      'Coordinators can open it, with your name and the day, until you stop sharing.',
    );
    await cora.say('buddy');
    await cora.press('Shared notes');
    expect(seen(cora)).toContain('Shared by Ann Archer, on a meeting on Thu 20 May');
    expect(seen(cora)).toContain('night shifts');
    expect(seen(cora)).not.toContain('Bob');
    expect(await guess(bob, 'buddies.shared-notes', {})).toContain('That is for coordinators');
    await ann.press('Stop sharing');
    await cora.press('Shared notes');
    expect(seen(cora)).not.toContain('night shifts');
    expect(await leaks('night shifts', ann)).toHaveLength(1);
  });

  it('C14 deletes a note that is emptied', async () => {
    const { ann } = scene;
    await ann.press('Open my note');
    await ann.fill({ 'Bullet points for yourself': '' });
    await ann.submit();
    expect(last(ann)).toContain('Your note is deleted');
    expect(await prisma().buddyNote.count()).toBe(0);
  });

  it('C6 shows the coordinator that the pair exists and no total of so few, nor when or how they met', async () => {
    const { cora } = scene;
    await cora.press('Pairs and totals');
    expect(seen(cora)).toContain('Ann Archer and Bob Baker: active');
    expect(seen(cora)).toContain('Meetings in the last twelve months: fewer than five');
    expect(seen(cora)).not.toMatch(/May|April|phone|in person/);
  });
});

describe('pausing, skipping, visits', () => {
  it('C11 skips a month for both, and brings it back for ten minutes', async () => {
    const { ann, bob, day, network } = scene;
    await day(108 + 28.2);
    expect(count(ann, 'Time to find a date?')).toBe(3);
    expect(last(ann)).toContain(
      'It’s four weeks since you and Bob met. Last time was in person; perhaps a phone call this time?',
    );
    await Promise.all([ann.press('Skip this month'), ann.press('Skip this month')]);
    await network.settle();
    expect(bob.chat.join('\n')).toContain('Skipped for this month');
    expect(seen(bob)).not.toContain('That was a mistake');
    expect(await prisma().buddyMoment.count({ where: { kind: 'skipped' } })).toBe(1);
    await ann.press('That was a mistake', 'Skipped for this month');
    await network.settle();
    expect(seen(bob)).toContain('Time to find a date?');
    await bob.press('Skip this month', 'Time to find a date?');
    const before = rung(ann).length;
    await day(136 + 26);
    expect(rung(ann)).toHaveLength(before);
    await day(136 + 29.2);
    expect(count(ann, 'Time to find a date?')).toBe(4);
    expect(last(ann)).toContain('It’s eight weeks since you and Bob met.');
  });

  it('C13 invites to visit whom they have not visited yet, in one line of a nudge, until it is not possible', async () => {
    const { ann, bob, guess, cat } = scene;
    expect(last(ann)).toContain('you could meet at Bob’s organisation once, too');
    expect(last(bob)).toContain('you could meet at your organisation once, too');
    expect(await guess(cat, 'buddies.no-visits', { pair })).toContain('nothing to open');
    await bob.press('Not possible for us');
    expect(last(bob)).toContain(
      'I won’t bring up visits again, with either of you. You don’t have to say why.',
    );
  });

  it('C11 pauses without a reason: the other hears in ten minutes that it is paused, and both are left in peace', async () => {
    const { ann, bob, day, later, guess } = scene;
    await ann.press('Pause', 'Time to find a date?');
    expect(seen(ann)).toContain('Paused for now');
    const before = rung(bob).length;
    await later(5);
    expect(rung(bob)).toHaveLength(before);
    await later(6);
    expect(last(bob)).toContain(
      'Your pairing with Ann is paused. This happens for all sorts of reasons; we don’t ask why.',
    );
    expect(await guess(bob, 'buddies.resume', { pair })).toContain('nothing to open');
    expect(await guess(bob, 'buddies.reach', { pair })).toContain('nothing to open');
    const still = rung(ann).length;
    await day(231);
    expect(rung(ann)).toHaveLength(still);
    await ann.press('Pick it up again');
    expect(seen(ann)).toContain('Good to have you back');
    await later(1);
    expect(last(bob)).toContain('The pause is over');
    await day(231 + 29);
    expect(count(ann, 'Time to find a date?')).toBe(5);
    expect(last(ann)).not.toContain('organisation once');
  });

  it('C11 forgets a pause that is taken back at once', async () => {
    const { ann, bob, later } = scene;
    const before = rung(bob).length;
    await ann.press('Pause', 'Time to find a date?');
    await ann.press('Pick it up again');
    await later(30);
    expect(rung(bob)).toHaveLength(before);
    expect((await prisma().buddyPair.findUniqueOrThrow({ where: { id: pair } })).state).toBe('active');
  });

  it('rings nobody who keeps away whoever pauses, however often: “Buddies” shows how it stands', async () => {
    const { ann, bob, later } = scene;
    const idOf = async (name: string) => (await prisma().member.findFirstOrThrow({ where: { name } })).id;
    const never = { ownerId: await idOf(bob.name), memberId: await idOf(ann.name) };
    await prisma().neverPerson.create({ data: never });
    const before = rung(bob).length;
    for (const _ of ['once', 'again']) {
      await ann.press('Pause', 'Time to find a date?');
      await later(11);
      await bob.openHome();
      await bob.press('Buddies');
      expect(seen(bob)).toMatch(/paused/i);
      await ann.press('Pick it up again');
      await later(1);
    }
    expect(rung(bob)).toHaveLength(before);
    await prisma().neverPerson.deleteMany({ where: never });
  });
});

describe('ending', () => {
  it('C2 C19 asks once more, offers a pause and a person to talk to, and can be undone before anybody hears', async () => {
    const { ann, bob, later } = scene;
    await ann.say('buddy');
    await ann.press('End');
    expect(last(ann)).toContain('You don’t have to say why. Bob will hear only that the pairing has ended.');
    await ann.press('Yes, end it');
    expect(seen(ann)).toContain('That’s fine. You don’t have to say why');
    const counts = async () => [await prisma().audit.count(), await prisma().outbox.count()];
    const told = await counts();
    await ann.press('Talk to Lena Lead');
    expect(await counts()).toEqual(told);
    expect(seen(ann)).toContain(
      'Lena Lead looks after safeguarding in this network: 020\u00a07946\u00a00001.',
    );
    expect(seen(ann)).toContain('Nobody is told that you opened this.');
    const before = rung(bob).length;
    await later(5);
    await ann.press('That was a mistake');
    await later(30);
    expect(rung(bob)).toHaveLength(before);
    expect((await prisma().buddyPair.findUniqueOrThrow({ where: { id: pair } })).state).toBe('active');
  });

  it('C2 never sends somebody who is worried to the person they are paired with', async () => {
    const { ann, memberOf, bob } = scene;
    await prisma().safety.update({ where: { id: 1 }, data: { leadMemberId: await memberOf(bob) } });
    await ann.say('buddy');
    await ann.press('End');
    expect(last(ann)).toContain('[Talk to Dan Deputy]');
    await prisma().safety.update({ where: { id: 1 }, data: { leadMemberId: null } });
  });

  it('C2 C6 C19 ends without blame: details close at once, the other hears only that it has ended, and may have a new buddy', async () => {
    const { ann, bob, cora, later, guess } = scene;
    await ann.press('Yes, end it');
    expect(await guess(bob, 'buddies.reach', { pair })).toContain('nothing to open');
    expect(await guess(bob, 'buddies.undo-end', { pair })).toContain('can’t be taken back');
    await later(11);
    expect(last(bob)).toContain('Your pairing with Ann has come to an end.');
    expect(last(bob)).toContain(
      'This happens for all sorts of reasons; we don’t ask why. Would you like a new buddy?',
    );
    expect(rung(bob).at(-1)?.preview.split('\n')[0]).toBe('A change, to let you know');
    await ann.press('That was a mistake', 'That’s fine.');
    expect(last(ann)).toContain('It can’t be taken back any more');
    expect(await prisma().buddyPair.findUniqueOrThrow({ where: { id: pair } })).toMatchObject({
      state: 'ended',
      endedBy: null,
    });
    await ann.press('I’d like a new buddy');
    await bob.press('Yes');
    expect(seen(bob)).toContain('You’re among the first in the next round.');
    await cora.command('buddy match');
    expect(last(cora)).toContain('No pair is possible at the moment');
    await cora.press('Pairs and totals');
    expect(seen(cora)).not.toMatch(/Ann|Bob/);
  });

  it('C6 shows no name and nothing of what they did in the first line of any message', () => {
    const { network } = scene;
    const lines = [...network.slack.ledger, ...network.teams.ledger]
      .filter(({ kind, text }) => kind === 'message' && !/would like to join|^Welcome/.test(text))
      .map(({ preview }) => preview.split('\n')[0]);
    expect(lines.length).toBeGreaterThan(30);
    expect(lines.filter((line) => /Ann|Bob|Archer|Baker|met|paus(?!e)/i.test(line ?? ''))).toEqual([]);
  });

  it('C14 leaves everybody their own notes', async () => {
    const { ann, guess } = scene;
    expect(await guess(ann, 'buddies.notes', { pair })).toContain('Only you see this page.');
    expect(await guess(ann, 'buddies.talk', { pair })).toContain('Lena Lead');
  });
});
