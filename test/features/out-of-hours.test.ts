import { beforeAll, describe, expect, it } from 'vitest';
import { enqueue } from '../../src/outbox/enqueue/enqueue.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { moveClock } from '../../src/store/database.ts';
import { type Network, startNetwork } from '../support/network.ts';
import { openGateOf } from './questions-scene.ts';

let network: Network;
let cora: SimulatedPerson;
let leo: SimulatedPerson;
const each = [
  ['Slack', 'slack'],
  ['Teams', 'teams'],
] as const;
const last = (person: SimulatedPerson) => person.seen.at(-1)?.text ?? '';
const has = (person: SimulatedPerson, words: string) => person.chat.some((card) => card.includes(words));
const hoursOf = (person: SimulatedPerson, data: object) =>
  network.database.prisma.member.updateMany({ where: { name: person.name }, data });
/** In one step: what lies between is not what this is about. */
async function goTo(moment: string) {
  await moveClock(network.database, Date.parse(moment) - (await network.now()).getTime());
  await network.settle();
}
async function nobodyAsks() {
  const { prisma } = network.database;
  await prisma.member.updateMany({ where: { standing: 'asked' }, data: { standing: 'guest' } });
  await prisma.card.deleteMany({ where: { kind: 'members:asking' } });
}
let guests = 0;
const newcomer = (platform: 'slack' | 'teams', timeZone = 'Europe/London') => {
  guests += 1;
  return network[platform].person(`G${guests}`, { name: `Guest${guests} Asking`, timeZone });
};

beforeAll(async () => {
  network = await startNetwork();
  cora = network.slack.person('U-CORA', { name: 'Cora Ordinator' });
  leo = network.teams.person('t-leo', { name: 'Leo Leader' });
  await network.coordinate(cora);
  await network.enrol(leo);
  const { id } = await network.database.prisma.member.findFirstOrThrow({ where: { name: leo.name } });
  const coordinator = { memberId: id, role: 'coordinator', startsAt: await network.now() };
  await network.database.prisma.roleGrant.create({ data: coordinator });
  await openGateOf(network, cora.name);
});

describe('the status on day one', () => {
  it('shows no totals of a time before anybody was here, and afterwards the same words for none as for a few', async () => {
    for (const person of [cora, leo]) {
      await person.command('status');
      expect(last(person)).toContain('How my messages are doing');
      expect(last(person)).not.toMatch(/Calls asked for|too few to say|: 0\b/);
    }
  });
});

describe('whoever asks to join', () => {
  const asks: [when: string, hours: object, zone: string, says: string][] = [
    ['2027-02-01T11:00:00Z', {}, 'Europe/London', 'I’ve told the coordinators'],
    ['2027-02-02T07:00:00Z', {}, 'Europe/London', 'I’ll tell a coordinator today at 09:00'],
    ['2027-02-02T20:15:00Z', {}, 'Europe/London', 'on Wednesday at 09:00'],
    ['2027-02-06T15:00:00Z', {}, 'Europe/London', 'on Monday at 09:00'],
    ['2027-02-07T12:00:00Z', {}, 'Europe/London', 'on Monday at 09:00'],
    ['2027-02-07T12:30:00Z', {}, 'Europe/Athens', 'on Monday at 11:00'],
    ['2027-02-08T10:00:00Z', { contactHours: 'evenings' }, 'Europe/London', 'today at 18:00'],
    ['2027-02-08T10:30:00Z', { contactHours: 'never' }, 'Europe/London', 'see it when they next look'],
    [
      '2027-02-09T10:00:00Z',
      { pausedUntil: new Date('2027-03-01T00:00:00Z') },
      'Europe/London',
      'on Monday 1 March at 09:00',
    ],
    ['2027-03-26T12:00:00Z', {}, 'Europe/London', 'on Tuesday at 09:00'],
  ];
  const usual = { contactHours: 'unasked', pausedUntil: null };

  it('hears when a coordinator will see it, by the coordinators’ own hours and the asker’s clock, on both platforms', async () => {
    for (const [moment, hours, zone, says] of asks) {
      await goTo(moment);
      for (const person of [cora, leo]) await hoursOf(person, { ...usual, ...hours });
      for (const [, platform] of each) {
        const guest = newcomer(platform, zone);
        await guest.say('join');
        await network.settle();
        expect(last(guest), `${moment} ${platform}`).toContain(says);
        expect(last(guest)).toContain('You don’t need to do anything.');
        expect(has(cora, `${guest.name} would like to join`)).toBe(says.includes('I’ve told'));
      }
    }
    for (const person of [cora, leo]) await hoursOf(person, usual);
    // The first of them decides: one looks on Sundays, too.
    await goTo('2027-04-04T10:00:00Z');
    await hoursOf(leo, { contactHours: 'evenings' });
    const guest = newcomer('slack');
    await guest.say('join');
    expect(last(guest)).toContain('I’ve told the coordinators');
    await hoursOf(leo, usual);
    await nobodyAsks();
  });

  it('and the totals of a whole quarter are on the coordinators’ status once there has been one', async () => {
    await cora.command('status');
    expect(last(cora)).toContain('Calls asked for, January to March 2027: too few to say.');
  });
});

