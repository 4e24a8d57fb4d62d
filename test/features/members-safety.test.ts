import { beforeAll, describe, expect, it } from 'vitest';
import { numberLines } from '../../src/bot/numbers.ts';
import { NATIONS, numbersOf } from '../../src/features/members/rules.ts';
import { readSafety } from '../../src/features/members/store/safety.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { type Network, startNetwork } from '../support/network.ts';

let network: Network;
let cora: SimulatedPerson;
let ann: SimulatedPerson;
const last = (person: SimulatedPerson) => person.seen.at(-1)?.text ?? '';
const gate = () => network.database.transaction((tx) => readSafety(tx));
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
      numberLines(nation)
        .join(' ')
        .match(/\d[\d\u00a0]{2,}/g)
        ?.filter((found) => digits(found).length > 2) ?? [];
    const confirmed = numbersOf(nation).map((number) => digits(number.digits));
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
    expect(last(cora)).toContain('Safeguarding lead: Ann Archer, 020 7946 0001');
    expect((await gate()).lead).toMatchObject({
      name: 'Ann Archer',
      number: '020 7946 0001',
      member: expect.any(String),
    });
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
      'Ann Archer, the safeguarding lead, can help: 020 7946 0001, or Dee Deputy: 020 7946 0002.',
    );
    await ann.say('I think a child is being abused');
    expect(last(ann)).toContain('020 7946 0001');
    expect(last(ann)).toContain('[More numbers]');
    const guest = network.slack.person('U-GUEST', { name: 'Gus Guest' });
    await guest.command('help');
    expect(last(guest)).toContain('Samaritans 116\u00a0123');
    expect(last(guest)).not.toContain('020 7946 0001');
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

  it('D49 tells coordinators after six months, and takes no number away', async () => {
    await network.travelTo('2027-08-04T10:00:00Z', 24 * 30);
    await cora.openHome();
    expect(last(cora)).toContain('Please ring the numbers again');
    expect((await gate()).open).toBe(true);
    await ann.say('help');
    expect(last(ann)).toContain('Samaritans 116\u00a0123');
    await cora.press('Safety set-up');
    for (const label of ENGLAND) await cora.press(label);
    await cora.openHome();
    expect(last(cora)).not.toContain('Please ring the numbers again');
  });

  it('D49 asks for somebody else when the lead has left the network, and stays open', async () => {
    const { lead } = await gate();
    await network.database.prisma.member.update({
      where: { id: lead?.member ?? '' },
      data: { standing: 'left' },
    });
    await cora.openHome();
    expect(last(cora)).toContain('Ann Archer has left the network');
    expect((await gate()).open).toBe(true);
  });

  it('says nothing in public: a command in a channel is answered in private', async () => {
    await cora.command('safety', { channel: 'C-ALL' });
    expect(cora.seen.at(-1)?.conversation).toBe('D-U-CORA');
  });
});
