import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { type Network, startNetwork } from '../support/network.ts';

let network: Network;
let cora: SimulatedPerson;
let dan: SimulatedPerson;
let people = 0;

const last = (person: SimulatedPerson) => person.seen.at(-1)?.text ?? '';
const memberOf = async ({ user }: SimulatedPerson) =>
  (await network.database.prisma.account.findFirstOrThrow({ where: { externalUser: user } })).memberId;
/** What was sent to them, and how it was changed, in this order; pages that they opened are not in it. */
const sent = (person: SimulatedPerson) =>
  person.seen.filter(({ kind }) => kind === 'message' || kind === 'edit').map(({ text }) => text);
async function homeOf(person: SimulatedPerson): Promise<string> {
  await person.openHome();
  return last(person);
}
function somebody(name: string): SimulatedPerson {
  people += 1;
  return network.slack.person(`U-${people}`, { name });
}
async function member(name: string): Promise<SimulatedPerson> {
  const person = somebody(name);
  await network.admit(cora, person);
  return person;
}
async function write(person: SimulatedPerson, values: Record<string, string | readonly string[]>) {
  await person.command('profile');
  await person.fill(values);
  await person.submit();
  await network.settle();
}
const belong = async (person: SimulatedPerson, organisation: string) => {
  await person.command('profile');
  const typed = 'If it isn’t in that list: its name';
  await person.fill({ [person.form?.fields.includes(typed) ? typed : 'Organisation']: organisation });
  await person.submit();
  await network.settle();
};
const KINDS = 'Your role here: tick all that fit';
const ROLE = 'A profile to confirm';
const NAMES = 'People of one name';

beforeAll(async () => {
  network = await startNetwork();
  const early = somebody('Ella Early');
  await early.say('join');
  expect(last(early)).toContain('whoever does next will see it');
  cora = network.slack.person('U-CORA', { name: 'Cora Coordinator' });
  dan = network.teams.person('t-dan', { name: 'Dan Deputy' });
  await network.coordinate(cora);
  expect(await homeOf(cora)).toContain('Ella Early would like to join.');
  await cora.press('Not now');
  await network.admit(cora, dan);
  const since = { memberId: await memberOf(dan), startsAt: await network.now() };
  await network.database.prisma.roleGrant.create({ data: { ...since, role: 'coordinator' } });
});

