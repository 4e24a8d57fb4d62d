import { beforeAll, describe, expect, it } from 'vitest';
import { message } from '../src/chat/message.ts';
import { findZone } from '../src/features/hours/rules/hours.ts';
import { writeNation } from '../src/features/safeguarding/store/safety.ts';
import { enqueue } from '../src/outbox/enqueue/enqueue.ts';
import type { SimulatedPerson } from '../src/playground/simulated.ts';
import { type Network, startNetwork } from './support/network.ts';

let network: Network;
let cora: SimulatedPerson;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
const last = (person: SimulatedPerson) => person.seen.at(-1)?.text ?? '';
const rowOf = async ({ name }: SimulatedPerson) =>
  network.database.prisma.member.findFirstOrThrow({ where: { name } });

/** Something quiet that nobody asked for. */
async function write(to: SimulatedPerson, title: string): Promise<void> {
  const { id: member } = await rowOf(to);
  const now = await network.now();
  await network.database.transaction((tx) =>
    enqueue(
      tx,
      network.vault,
      [
        {
          to: { member },
          message: message({ title, body: [] }),
          class: 'quiet',
          key: title,
          origin: { feature: 'members', id: member },
        },
      ],
      now,
    ),
  );
  await network.settle();
}

beforeAll(async () => {
  network = await startNetwork();
  cora = network.slack.person('U-CORA', { name: 'Cora Coordinator' });
  ann = network.slack.person('U-ANN', { name: 'Ann Archer', timeZone: 'Europe/London' });
  bob = network.teams.person('t-bob', { name: 'Bob Baker', timeZone: 'Europe/London' });
  await network.coordinate(cora);
  await network.enrol(ann, bob);
});

