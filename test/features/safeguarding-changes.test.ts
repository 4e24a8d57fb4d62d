import { beforeAll, describe, expect, it } from 'vitest';
import { readSafety } from '../../src/directory/safety.ts';
import { bearsNationalName } from '../../src/features/safeguarding/rules/names.ts';
import { nameSafetyPerson } from '../../src/features/safeguarding/store/safety.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { isCostly, namesCostly } from '../../src/text/phone.ts';
import { type Network, startNetwork } from '../support/network.ts';
import { openGateOf } from './questions-scene.ts';

let network: Network;
let cora: SimulatedPerson;
let dan: SimulatedPerson;
let mal: SimulatedPerson;
let lena: SimulatedPerson;
let zed: SimulatedPerson;

const safety = () => network.database.transaction(async (tx) => readSafety(tx, await network.now()));
const memberOf = async (person: SimulatedPerson) =>
  (await network.database.prisma.member.findFirstOrThrow({ where: { name: person.name } })).id;
const newest = (person: SimulatedPerson) => person.chat.at(-1) ?? '';
const titles = (person: SimulatedPerson) => person.seen.map(({ text }) => text.split('\n')[0]);

async function change(person: SimulatedPerson, button: string, values: Record<string, string>) {
  await person.command('safety');
  await person.press(button);
  await person.fill(values);
  await person.submit();
  await network.settle();
}
const name = (person: SimulatedPerson, who: string, number = '020 7946 0999') =>
  change(person, 'Change the safeguarding lead', { 'Or somebody else: their name': who, Number: number });
/** On whose home a change waits for a yes. */
const onHome = async () => {
  const where = { kind: 'safeguarding:change' };
  const cards = await network.database.prisma.card.findMany({ where, select: { member: true } });
  return cards.map(({ member }) => member.name).sort();
};
async function coordinateSince(person: SimulatedPerson, days: number) {
  const startsAt = new Date((await network.now()).getTime() - days * 86_400_000);
  await network.database.prisma.roleGrant.create({
    data: { memberId: await memberOf(person), role: 'coordinator', startsAt },
  });
}

beforeAll(async () => {
  network = await startNetwork();
  cora = network.slack.person('U-CORA', { name: 'Cora Coordinator' });
  dan = network.teams.person('t-dan', { name: 'Dan Drew' });
  mal = network.slack.person('U-MAL', { name: 'Mal Mallory' });
  lena = network.teams.person('t-lena', { name: 'Lena Lead' });
  zed = network.slack.person('U-ZED', { name: 'Zed Zeal' });
  await network.coordinate(cora);
  await network.enrol(dan, mal, lena, zed);
  await openGateOf(network, cora.name);
  const member = await memberOf(lena);
  await network.database.transaction((tx) =>
    nameSafetyPerson(tx, 'lead', { name: lena.name, number: '020 7946 0001', member }),
  );
  await network.travelTo('2027-02-10T10:00:00Z', 24 * 10);
  await coordinateSince(mal, 30);
  await coordinateSince(dan, 8);
});