describe('on a Sunday', () => {
  it.each(each)(
    'what a coordinator pressed is answered at once, and only what others did waits (%s)',
    async (_, platform) => {
      const [lead, other] = platform === 'slack' ? [cora, leo] : [leo, cora];
      await goTo('2027-04-11T12:00:00Z');
      const guest = newcomer(platform);
      await guest.say('join');
      await network.settle();
      expect(has(lead, guest.name)).toBe(false);
      await lead.openHome();
      await lead.press(`Admit ${guest.name.split(' ')[0]}`);
      await network.settle();
      expect(has(lead, `${guest.name} is a member now. Admitted by you.`)).toBe(true);
      expect(has(other, guest.name)).toBe(false);
      await nobodyAsks();
      const { id } = await network.database.prisma.member.findFirstOrThrow({ where: { name: lead.name } });
      const held = await network.database.prisma.outbox.count({
        where: { state: 'pending', slot: { endsWith: `:${id}` }, answers: true },
      });
      expect(held).toBe(0);
    },
  );

  it('what takes the place of an answer that is still on its way is not held either', async () => {
    const { database, vault, settle } = network;
    const { id } = await database.prisma.member.findFirstOrThrow({ where: { name: cora.name } });
    const origin = { feature: 'members', id };
    const now = await network.now();
    const put = (text: string, slot: string, answering?: string) =>
      database.transaction((tx) =>
        enqueue(tx, vault, [{ to: { member: id }, message: { text }, slot, class: 'quiet', origin }], now, {
          answering,
        }),
      );
    await put('Pressed just now', 'members:pressed', id);
    await put('Changed by somebody meanwhile', 'members:pressed');
    await put('Of somebody else alone', 'members:elsewhere');
    await settle();
    expect(cora.chat.slice(-1)).toEqual(['Changed by somebody meanwhile']);
    expect(has(cora, 'Of somebody else alone')).toBe(false);
  });
});

describe('a question', () => {
  it('is dated to the day on which it was asked, where its asker is, and read at once by whoever is there', async () => {
    const [ann, bob] = [newcomer('teams'), newcomer('slack')];
    for (const person of [ann, bob]) {
      await person.say('join');
      const { prisma } = network.database;
      await prisma.member.updateMany({
        where: { name: person.name },
        data: { standing: 'member', joinedAt: new Date('2026-01-01') },
      });
    }
    const always = {
      contactHours: 'own',
      ownFrom: '00:00',
      ownTo: '23:59',
      workingDays: [1, 2, 3, 4, 5, 6, 7],
      division: 'none',
    };
    await hoursOf(bob, always);
    await cora.command('ask topics');
    await cora.press('New topic');
    await cora.fill({ Topic: 'Expenses', 'First to be asked': bob.name });
    await cora.submit();
    await network.settle();
    await bob.press('Yes', '“Expenses”');
    for (const [moment, timeZone, unnamed, day] of [
      ['2027-04-17T12:00:00Z', 'Europe/London', false, 'Asked on Saturday 17 April.'],
      ['2027-04-18T12:00:00Z', 'Europe/London', false, 'Asked on Sunday 18 April.'],
      ['2027-04-18T20:00:00Z', 'Europe/London', true, 'Asked on or before Monday 19 April.'],
      ['2027-04-19T12:00:00Z', 'Europe/London', true, 'Asked on or before Monday 19 April.'],
      ['2027-04-21T01:00:00Z', 'America/New_York', false, 'Asked on Tuesday 20 April.'],
      ['2027-05-03T10:00:00Z', 'Europe/London', false, 'Asked on Monday 3 May.'],
      ['2027-05-08T15:00:00Z', 'Asia/Kolkata', false, 'Asked on Saturday 8 May.'],
    ] as const) {
      await goTo(moment);
      await hoursOf(ann, { timeZone, zoneChosen: true });
      await ann.command('ask');
      await ann.fill({
        'What is it about?': 'Expenses',
        'Your question': 'Who signs?',
        ...(unnamed && { 'Your name': 'Without my name' }),
      });
      await ann.submit();
      await ann.submit();
      await network.settle();
      await bob.press('Read it', 'Could you help');
      expect(bob.form?.text, moment).toContain(day);
      bob.dismiss();
      await bob.press('Not today', 'Could you help');
      await network.settle();
    }
  });
});