describe('what coordinators are asked', () => {
  it('whoever asks to join is on the home of each coordinator until one of them answers', async () => {
    const ann = somebody('Ann Asker');
    await ann.say('join');
    await network.settle();
    for (const one of [cora, dan]) expect(await homeOf(one)).toContain('Ann Asker would like to join.');
    await dan.press('Admit Ann');
    await network.settle();
    for (const one of [cora, dan]) expect(await homeOf(one)).not.toContain('Ann Asker');
    expect(sent(cora).at(-1)).toContain('Ann Asker is a member now. Admitted by Dan Deputy.');
    expect(sent(dan).at(-1)).toContain('Ann Asker is a member now. Admitted by you.');
  });

  it('whoever is forgotten is asked about no longer, and what nobody has seen of it is not sent', async () => {
    const gil = somebody('Gil Goer');
    await network.travelTo('2027-02-01T20:00:00Z');
    await gil.say('join');
    await network.settle();
    expect(sent(cora).join()).not.toContain('Gil Goer');
    expect(await homeOf(cora)).toContain('Gil Goer would like to join.');
    const { prisma } = network.database;
    const at = await network.now();
    await prisma.erasure.create({
      data: { memberId: await memberOf(gil), state: 'asked', askedAt: at, dueAt: at },
    });
    await network.settle();
    expect(await homeOf(cora)).not.toContain('Gil Goer');
    await network.travelTo('2027-02-02T12:00:00Z');
    expect(sent(cora).join()).not.toContain('Gil Goer');
  });

  it('whoever asked and is one person with a member now is asked about no longer, and can do what that one can', async () => {
    const mia = await member('Mia Member');
    const also = network.teams.person('t-mia', { name: 'Mia Also' });
    await also.say('join');
    await network.settle();
    expect(await homeOf(dan)).toContain('Mia Also would like to join.');
    // What stands on home is nothing that could not be mixed.
    await network.database.prisma.card.create({
      data: {
        memberId: await memberOf(also),
        kind: 'members:profile-review',
        record: 'x',
        rank: 60,
        since: await network.now(),
      },
    });
    await mia.command('link');
    const code = /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(last(mia))?.[0];
    await also.say(`link ${code}`);
    await also.press('Yes, that is me');
    await network.settle();
    await mia.press('Yes, that is me');
    await network.settle();
    expect(last(also)).toContain('You’re one person now');
    for (const one of [cora, dan]) expect(await homeOf(one)).not.toContain('Mia Also');
    const rows = { where: { record: 'x' } };
    expect(await network.database.prisma.card.count(rows)).toBe(0);
  });

  it('what somebody says they are is on home until all of it is answered, or no longer said', async () => {
    const ben = await member('Ben Both');
    await write(ben, { [KINDS]: ['Officer'] });
    for (const one of [cora, dan]) expect(await homeOf(one)).toContain(ROLE);
    await write(ben, { [KINDS]: [] });
    for (const one of [cora, dan]) expect(await homeOf(one)).not.toContain(ROLE);
    await write(ben, { [KINDS]: ['Officer'] });
    const asked = await homeOf(cora);
    expect(asked).toContain('Is Ben a peer in this network?');
    await write(ben, { [KINDS]: ['Officer', 'Manager or supervisor of peers'] });
    // The card from before the change answers for one of the two.
    await network.bot.receive({
      id: crypto.randomUUID(),
      sender: { platform: 'slack', workspace: network.slack.workspace, user: cora.user },
      conversation: { platform: 'slack', workspace: network.slack.workspace, id: 'D-x', kind: 'direct' },
      kind: 'action',
      route: 'members.decline-hats',
      value: JSON.stringify({ member: await memberOf(ben), hats: ['peer'] }),
    });
    await network.settle();
    for (const one of [cora, dan]) expect(await homeOf(one)).toContain('Is Ben a manager in this network?');
    await dan.press('Confirm Ben');
    await network.settle();
    for (const one of [cora, dan]) expect(await homeOf(one)).not.toContain(ROLE);
  });

  it('a name that looks like another’s is on home until it is answered, or the other goes by another name', async () => {
    const first = await member('Kim Kelly');
    await member('Kim Kelly');
    for (const one of [cora, dan]) expect(await homeOf(one)).toContain(NAMES);
    await write(first, { 'What you’re called here': 'Kim Kelly-Jones' });
    for (const one of [cora, dan]) expect(await homeOf(one)).not.toContain(NAMES);
    await write(first, { 'What you’re called here': 'Kim Kelly' });
    for (const one of [cora, dan]) expect(await homeOf(one)).toContain(NAMES);
    await dan.press('It’s fine, two people');
    await network.settle();
    for (const one of [cora, dan]) expect(await homeOf(one)).not.toContain(NAMES);
  });

  it('new organisations are on home, as one card that nobody is sent, until each was looked at', async () => {
    const [lee, max] = [await member('Lee Lane'), await member('Max Moor')];
    const before = [sent(cora).length, sent(dan).length];
    await belong(lee, 'Northtown Council');
    for (const one of [cora, dan]) expect(await homeOf(one)).toContain('A new organisation to look at');
    await belong(max, 'Southtown Trust');
    for (const one of [cora, dan]) expect(await homeOf(one)).toContain('2 new organisations to look at');
    expect([sent(cora).length, sent(dan).length]).toEqual(before);
    await cora.command('organisations');
    await cora.press('Confirm Northtown Council');
    expect(await homeOf(dan)).toContain('A new organisation to look at');
    await cora.command('import');
    await cora.fill({ 'The list': 'Ned Nash, ned@example.org, Southtown Trust' });
    await cora.submit();
    await cora.submit();
    for (const one of [cora, dan]) expect(await homeOf(one)).not.toContain('to look at');
  });

  it('whoever coordinates no longer has none of it on home, and nothing of it is counted', async () => {
    await somebody('Ray Request').say('join');
    await network.settle();
    expect(await homeOf(dan)).toContain('Ray Request would like to join.');
    const { prisma } = network.database;
    const theirs = { memberId: await memberOf(dan), role: 'coordinator' };
    const endsAt = await network.now();
    await prisma.roleGrant.updateMany({ where: theirs, data: { endsAt, settledAt: endsAt } });
    expect(await homeOf(dan)).not.toContain('Ray Request');
    const asking = { where: { memberId: theirs.memberId, kind: 'members:asking' } };
    expect(await prisma.card.count(asking)).toBe(0);
    await prisma.roleGrant.updateMany({ where: theirs, data: { endsAt: null, settledAt: null } });
  });

  it('what is missing from a home is put there again by the auditor', async () => {
    const { prisma } = network.database;
    await prisma.card.deleteMany();
    expect(await homeOf(dan)).not.toContain('Ray Request');
    await prisma.auditor.updateMany({ data: { nextAt: new Date(0) } });
    await network.bot.engine.tick();
    for (const one of [cora, dan]) expect(await homeOf(one)).toContain('Ray Request would like to join.');
    const found = await prisma.finding.findMany({ where: { record: { startsWith: 'members:' } } });
    expect(found).toEqual([]);
  });
});

describe('a profile that is looked over', () => {
  it('is on home once, however often it came round unanswered, and no longer once it is answered', async () => {
    const una = await member('Una Usual');
    await write(una, { Area: 'Leeds' });
    await network.travelTo('2028-03-01T12:00:00Z', 24 * 30);
    expect((await homeOf(una)).match(/Is this still right\?/g)).toHaveLength(1);
    const { prisma } = network.database;
    const reviews = { where: { memberId: await memberOf(una), kind: 'members:profile-review' } };
    expect(await prisma.card.count(reviews)).toBe(1);
    await una.press('Still right');
    await network.settle();
    expect(await homeOf(una)).not.toContain('Is this still right?');
    expect(await prisma.card.count(reviews)).toBe(0);
  });
});
