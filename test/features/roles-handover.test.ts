import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../src/directory/actor.ts';
import { readRoleHolders } from '../../src/directory/roles.ts';
import { grantRole } from '../../src/features/roles/store/roles.ts';
import { readSupervisorsOf } from '../../src/features/roles/store/supervision.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { type Network, startNetwork } from '../support/network.ts';
import { beKinds } from './forum-scene.ts';

let network: Network;
let cora: SimulatedPerson;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
let eve: SimulatedPerson;

const last = (person: SimulatedPerson) => person.seen.at(-1)?.text ?? '';
const said = (person: SimulatedPerson, words: string) =>
  person.chat.filter((text) => text.includes(words)).at(-1) ?? '';
const idOf = async (person: SimulatedPerson) =>
  (await network.database.prisma.account.findFirstOrThrow({ where: { externalUser: person.user } })).memberId;
const send = (person: SimulatedPerson, doing: object) => {
  const { platform, workspace } = person.user.startsWith('t-') ? network.teams : network.slack;
  const sender = { platform, workspace, user: person.user, name: person.name };
  const conversation = { platform, workspace, id: `D-${person.user}`, kind: 'direct' };
  return network.bot.receive({ id: randomUUID(), sender, conversation, ...doing } as never);
};
const give = async (name: string, role: string, days: Record<string, string> = {}) => {
  await cora.command('roles');
  await cora.press('Give someone a role');
  await cora.fill({ Who: name, Role: role, ...days });
  await cora.submit();
  await cora.press('Yes, give the role');
  await network.settle();
};
const endNow = async (name: string, role: string) => {
  await cora.command('roles');
  await cora.press(`End ${name}’s role as ${role}`);
  await cora.press('Yes, end it');
  await network.settle();
};
/** Presses the hand-over button that begins like this, and gives it to somebody. */
const handOver = async (about: string, to: string) => {
  const label = said(cora, 'is still open').match(/\[(Give to somebody: [^\]]*)\]/g);
  const button = label?.map((one) => one.slice(1, -1)).find((one) => one.includes(about));
  expect(button, `a hand-over button about ${about}`).toBeDefined();
  await cora.press(button as string);
  await cora.fill({ 'Who takes it over': to });
  await cora.submit();
};
/** A topic is handed over at the very moment at which whoever is asked about it takes themselves off. */
async function giveWhatIsLeft(name: string): Promise<string> {
  const { prisma } = network.database;
  const { id } = await prisma.questionTopic.findFirstOrThrow({ where: { name } });
  const { id: grant } = await prisma.roleGrant.findFirstOrThrow({ where: { leftOpen: true } });
  const client = new pg.Client(network.connection);
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT FROM question_topic WHERE id = $1 FOR UPDATE', [id]);
    await client.query('DELETE FROM question_topic_person WHERE topic_id = $1', [id]);
    const given = send(cora, {
      kind: 'submission',
      route: 'members.give',
      values: { to: await idOf(eve) },
      state: JSON.stringify({ grant, feature: 'questions', item: id }),
    });
    const waiting = () =>
      prisma.$queryRaw<unknown[]>`
        SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await expect.poll(async () => (await waiting()).length, { interval: 5 }).toBeGreaterThan(0);
    await client.query('COMMIT');
    return JSON.stringify(await given);
  } finally {
    await client.end();
  }
}
const brief = {
  theme: 'Housing',
  councilKind: 'district',
  region: 'the East',
  placeKind: 'on-site',
  day1: '2027-03-16',
  peers: '2',
  replyBy: '2027-03-08',
  host: 'Secretshire',
};

beforeAll(async () => {
  network = await startNetwork();
  cora = network.slack.person('U-CORA', { name: 'Cora Coordinator' });
  ann = network.slack.person('U-ANN', { name: 'Ann Archer' });
  bob = network.teams.person('t-bob', { name: 'Bob Baker' });
  eve = network.teams.person('t-eve', { name: 'Eve Ellis' });
  await network.coordinate(cora);
  await network.enrol(ann, bob, eve);
  for (const person of [cora, ann, bob, eve]) await beKinds(network, person, ['paid-peer']);
});

describe('the days of a role', () => {
  it('E21 begin on the day that was chosen, and not before', async () => {
    await give('Eve Ellis', 'Evaluation lead', { From: '2027-02-03' });
    expect(last(cora)).toContain('Eve Ellis is an evaluation lead from Wed 3 February 2027');
    expect(said(eve, 'evaluation lead')).toContain('You’re an evaluation lead, from Wed 3 February 2027');
    const holders = async () =>
      readRoleHolders(network.database.prisma, 'evaluation-lead', await network.now());
    expect(await holders()).toEqual([]);
    await network.travelTo('2027-02-03T00:00:00Z', 24);
    expect(await holders()).toEqual([await idOf(eve)]);
  });

  it('E21 cannot end before they begin', async () => {
    await cora.command('roles');
    await cora.press('Give someone a role');
    await cora.fill({
      Who: 'Eve Ellis',
      Role: 'Conciliator',
      From: '2027-03-03',
      'Last day': '2027-03-01',
    });
    await cora.submit();
    expect(Object.values(cora.form?.errors ?? {})).toEqual([
      'Please choose a last day that is not before the first.',
    ]);
    cora.dismiss();
  });

  it('B3 Steering Group members are champions for as long, and no longer', async () => {
    await give('Eve Ellis', 'Steering Group member');
    const champions = async () => readRoleHolders(network.database.prisma, 'champion', await network.now());
    expect(await champions()).toEqual([await idOf(eve)]);
    await endNow('Eve Ellis', 'Steering Group member');
    expect(await champions()).toEqual([]);
  });
});

describe('a role that ends with something open', () => {
  beforeAll(async () => {
    await network.travelTo('2027-02-04T10:00:00Z', 24);
    await give('Bob Baker', 'Coordinator', { 'Last day': '2027-02-10' });
    await bob.press('Work hours').catch(() => {});
    await send(bob, { kind: 'submission', route: 'availability.brief', state: '{}', values: brief });
    const topic = { name: 'Housing benefit', person1: await idOf(bob) };
    await send(cora, { kind: 'submission', route: 'questions.topic', state: '{}', values: topic });
    await network.settle();
    await bob.press('Yes', '“Housing benefit”');
    await bob.say('forum new');
    await bob.fill({
      'What shall it be called?': 'Quiet gathering',
      'What is it for?': 'Lone working',
      'For whom?': 'Peers only',
      'Place or link': 'Southside',
    });
    await bob.submit();
    await bob.fill({ 'First day': '2027-03-16', 'First time': '12:00' });
    await bob.submit();
    await network.settle();
  });

  it('E21 takes their access away at that minute, before any sweep has run', async () => {
    await network.travelTo('2027-02-10T23:59:00Z', 24);
    await bob.say('roles');
    expect(last(bob)).toContain('Who has which role');
    const { moveClock } = await import('../../src/store/database.ts');
    await moveClock(network.database, 60_000);
    await bob.say('roles');
    expect(last(bob)).toContain('That is for coordinators');
    await bob.press('Send to 0 people').catch(() => {});
    const { id } = await network.database.prisma.callOut.findFirstOrThrow();
    const reply = await send(bob, {
      kind: 'action',
      route: 'availability.replies',
      value: JSON.stringify({ callOut: id }),
    });
    expect(JSON.stringify(reply)).toContain('That is for project managers');
  });

  it('E21 tells the person, and lists what is open for the coordinators who are left, in one card', async () => {
    await network.travelTo('2027-02-11T10:00:00Z', 24);
    expect(said(bob, 'no longer a coordinator')).toContain(
      'Your time in it has come to its end, as it was planned.',
    );
    const card = said(cora, 'Bob Baker is no longer a coordinator');
    expect(card).toContain('Call-out “Housing”, not sent yet');
    expect(card).toContain('Is asked about “Housing benefit”');
    expect(cora.chat.filter((text) => text.includes('Bob Baker is no longer a coordinator'))).toHaveLength(1);
    await cora.openHome();
    expect(last(cora)).toContain('Bob Baker is no longer a coordinator');
  });

  it('D4 names no meeting that is not for everyone to coordinators whom it is not for', async () => {
    const card = said(cora, 'Bob Baker is no longer a coordinator');
    expect(card).toContain('A meeting for peers, being planned');
    expect(card).not.toContain('Quiet gathering');
  });

  it('E21 gives a call-out to somebody who can run it, host and all, and to nobody else', async () => {
    await handOver('Housing”', 'Ann Archer');
    expect(cora.form?.errors).toEqual({
      'Who takes it over': 'Only project managers and coordinators run call-outs. Please choose one.',
    });
    await cora.fill({ 'Who takes it over': 'Bob Baker' });
    await cora.submit();
    expect(Object.values(cora.form?.errors ?? {})).toEqual([
      'It was theirs until now, and their role has ended. Please choose somebody else.',
    ]);
    cora.dismiss();
    await give('Ann Archer', 'Coordinator', { 'Last day': '2027-06-01' });
    await handOver('Housing”', 'Ann Archer');
    await network.settle();
    expect(said(ann, 'before it goes')).toContain('Housing: a district council in the East.');
    await ann.press('Change');
    expect(ann.form?.text).toContain('Secretshire');
    ann.dismiss();
    expect(said(cora, 'Bob Baker is no longer a coordinator')).not.toContain('Call-out “Housing”');
    const audit = await network.database.prisma.audit.findMany({ where: { action: 'work.handed-over' } });
    expect(audit).toHaveLength(1);
  });

  it('E21 gives the rest, one by one, until nothing is left', async () => {
    await handOver('A meeting for peers', 'Ann Archer');
    await network.settle();
    expect(said(ann, 'Quiet gathering')).not.toBe('');
    await handOver('Housing benefit', 'Eve Ellis');
    await network.settle();
    expect(said(eve, 'Housing benefit')).toContain('in the place of Bob Baker, wonders whether you’d');
    expect(said(cora, 'handed over')).toContain('Everything of Bob Baker’s has been handed over');
    expect(await network.database.prisma.roleGrant.count({ where: { leftOpen: true } })).toBe(0);
  });

  it('E21 what was given cannot be given again from an old card', async () => {
    const { id } = await network.database.prisma.callOut.findFirstOrThrow();
    const grant = await network.database.prisma.roleGrant.findFirstOrThrow({
      where: { memberId: await idOf(bob) },
    });
    const reply = await send(cora, {
      kind: 'submission',
      route: 'members.give',
      values: { to: await idOf(eve) },
      state: JSON.stringify({ grant: grant.id, feature: 'availability', item: id }),
    });
    expect(JSON.stringify(reply)).toContain('That has been seen to');
    const { managerId } = await network.database.prisma.project.findFirstOrThrow();
    expect(managerId).toBe(await idOf(ann));
  });

  it('E21 what nobody wants to give stays as it is, and that can be taken back', async () => {
    await endNow('Ann Archer', 'coordinator');
    await cora.press('Leave it all as it is');
    expect(said(cora, 'stays as it is')).toContain('I won’t ask again');
    await cora.openHome();
    expect(last(cora)).not.toContain('Ann Archer is no longer');
    await cora.press('That was a mistake', 'stays as it is');
    await cora.openHome();
    expect(last(cora)).toContain('Ann Archer is no longer a coordinator');
    await give('Ann Archer', 'Coordinator');
  });

  it('E21 a role that was ended by mistake and given again takes the card back', async () => {
    const topic = { name: 'Parking', person1: await idOf(ann) };
    await send(cora, { kind: 'submission', route: 'questions.topic', state: '{}', values: topic });
    await network.settle();
    await ann.press('Yes', '“Parking”');
    await endNow('Ann Archer', 'coordinator');
    expect(said(cora, 'Ann Archer is no longer a coordinator')).toContain('Call-out “Housing”');
    expect(await giveWhatIsLeft('Parking')).toContain(
      'They aren’t asked about it any more. Nothing was changed.',
    );
    expect(
      await network.database.prisma.questionTopicPerson.count({ where: { topic: { name: 'Parking' } } }),
    ).toBe(0);
    await give('Ann Archer', 'Coordinator');
    expect(said(cora, 'Ann Archer is a coordinator again')).toContain('What was open is theirs as before.');
    await cora.openHome();
    expect(last(cora)).not.toContain('no longer a coordinator');
  });
});

describe('supervisors of named people', () => {
  it('are told whom they support, and so is each of them; both hear when it is over', async () => {
    await give('Eve Ellis', 'Supervisor');
    await bob.say('settings');
    await bob.press('How I like to be supported');
    await bob.fill({ 'In your own words': 'quillwords' });
    await bob.submit();
    await cora.command('roles');
    await cora.press('Whom Eve supports');
    await cora.fill({ 'Add somebody': 'Bob Baker' });
    await cora.submit();
    await network.settle();
    expect(said(bob, 'Supervision')).toContain('Eve Ellis is your supervisor here now.');
    expect(said(eve, 'Supervision')).toContain('Bob Baker is somebody you support');
    // They read nothing by it that the supported has not chosen to share.
    await eve.say('settings');
    await eve.press('Shared with me');
    eve.dismiss();
    expect(eve.seen.map(({ text }) => text).join('\n')).not.toContain('quillwords');
    const of = async () => readSupervisorsOf(network.database.prisma, await idOf(bob), await network.now());
    expect(await of()).toEqual([await idOf(eve)]);
    await endNow('Eve Ellis', 'supervisor');
    expect(await of()).toEqual([]);
    expect(said(cora, 'Eve Ellis is no longer a supervisor')).toContain('Supports Bob Baker as supervisor');
    await give('Ann Archer', 'Supervisor');
    await handOver('Supports Bob Baker', 'Ann Archer');
    expect(await of()).toEqual([await idOf(ann)]);
  });

  it('are given on by a card from before, too, which names whose work it was by another word', async () => {
    await give('Eve Ellis', 'Supervisor');
    await endNow('Ann Archer', 'supervisor');
    const grant = await network.database.prisma.roleGrant.findFirstOrThrow({
      where: { memberId: await idOf(ann), role: 'supervisor', leftOpen: true },
    });
    const reply = await send(cora, {
      kind: 'submission',
      route: 'members.give',
      values: { to: await idOf(eve) },
      state: JSON.stringify({ grant: grant.id, feature: 'members', item: await idOf(bob) }),
    });
    expect(JSON.stringify(reply)).toContain('has been handed over');
    expect(await readSupervisorsOf(network.database.prisma, await idOf(bob), await network.now())).toEqual([
      await idOf(eve),
    ]);
  });
});

describe('what no coordinator may see', () => {
  it('E21 a wish whose reader lost the role is on no hand-over card: its asker alone is told, and chooses another', async () => {
    const { prisma } = network.database;
    const [asker, reader, about] = [await idOf(bob), await idOf(ann), await idOf(eve)];
    const { id } = await prisma.supervisionWish.create({
      data: { askerId: asker, toId: reader, aboutId: about, sentAt: await network.now() },
    });
    const before = cora.seen.length;
    await endNow('Ann Archer', 'coordinator');
    expect(
      JSON.stringify(
        await send(ann, {
          kind: 'action',
          route: 'escalations.open-wish',
          value: JSON.stringify({ wish: id }),
        }),
      ),
    ).not.toContain('Bob Baker');
    expect(
      cora.seen
        .slice(before)
        .map(({ text }) => text)
        .join('\n'),
    ).not.toMatch(/wish|change supervisor|wrote to/i);
    expect(bob.chat.at(-1)).toContain('can’t see to it any more');
    expect(bob.seen.at(-1)?.preview).not.toContain('Ann');
    await bob.press('Choose somebody else');
    await bob.fill({ 'Who should read this?': 'Cora Coordinator' });
    await bob.submit();
    await network.settle();
    await cora.press('Open');
    expect(cora.form?.text).toContain('Bob Baker would like to change supervisor');
    cora.dismiss();
  });
});

describe('the last coordinator', () => {
  it('E21 is kept by the database, whichever way somebody tries: ending, deleting or leaving', async () => {
    const { prisma } = network.database;
    const [member, now] = [await idOf(cora), await network.now()];
    const own = { memberId: member, role: 'coordinator', endsAt: null };
    await expect(prisma.roleGrant.updateMany({ where: own, data: { endsAt: now } })).rejects.toThrow(
      /needs a coordinator/,
    );
    await expect(prisma.roleGrant.deleteMany({ where: own })).rejects.toThrow(/needs a coordinator/);
    await expect(prisma.member.update({ where: { id: member }, data: { standing: 'left' } })).rejects.toThrow(
      /needs a coordinator/,
    );
    await prisma.member.update({ where: { id: await idOf(eve) }, data: { standing: 'left' } });
    await prisma.member.update({ where: { id: await idOf(eve) }, data: { standing: 'member' } });
  });

  it('E21 of two who leave at the same moment, one stays', async () => {
    const { prisma } = network.database;
    const [c, b, now] = [await idOf(cora), await idOf(bob), await network.now()];
    const role: Role = 'coordinator';
    await network.database.transaction((tx) => grantRole(tx, { member: b, role, by: c, now }));
    const leave = (id: string) => prisma.member.update({ where: { id }, data: { standing: 'left' } });
    const outcomes = await Promise.allSettled([leave(c), leave(b)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await readRoleHolders(prisma, role, now)).toHaveLength(1);
  });
});
