import { beforeAll, describe, expect, it } from 'vitest';
import { helplineLines, helplinesOf, NATIONS } from '../../src/directory/helplines.ts';
import { readSafety } from '../../src/directory/safety.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { type Network, startNetwork } from '../support/network.ts';

let network: Network;
let cora: SimulatedPerson;
let ann: SimulatedPerson;
const last = (person: SimulatedPerson) => person.seen.at(-1)?.text ?? '';
const gate = () => network.database.transaction(async (tx) => readSafety(tx, await network.now()));
const ENGLAND = [
  'I have checked 999',
  'I have rung 116\u00a0123',
  'I have checked 85258',
  'I have rung 111',
  'I have rung 0808\u00a02000\u00a0247',
];

beforeAll(async () => {
  network = await startNetwork();
  cora = network.slack.person('U-CORA', { name: 'Cora Coordinator' });
  ann = network.teams.person('t-ann', { name: 'Ann Archer' });
  await network.coordinate(cora);
  await network.admit(cora, ann);
});

describe('the numbers', () => {
  it.each(NATIONS)('D49 to confirm are those that everybody sees: %s', (nation) => {
    const digits = (text: string) => text.replace(/\D/g, '');
    const shown =
      helplineLines(nation)
        .join(' ')
        .match(/\d[\d\u00a0]{2,}/g)
        ?.filter((found) => digits(found).length > 2) ?? [];
    const confirmed = helplinesOf(nation).map((number) => digits(number.digits));
    expect(new Set(confirmed)).toEqual(new Set(shown.map(digits)));
  });
});