describe('when may I message you?', () => {
  it('D50 says what holds, and plainly what still arrives, with numbers beneath', async () => {
    for (const person of [ann, bob]) {
      await person.command('hours');
      expect(last(person)).toContain('Now: Monday to Friday, 09:00 to 18:00, not on bank holidays.');
      expect(last(person)).toContain('I go by London time, as this app says.');
      expect(last(person)).toContain('You haven’t agreed to be asked anything urgent');
      expect(last(person)).toContain('What you ask for yourself is still answered.');
      expect(last(person)).toContain('Samaritans 116\u00a0123');
    }
  });

  it('D50 tells those who agreed to urgent calls that these may come, and how many', async () => {
    await ann.press('What’s waiting for me');
    await ann.press('My settings');
    await ann.press('Being asked');
    await ann.fill({
      'May you be asked?': 'Yes, in my hours',
      'Outside your hours too, if it’s urgent?': 'Yes, outside my hours too',
      'Most calls a month outside my hours': '2',
    });
    await ann.submit();
    await ann.command('hours');
    expect(last(ann)).toContain('only calls that are urgent, because you agreed to be asked then, 2 a month');
  });

  it('D50 bank holidays follow the network’s nation, and the one that somebody’s area names, until they choose', async () => {
    const divisions = async () => [(await rowOf(ann)).division, (await rowOf(bob)).division];
    const choose = (nation: 'scotland' | 'northern-ireland' | 'england') =>
      network.database.transaction((tx) => writeNation(tx, nation));
    const live = async (person: SimulatedPerson, area: string) => {
      await person.command('profile');
      await person.fill({ Area: area });
      await person.submit();
    };
    expect(await divisions()).toEqual(['england-and-wales', 'england-and-wales']);
    await choose('scotland');
    expect(await divisions()).toEqual(['scotland', 'scotland']);
    await live(bob, 'Belfast, Northern Ireland');
    await live(ann, 'Carlisle, on the way to Scotland or England');
    expect(await divisions()).toEqual(['scotland', 'northern-ireland']);
    const cat = network.teams.person('t-newcomer', { name: 'Nia Newcomer' });
    await network.enrol(cat);
    expect((await rowOf(cat)).division).toBe('scotland');
    await cat.command('hours');
    expect(last(cat)).toContain('not on bank holidays of Scotland');
    await choose('england');
    expect(await divisions()).toEqual(['england-and-wales', 'northern-ireland']);
    await live(bob, 'Belfast');
    expect(await divisions()).toEqual(['england-and-wales', 'england-and-wales']);
  });

  it('D50 takes one’s own hours, days, bank holidays and zone, on both platforms', async () => {
    for (const person of [ann, bob]) {
      await person.command('hours');
      await person.press('Hours, days and time zone');
      await person.fill({
        'Which hours?': 'My own hours, as below',
        'My own hours: from': '07:30',
        'My own hours: to': '12:00',
        'Your working days': ['Saturday', 'Tuesday'],
        'Which bank holidays are days off?': 'Scotland',
        'Time zone': 'lisbon',
      });
      await person.submit();
      expect(last(person)).toContain(
        'Tuesday and Saturday, 07:30 to 12:00, not on bank holidays of Scotland.',
      );
      expect(await rowOf(person)).toMatchObject({
        contactHours: 'own',
        ownFrom: '07:30',
        ownTo: '12:00',
        workingDays: [2, 6],
        division: 'scotland',
        timeZone: 'Europe/Lisbon',
        zoneChosen: true,
      });
    }
    // Nobody else sees them, whoever they are.
    for (const words of ['home', 'status', 'roles']) await cora.command(words);
    const others = [...network.slack.ledger, ...network.teams.ledger].filter(
      ({ user }) => user !== ann.user && user !== bob.user,
    );
    expect(others.length).toBeGreaterThan(3);
    expect(others.filter(({ text }) => /07:30|Lisbon/.test(text))).toEqual([]);
    await network.database.transaction((tx) => writeNation(tx, 'england'));
    expect((await rowOf(ann)).division).toBe('scotland');
    await write(bob, 'Quiet news');
    await network.travelTo('2027-02-02T07:29:00Z', 24);
    expect(bob.chat.join()).not.toContain('Quiet news');
    await network.travelTo('2027-02-02T07:30:10Z');
    expect(last(bob)).toContain('Quiet news');
  });

  it('D50 keeps a zone that somebody chose, and follows the platform again once they leave it empty', async () => {
    await bob.command('hours');
    expect(last(bob)).toContain('I go by Lisbon time, as you chose.');
    await bob.press('Hours, days and time zone');
    await bob.fill({ 'Time zone': '', 'Your working days': ['Monday', 'Tuesday', 'Wednesday'] });
    await bob.submit();
    expect(last(bob)).toContain('Monday to Wednesday');
    await bob.command('hours');
    expect(last(bob)).toContain('I go by London time, as this app says.');
  });

  it('D50 refuses what does not hold together, each with what to do, and nothing is lost', async () => {
    await ann.command('hours');
    await ann.press('Hours, days and time zone');
    await ann.fill({
      'My own hours: from': '08:00',
      'My own hours: to': '08:30',
      'Your working days': [],
      'Time zone': 'Atlantis',
    });
    await ann.submit();
    expect(ann.form?.errors).toEqual({
      'My own hours: to': 'Please leave me an hour at least. Or choose “Only when I look” above.',
      'Your working days': 'Please choose one day at least. Or choose “Only when I look” above.',
      'Time zone':
        'I don’t know that place. Please type the nearest big city, such as London, or a zone, such as Europe/London. Or leave this empty.',
    });
    await ann.fill({ 'My own hours: to': '', 'Your working days': ['Monday'], 'Time zone': 'New York' });
    await ann.submit();
    expect(ann.form?.errors).toEqual({
      'My own hours: to': 'Please give a time, such as 08:30, or choose other hours above.',
    });
    await ann.fill({ 'My own hours: to': '00:00' });
    await ann.submit();
    expect(last(ann)).toContain('Monday, 08:00 to 00:00, not on bank holidays of Scotland.');
    expect((await rowOf(ann)).timeZone).toBe('America/New_York');
  });

  it('D50 knows zones by name and by city, and guesses nothing', () => {
    expect(findZone('europe/london')).toBe('Europe/London');
    expect(findZone(' new  york ')).toBe('America/New_York');
    for (const typed of ['GMT', 'here', '+01:00', '', 'BST']) expect(findZone(typed)).toBeUndefined();
  });

  it('D50 a zone is found by its old and new names, by cities that have none of their own, and by country', async () => {
    for (const [typed, zone, shown] of [
      ['Kyiv', 'Europe/Kiev', 'Kyiv'],
      ['Kolkata', 'Asia/Calcutta', 'Kolkata'],
      ['BELFAST', 'Europe/London', 'London'],
      ['Ho Chi Minh City', 'Asia/Saigon', 'Ho Chi Minh City'],
      ['yangon', 'Asia/Rangoon', 'Yangon'],
      ['Cardiff, Wales', 'Europe/London', 'London'],
      ['Zürich', 'Europe/Zurich', 'Zurich'],
      ['port au prince', 'America/Port-au-Prince', 'Port-au-Prince'],
      ['Poland', 'Europe/Warsaw', 'Warsaw'],
      ['Europe/Kyiv', 'Europe/Kiev', 'Kyiv'],
    ] as const) {
      for (const person of typed === 'Kyiv' || typed === 'BELFAST' ? [ann, bob] : [ann]) {
        await person.command('hours');
        await person.press('Hours, days and time zone');
        await person.fill({ 'Which hours?': 'Work hours, 09:00 to 18:00', 'Time zone': typed });
        await person.submit();
        expect((await rowOf(person)).timeZone, typed).toBe(zone);
        await person.command('hours');
        expect(last(person)).toContain(`I go by ${shown} time, as you chose.`);
      }
    }
  });

  it('D50 where several zones fit, it asks which, and what it offers can be typed', async () => {
    for (const [typed, offered] of [
      ['Perth', ['Europe/London', 'Australia/Perth']],
      ['Spain', ['Europe/Madrid', 'Atlantic/Canary']],
      ['USA', ['America/New_York', 'America/Los_Angeles']],
      ['Portugal', ['Europe/Lisbon', 'Atlantic/Azores']],
      ['indonesia', ['Asia/Jakarta', 'Asia/Jayapura']],
    ] as const) {
      await bob.command('hours');
      await bob.press('Hours, days and time zone');
      await bob.fill({ 'Time zone': typed });
      await bob.submit();
      expect(bob.form?.errors['Time zone'], typed).toContain('Did you mean');
      for (const zone of offered) expect(bob.form?.errors['Time zone']).toContain(`(${zone})`);
      await bob.fill({ 'Time zone': offered[1] });
      await bob.submit();
      expect((await rowOf(bob)).timeZone).toBe(offered[1]);
    }
    await bob.command('hours');
    await bob.press('Hours, days and time zone');
    await bob.fill({ 'Time zone': '' });
    await bob.submit();
  });

  it('D50 sends what waits as soon as somebody chooses hours that have begun', async () => {
    await network.travelTo('2027-02-02T19:00:00Z', 24);
    await write(bob, 'For the evening');
    expect(bob.chat.join()).not.toContain('For the evening');
    await bob.command('hours');
    await bob.press('Evenings and weekends');
    await network.settle();
    expect(bob.chat.join()).toContain('For the evening');
  });
});