describe('whom people in distress are sent to', () => {
  it('one coordinator alone changes it for nobody: those who coordinated a week before are asked', async () => {
    // Somebody who was made a coordinator for the sake of it has no say.
    await coordinateSince(zed, 1);
    await name(mal, 'Mal Friend');
    expect((await safety()).lead?.name).toBe('Lena Lead');
    expect(newest(mal)).toContain(
      'Waiting for a yes, about the safeguarding lead: Mal Friend, 020\u00a07946\u00a00999.',
    );
    for (const person of [cora, dan]) {
      expect(newest(person)).toContain('Change the safeguarding lead?');
      expect(newest(person)).toContain('Now: Lena Lead, 020\u00a07946\u00a00001');
      expect(newest(person)).toContain('It would be: Mal Friend');
      expect(newest(person)).toContain('[Yes, change it] [No, keep it]');
      expect(person.seen.at(-1)?.preview).not.toMatch(/Lena|Mal|7946/);
    }
    expect(titles(zed).join()).not.toContain('Change the safeguarding lead?');
    await cora.openHome();
    expect(cora.seen.at(-1)?.text).toContain('Change the safeguarding lead?');
    expect(await onHome()).toEqual([cora.name, dan.name]);
    await network.audit();
    expect(await network.database.prisma.finding.count({ where: { kind: 'missing' } })).toBe(0);
    await dan.command('status');
    expect(newest(dan)).toContain('Waiting for a yes: the safeguarding lead, from “Lena Lead');
  });

  it('a press of whoever wants it, of a new coordinator or of anybody else decides nothing', async () => {
    const [row] = await network.database.prisma.safetyChange.findMany({ where: { state: 'open' } });
    for (const person of [mal, zed, lena]) {
      const platform = person.user.startsWith('U-') ? network.slack : network.teams;
      const reply = await network.bot.receive({
        id: crypto.randomUUID(),
        kind: 'action',
        route: 'members.decide-safety-change',
        value: JSON.stringify({ change: row?.id, yes: true }),
        sender: {
          platform: platform.platform,
          workspace: platform.workspace,
          user: person.user,
          name: person.name,
        },
        conversation: {
          platform: platform.platform,
          workspace: platform.workspace,
          id: `D-${person.user}`,
          kind: 'direct',
        },
      });
      expect(JSON.stringify(reply)).toContain('There’s nothing to decide here');
    }
    expect((await safety()).lead?.name).toBe('Lena Lead');
  });

  it('a no keeps it, and whoever wanted it is told', async () => {
    await dan.press('No, keep it');
    await network.settle();
    expect((await safety()).lead?.name).toBe('Lena Lead');
    expect(await onHome()).toEqual([]);
    expect(newest(mal)).toContain('Dan Drew said no, so it stays as it was.');
    await cora.press('Yes, change it').catch(() => {});
    expect((await safety()).lead?.name).toBe('Lena Lead');
  });

  it('a yes changes it; the one before, the one from now on and all coordinators are told, and status says so for a week', async () => {
    await change(cora, 'Change the safeguarding lead', { 'A member of this network': zed.name });
    await dan.press('Yes, change it');
    await network.settle();
    expect((await safety()).lead?.name).toBe('Zed Zeal');
    expect(newest(lena)).toContain('People are shown somebody else now');
    expect(newest(zed)).toContain('People are shown your name now');
    for (const person of [cora, mal]) {
      expect(newest(person)).toContain('Where people are sent has changed');
      expect(newest(person)).toContain('Cora Coordinator asked for it, and Dan Drew said yes.');
    }
    await mal.command('status');
    expect(newest(mal)).toContain('from “Lena Lead, 020\u00a07946\u00a00001” to “Zed Zeal');
  });

  it('to end somebody’s role first takes them out of nothing: they coordinated, and are asked', async () => {
    await network.database.prisma.roleGrant.updateMany({
      where: { memberId: await memberOf(dan), role: 'coordinator' },
      data: { endsAt: await network.now(), endedBy: await memberOf(mal) },
    });
    await change(mal, 'Change who answers out of hours', {
      'Who answers out of hours?': 'Mal, 020 7946 0777',
    });
    expect((await safety()).outOfHours).toBe('Nobody');
    expect(newest(dan)).toContain('Change who answers out of hours?');
    await dan.say('home');
    expect(newest(dan)).toContain('Change who answers out of hours?');
    await dan.press('No, keep it');
    await network.settle();
    expect((await safety()).outOfHours).toBe('Nobody');
  });

  it('a number that is dead goes at once, by one; a new one, and other words for one, wait', async () => {
    const values = {
      'Who answers there': 'Leeds crisis line',
      Number: '0113 496 0001',
      'Whom it’s for': 'Everybody',
    };
    await change(cora, 'Add a number', values);
    expect((await safety()).own).toHaveLength(0);
    await dan.press('Yes, change it');
    await network.settle();
    expect((await safety()).own).toMatchObject([{ name: 'Leeds crisis line' }]);
    await change(mal, 'Change Leeds crisis line', { 'When they answer': 'Never: ring Mal' });
    expect((await safety()).own).toMatchObject([{ hours: null }]);
    await mal.command('safety');
    await mal.press('Take off Leeds crisis line');
    await mal.press('Take it off');
    await network.settle();
    expect((await safety()).own).toHaveLength(0);
    expect(await onHome()).toEqual([]);
    expect(newest(cora)).toContain('Now: taken off');
    // What waited about it has nothing to change any more.
    expect(await network.database.prisma.safetyChange.count({ where: { state: 'open' } })).toBe(0);
  });

  it('the nation waits, too: it takes numbers away and puts others there', async () => {
    await change(mal, 'Change the nation', { Nation: 'Northern Ireland' });
    expect(await safety()).toMatchObject({ nation: 'england', open: true });
    await mal.command('safety');
    await mal.press('Take it back');
    await network.settle();
    expect(await network.database.prisma.safetyChange.count({ where: { state: 'open' } })).toBe(0);
  });

  it('a slip that closes the gate for a moment makes nothing the first set-up again', async () => {
    await network.database.prisma.numberCheck.deleteMany({ where: { number: 'nhs-111' } });
    await name(mal, 'Mal Friend');
    expect((await safety()).lead?.name).toBe('Zed Zeal');
  });

  it('unanswered for three working days it takes effect, and everybody is told', async () => {
    await network.travelTo('2027-02-12T17:00:00Z', 24);
    expect((await safety()).lead?.name).toBe('Zed Zeal');
    await network.travelTo('2027-02-16T10:00:00Z', 24 * 3);
    expect((await safety()).lead?.name).toBe('Mal Friend');
    expect(await onHome()).toEqual([]);
    expect(newest(zed)).toContain('People are shown somebody else now');
    expect(newest(cora)).toContain('Mal Mallory asked for it, and nobody answered by');
  });

  it('filling an empty seat takes one, at once; and with nobody else there for a week, so does everything', async () => {
    await network.database.prisma.safety.updateMany({
      data: { deputyName: null, deputyNumber: null, deputyMemberId: null, wasSetUp: true },
    });
    await change(cora, 'Name the deputy', {
      'Or somebody else: their name': 'Fay First',
      Number: '020 7946 0444',
    });
    expect((await safety()).deputy?.name).toBe('Fay First');
    await network.database.prisma.roleGrant.deleteMany({ where: { member: { name: { not: cora.name } } } });
    await name(cora, 'Lena Again', '020 7946 0555');
    expect((await safety()).lead?.name).toBe('Lena Again');
  });

  it('status forgets it after a week, and so does the database', async () => {
    await network.travelTo('2027-02-26T10:00:00Z', 24 * 10);
    await cora.command('status');
    expect(newest(cora)).not.toContain('Where people are sent, in the last 7 days');
    expect(await network.database.prisma.safetyChange.count()).toBe(0);
  });
});