describe('the safety gate', () => {
  it('D49 is closed at first, and coordinators are told on their home what is to do', async () => {
    expect(await gate()).toMatchObject({
      open: false,
      nation: 'england',
      steps: ['lead', 'deputy', 'out-of-hours', 'numbers'],
    });
    await cora.openHome();
    expect(last(cora)).toContain('Questions, calls and wellbeing are switched off');
    await ann.say('home');
    expect(last(ann)).not.toContain('switched off');
    await ann.say('safety');
    expect(last(ann)).toContain('That is for coordinators');
  });

  it('D49 takes a lead by name or as a member, each with a number', async () => {
    await cora.command('safety');
    await cora.press('Name the safeguarding lead');
    await cora.fill({ Number: 'none' });
    await cora.submit();
    expect(cora.form?.errors).toEqual({ Number: 'Please give a number, such as 07700 900123.' });
    await cora.fill({ Number: '020 7946 0001' });
    await cora.submit();
    expect(cora.form?.errors).toEqual({
      'Or somebody else: their name': 'Please choose a member, or type a name below.',
    });
    await cora.fill({ 'A member of this network': 'Ann Archer' });
    await cora.submit();
    expect(last(cora)).toContain('Safeguarding lead: Ann Archer, 020\u00a07946\u00a00001');
    expect((await gate()).lead).toMatchObject({
      name: 'Ann Archer',
      number: '020\u00a07946\u00a00001',
      member: expect.any(String),
    });
  });

  it('D49 shows the lead when it is opened again; a name that is typed takes the place of the member shown', async () => {
    await cora.press('Change the safeguarding lead');
    expect(cora.form?.text).toMatch(/A member of this network.*Ann Archer/);
    await cora.fill({ Number: '020 7946 0009' });
    await cora.submit();
    expect((await gate()).lead).toMatchObject({ name: 'Ann Archer', number: '020\u00a07946\u00a00009' });
    await cora.press('Change the safeguarding lead');
    await cora.fill({ 'Or somebody else: their name': 'Zoe Zeal' });
    await cora.submit();
    expect((await gate()).lead).toEqual({ name: 'Zoe Zeal', number: '020\u00a07946\u00a00009' });
    await cora.press('Change the safeguarding lead');
    await cora.fill({ 'A member of this network': 'Ann Archer', Number: '020 7946 0001' });
    await cora.submit();
    expect((await gate()).lead).toMatchObject({ name: 'Ann Archer', member: expect.any(String) });
  });

  it('D49 wants two people for lead and deputy', async () => {
    await cora.press('Name the deputy');
    await cora.fill({ 'Or somebody else: their name': 'Dee Deputy', Number: '02079460001' });
    await cora.submit();
    expect(cora.form?.errors.Number).toContain('two people');
    await cora.fill({ Number: '020 7946 0002' });
    await cora.submit();
    expect(await gate()).toMatchObject({
      open: false,
      deputy: { name: 'Dee Deputy' },
      steps: ['out-of-hours', 'numbers'],
    });
  });

  it('D49 wants to know who answers out of hours, which may be nobody', async () => {
    await cora.press('Say who answers out of hours');
    await cora.fill({ 'Who answers out of hours?': 'nobody' });
    await cora.submit();
    expect(await gate()).toMatchObject({ open: false, outOfHours: 'nobody', steps: ['numbers'] });
  });

  it('D49 opens when the last number was confirmed, and not before; a slip can be taken back', async () => {
    for (const label of ENGLAND) {
      expect((await gate()).open).toBe(false);
      await cora.press(label);
    }
    expect(last(cora)).toContain('Safety set-up: complete');
    expect((await gate()).open).toBe(true);
    await cora.press('111: that was a mistake');
    expect(await gate()).toMatchObject({ open: false, steps: ['numbers'] });
    await cora.press('I have rung 111');
    expect((await gate()).open).toBe(true);
    const actions = (await network.database.prisma.audit.findMany({ where: { record: 'safety' } })).map(
      ({ action }) => action,
    );
    expect(actions.filter((action) => action === 'safety.opened')).toHaveLength(2);
    expect(
      await network.database.prisma.audit.count({ where: { record: 'number:england:samaritans' } }),
    ).toBe(1);
    const checks = await network.database.prisma.numberCheck.findMany();
    expect(checks.every(({ checkedBy }) => checkedBy !== null)).toBe(true);
    await cora.openHome();
    expect(last(cora)).not.toContain('switched off');
  });

  it('D49 names the lead and the deputy on members’ help, and to whoever worries about somebody', async () => {
    await ann.say('help');
    expect(last(ann)).toContain(
      'Ann Archer, the safeguarding lead, can help: 020\u00a07946\u00a00001, or Dee Deputy: 020\u00a07946\u00a00002.',
    );
    await ann.say('I think a child is being abused');
    expect(last(ann)).toContain('020\u00a07946\u00a00001');
    expect(last(ann)).toContain('[More numbers]');
    const guest = network.slack.person('U-GUEST', { name: 'Gus Guest' });
    await guest.command('help');
    expect(last(guest)).toContain('Samaritans 116\u00a0123');
    expect(last(guest)).not.toContain('020\u00a07946\u00a00001');
  });

  it('a number that stays confirmed cannot be taken back by an old button', async () => {
    await network.travelTo('2027-02-01T11:00:00Z');
    await cora.press('111: that was a mistake');
    expect((await gate()).open).toBe(true);
  });

  it('shows the numbers of its nation, and switches off until those were rung', async () => {
    await cora.command('safety');
    await cora.press('Change the nation');
    await cora.fill({ Nation: 'Scotland' });
    await cora.submit();
    expect(await gate()).toMatchObject({ open: false, nation: 'scotland', steps: ['numbers'] });
    await ann.say('help');
    expect(last(ann)).toContain('0800\u00a0027\u00a01234');
    await cora.press('I have rung 116\u00a0123', 'Scotland’s');
    expect((await gate()).checks.has('samaritans')).toBe(true);
    await cora.command('safety');
    await cora.press('Change the nation');
    await cora.fill({ Nation: 'England' });
    await cora.submit();
    expect((await gate()).open).toBe(true);
  });

  it('D49 says behind each number when it was rung or looked at, in a few letters', async () => {
    for (const person of [ann, network.slack.person('U-GUEST', { name: 'Gus Guest' })]) {
      await person.say('help');
      expect(last(person)).toContain(
        '116\u00a0123, free, any time (checked 1 Feb). Or text SHOUT to 85258 (checked 1 Feb).',
      );
      expect(last(person)).toContain('keep yourself safe: 999 (checked 1 Feb).');
      expect(last(person)).not.toContain('Numbers as listed');
    }
  });

  it('D49 coordinators add numbers of their own, which members see with the day and the hours', async () => {
    await cora.command('safety');
    await cora.press('Add a number');
    // As copied from a page: a no-break space, a thin one, a dash that is none, and a sign that nobody sees.
    const typed = '\u202a0113\u00a0496\u2009\u20110\u3000 100\u202c';
    await cora.fill({ 'Who answers there': 'Leeds\u00a0crisis  line <b>', Number: typed });
    await cora.fill({ 'When they answer': 'Mon to Fri, 9 to 5', 'When you rang it': '2027-02-02' });
    await cora.submit();
    expect(cora.form?.errors['When you rang it']).toContain('a day that has been');
    await cora.fill({ 'When you rang it': '2026-06-01' });
    await cora.submit();
    expect(cora.form?.errors['When you rang it']).toContain('more than six months ago');
    await cora.fill({ 'When you rang it': '2027-01-20', Number: '116\u202f123' });
    await cora.submit();
    expect(cora.form?.errors.Number).toContain('shown already');
    await cora.fill({ Number: typed });
    await cora.submit();
    expect(last(cora)).toContain(
      '0113\u00a0496\u00a0-0\u00a0100, Leeds crisis line <b>: Mon to Fri, 9 to 5; rung on Wed 20 January 2027',
    );
    const own = await network.database.prisma.ownNumber.findFirstOrThrow();
    expect(own).toMatchObject({ number: '0113 496 -0 100', name: 'Leeds crisis line <b>', nation: null });
    await ann.say('help');
    const line =
      'Our own: Leeds crisis line <b> 0113\u00a0496\u00a0-0\u00a0100 (Mon to Fri, 9 to 5; checked 20 Jan).';
    expect(last(ann)).toContain(line);
    expect(last(ann).split('\n').slice(1, -1).length).toBeLessThan(15);
    await ann.say('talk');
    expect(last(ann)).toContain(line);
    const guest = network.slack.person('U-GUEST', { name: 'Gus Guest' });
    await guest.command('help');
    expect(last(guest)).not.toContain('Our own');
  });

  it('D49 one that is for another nation is kept and not shown; three are the most, and each can be changed and taken off', async () => {
    const add = async (values: Record<string, string>) => {
      await cora.command('safety');
      await cora.press('Add a number');
      await cora.fill(values);
      await cora.submit();
    };
    await add({ 'Who answers there': 'Fife line', Number: '01592 496020', 'Whom it’s for': 'Scotland' });
    await add({ 'Who answers there': 'Helpline', Number: '0113 496 0300' });
    expect(last(cora)).toContain('not shown, as the network is of another nation');
    expect(last(cora)).not.toContain('[Add a number]');
    await ann.say('help');
    expect(last(ann)).not.toContain('Fife');
    await cora.press('Change Helpline');
    await cora.fill({ Number: '0113 496 -0100' });
    await cora.submit();
    expect(cora.form?.errors.Number).toContain('among your own already');
    await cora.fill({ Number: '0113 496 0301' });
    await cora.submit();
    await ann.say('help');
    expect(last(ann)).toContain('. Helpline 0113\u00a0496\u00a00301 (checked 1 Feb).');
    for (const name of ['Helpline', 'Fife line']) {
      await cora.press(`Take off ${name}`);
      await cora.press('Take it off');
    }
    await ann.say('help');
    expect(last(ann)).not.toContain('0301');
    expect(await network.database.prisma.ownNumber.count()).toBe(1);
  });

  it('D49 tells coordinators after six months, and takes no number away', async () => {
    await network.travelTo('2027-08-04T10:00:00Z', 24 * 30);
    await network.audit();
    await cora.openHome();
    expect(last(cora)).toContain('Please ring the numbers again');
    expect((await gate()).open).toBe(true);
    await ann.say('help');
    expect(last(ann)).toContain('Samaritans 116\u00a0123');
    const asked = cora.chat.find((card) => card.startsWith('Please ring these numbers again'));
    expect(asked).toContain('[I have rung 0113\u00a0496\u00a0-0\u00a0100]');
    await cora.press('Safety set-up');
    for (const label of ENGLAND) await cora.press(label);
    await cora.openHome();
    expect(last(cora)).toContain('Please ring the numbers again');
    await cora.press('Safety set-up');
    await cora.press('I have rung 0113\u00a0496\u00a0-0\u00a0100');
    await cora.openHome();
    expect(last(cora)).not.toContain('Please ring the numbers again');
    await ann.say('help');
    expect(last(ann)).toContain('9 to 5; checked 4 Aug)');
  });

  it('D49 asks for somebody else when the lead has left the network, and stays open', async () => {
    const { lead } = await gate();
    await network.database.prisma.member.update({
      where: { id: lead?.member ?? '' },
      data: { standing: 'left' },
    });
    await network.audit();
    await cora.openHome();
    expect(last(cora)).toContain('Ann Archer has left the network');
    expect((await gate()).open).toBe(true);
  });

  it('says nothing in public: a command in a channel is answered in private', async () => {
    await cora.command('safety', { channel: 'C-ALL' });
    expect(cora.seen.at(-1)?.conversation).toBe('D-U-CORA');
  });
});