describe('a break', () => {
  it('D51 is taken without a reason until a day, and home shows it', async () => {
    await network.travelTo('2027-02-03T10:00:00Z', 24);
    await ann.press('Work hours');
    await bob.command('hours');
    await bob.press('Work hours');
    await bob.command('hours');
    await bob.press('Take a break');
    expect(bob.form?.text).toContain('You don’t have to say why, and nobody is told.');
    await bob.fill({ 'Which day are you back?': '2027-02-03' });
    await bob.submit();
    expect(bob.form?.errors).toEqual({ 'Which day are you back?': 'Please choose a day after today.' });
    await bob.fill({ 'Which day are you back?': '2028-02-20' });
    await bob.submit();
    expect(Object.keys(bob.form?.errors ?? {})).toEqual(['Which day are you back?']);
    await bob.fill({ 'Which day are you back?': '2027-02-20' });
    await bob.submit();
    expect(last(bob)).toContain('Until Sat 20 February 2027');
    await bob.openHome();
    expect(last(bob)).toContain('Coming up\nYou’re on a break: back on Sat 20 February 2027.');
    await bob.command('hours');
    expect(last(bob)).toContain('nobody asks you for a call, not even when it’s urgent');
    expect(last(bob)).not.toContain('[Take a break]');
  });

  it('D51 nobody who takes one is called out to, and the count says so', async () => {
    for (const person of [ann, bob]) {
      await network.confirm(cora, person, 'Volunteer');
      await person.openHome();
      await person.press('Call-outs');
      await person.press('Join the peer pool');
    }
    await cora.command('availability new');
    await cora.fill({
      'What is it about?': 'Housing',
      'Kind of council': 'district council',
      Region: 'the East',
      Where: 'on site',
      'First day': '2027-03-16',
      'How many peers?': '2',
      'Reply by': '2027-02-26',
      'The host, in confidence': 'Secretshire',
    });
    await cora.submit();
    await network.settle();
    expect(cora.chat.at(-1)).toContain('This goes to 1 person in the peer pool.');
    await cora.press('Send to 1 person');
    await network.settle();
    expect(bob.chat.join()).not.toContain('Could you help');
    await network.travelTo('2027-02-08T15:00:00Z', 24);
    expect(ann.chat.join()).toContain('Could you help');
  });

  it('D51 quiet messages wait until it is over and their hours begin; “I’m back” ends it at once', async () => {
    await write(bob, 'Held back');
    expect(bob.chat.join()).not.toContain('Held back');
    await bob.openHome();
    await bob.press('I’m back');
    await network.settle();
    expect(bob.chat.join()).toContain('Held back');
    expect((await rowOf(bob)).pausedUntil).toBeNull();
    await bob.command('hours');
    await bob.press('Take a break');
    await bob.fill({ 'Which day are you back?': '2027-02-12' });
    await bob.submit();
    await write(bob, 'Until Monday');
    await network.travelTo('2027-02-15T08:59:00Z', 24);
    expect(bob.chat.join()).not.toContain('Until Monday');
    await network.travelTo('2027-02-15T09:00:10Z');
    expect(bob.chat.join()).toContain('Until Monday');
    await bob.openHome();
    expect(last(bob)).not.toContain('on a break');
  });

  it('D51 a button that an older card still shows does no harm', async () => {
    await bob.press('I’m back');
    expect(last(bob)).toContain('Welcome back');
  });
});