describe('a number that people in distress ring', () => {
  it.each([
    'Samaritans',
    'SAMARITANS!',
    'Ｓamaritans Leeds',
    'Sám a r i t a n s',
    'Ѕamaritans',
    'NHS 111',
    'nhs24',
    'The Shout line',
    'Lifeline',
    'Emergency services',
    '999',
    'National Domestic Abuse Helpline',
    'NHS',
  ])('bears no national line’s name: %s', (typed) => expect(bearsNationalName(typed)).toBe(true));
  it.each(['Leeds NHS crisis line', 'Mind in Camden', 'Llinell gymorth', 'Shoutout café', 'Телефон доверия'])(
    'may be called %s',
    (typed) => expect(bearsNationalName(typed)).toBe(false),
  );

  it.each([
    '0909 879 0000',
    '+44 909 879 0000',
    '0871 200 1234',
    '0845 464 7000',
    '118 118',
    '070 1234 5678',
  ])('costs nobody extra: %s is refused', (typed) => {
    expect(isCostly(typed)).toBe(true);
    expect(namesCostly(`The on-call manager, ${typed}, any time`)).toBe(true);
  });
  it.each(['116 123', '0800 111 222', '020 7946 0018', '07700 900123', '0300 123 4567', '85258'])(
    '%s is taken',
    (typed) => {
      expect(isCostly(typed)).toBe(false);
      expect(namesCostly(`The on-call manager, ${typed}, any time`)).toBe(false);
    },
  );

  it('says so in the form, where it was typed', async () => {
    await cora.command('safety');
    await cora.press('Add a number');
    await cora.fill({
      'Who answers there': 'Samaritans Leeds',
      Number: '0909 879 0000',
      'Whom it’s for': 'Everybody',
    });
    await cora.submit();
    expect(cora.form?.errors.Number).toContain('costs extra');
    await cora.fill({ Number: '0113 496 0001' });
    await cora.submit();
    expect(cora.form?.errors['Who answers there']).toContain('the name of a national line');
    cora.dismiss();
    await cora.press('Change who answers out of hours');
    await cora.fill({ 'Who answers out of hours?': 'Ring 0909 879 0000' });
    await cora.submit();
    expect(cora.form?.errors['Who answers out of hours?']).toContain('costs extra');
  });
});
