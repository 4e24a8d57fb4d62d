import { beforeAll, describe, expect, it } from 'vitest';
import { endRole, grantRole, readGrants } from '../../src/features/roles/store/roles.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { type Network, startNetwork } from '../support/network.ts';

let network: Network;
let cora: SimulatedPerson;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
const last = (person: SimulatedPerson) => person.seen.at(-1)?.text ?? '';
const idOf = async (person: SimulatedPerson) =>
  (await network.database.prisma.account.findFirstOrThrow({ where: { externalUser: person.user } })).memberId;
const grants = async () => {
  const now = await network.now();
  const rows = await network.database.transaction((tx) => readGrants(tx, now));
  return rows.map(({ name, role }) => `${name}: ${role}`);
};
const give = async (name: string, role: string, until?: string) => {
  await cora.command('roles');
  await cora.press('Give someone a role');
  await cora.fill({ Who: name, Role: role, ...(until && { 'Last day': until }) });
  await cora.submit();
};

beforeAll(async () => {
  network = await startNetwork();
  cora = network.slack.person('U-CORA', { name: 'Cora Coordinator' });
  ann = network.slack.person('U-ANN', { name: 'Ann Archer' });
  bob = network.teams.person('t-bob', { name: 'Bob Baker' });
  await network.coordinate(cora);
  await network.enrol(ann, bob);
});

describe('roles', () => {
  it('are for coordinators: a member is refused, whatever they send', async () => {
    await ann.command('roles');
    expect(last(ann)).toContain('That is for coordinators');
    const member = await idOf(ann);
    const reply = await network.bot.receive({
      id: crypto.randomUUID(),
      sender: { platform: 'slack', workspace: network.slack.workspace, user: ann.user, name: ann.name },
      conversation: { platform: 'slack', workspace: network.slack.workspace, id: 'D-U-ANN', kind: 'direct' },
      kind: 'action',
      route: 'members.give-role',
      value: JSON.stringify({ member, role: 'coordinator' }),
    });
    expect(JSON.stringify(reply)).toContain('That is for coordinators');
    expect(await grants()).toEqual(['Cora Coordinator: coordinator']);
  });

  it('E21 are given after a second look, and the person is told by whom', async () => {
    await give('Bob Baker', 'Organiser', '2027-02-10');
    expect(last(cora)).toContain('Make Bob Baker an organiser?');
    expect(last(cora)).toContain('It ends by itself after Wed 10 February 2027.');
    expect(await grants()).toHaveLength(1);
    await cora.press('Yes, give the role');
    await network.settle();
    expect(last(cora)).toContain('Bob Baker is an organiser now');
    expect(await grants()).toEqual(['Cora Coordinator: coordinator', 'Bob Baker: organiser']);
    expect(last(bob)).toContain('You’re an organiser now, until Wed 10 February 2027');
    expect(last(bob)).toContain('Given by Cora Coordinator');
    const audit = await network.database.prisma.audit.findMany({
      where: { action: 'role.granted' },
      orderBy: { id: 'asc' },
    });
    expect(audit.at(-1)).toMatchObject({ actor: await idOf(cora), record: `member:${await idOf(bob)}` });
  });

  it('E21 given again are given once', async () => {
    await give('Bob Baker', 'Organiser', '2027-02-10');
    await cora.press('Yes, give the role');
    expect(last(cora)).toContain('Bob Baker is an organiser already');
    expect(await network.database.prisma.roleGrant.count({ where: { role: 'organiser' } })).toBe(1);
  });

  it('can be taken back at once, and the person’s one card says so', async () => {
    await give('Ann Archer', 'Conciliator');
    await cora.press('Yes, give the role');
    await network.settle();
    await cora.press('That was a mistake');
    await network.settle();
    expect(await grants()).not.toContain('Ann Archer: conciliator');
    const cards = ann.chat.filter((card) => card.includes('conciliator'));
    expect(cards).toHaveLength(1);
    expect(cards[0]).toContain('You’re no longer a conciliator');
    expect(cards[0]).toContain('You’re still a member, and nothing else has changed.');
    await ann.command('settings');
    expect(last(ann)).toContain('My settings');
    await cora.press('That was a mistake');
    expect(await grants()).toContain('Ann Archer: conciliator');
    await cora.command('roles');
    await cora.press('End Ann Archer’s role as conciliator');
    await cora.press('Yes, end it');
    expect(await grants()).not.toContain('Ann Archer: conciliator');
  });

  it('E21 end by themselves when their last day has ended', async () => {
    await network.travelTo('2027-02-10T23:59:00Z', 24);
    expect(await grants()).toContain('Bob Baker: organiser');
    await network.travelTo('2027-02-11T00:00:00Z', 24);
    expect(await grants()).not.toContain('Bob Baker: organiser');
  });

  it('E21 refuse a last day that has passed, or lies far off', async () => {
    await give('Bob Baker', 'Organiser', '2027-02-10');
    expect(cora.form?.errors).toEqual({ 'Last day': 'Please choose a day after today.' });
    await cora.fill({ 'Last day': '2227-02-10' });
    await cora.submit();
    expect(cora.form?.errors['Last day']).toContain('199 years away. Did you mean 10 February 2028?');
    cora.dismiss();
  });
});

describe('a press that comes too late', () => {
  const press = async (route: string, value: object) => {
    const { workspace } = network.slack;
    const reply = await network.bot.receive({
      id: crypto.randomUUID(),
      kind: 'action',
      route,
      value: JSON.stringify(value),
      sender: { platform: 'slack', workspace, user: cora.user, name: cora.name },
      conversation: { platform: 'slack', workspace, id: 'D-U-CORA', kind: 'direct' },
    });
    return JSON.stringify(reply);
  };
  /** All that somebody may do here, and who was told of it. */
  const standing = async () => [
    await grants(),
    await network.database.prisma.supervision.count(),
    await network.database.prisma.profile.findMany(),
    [ann, bob].map(({ seen }) => seen.length),
  ];

  it('on a role, a supervisor or a profile changes nothing, and says so', async () => {
    const member = await idOf(bob);
    await give('Bob Baker', 'Organiser', '2027-02-12');
    await network.travelTo('2027-02-13T00:00:00Z', 24);
    const before = await standing();
    await cora.press('Yes, give the role');
    expect(last(cora)).toContain(
      'Nothing was changed. Please choose the role again, with a later day or none.',
    );
    const role = { member, role: 'organiser' };
    for (const route of ['members.ask-end-role', 'members.end-role'])
      expect(await press(route, role)).toContain(
        'Nothing was changed. Somebody may have ended it before you.',
      );
    expect(await press('members.supervised', { supervisor: member })).toContain(
      'Nothing was changed. Give them that role first.',
    );
    const gone = crypto.randomUUID();
    for (const route of ['members.confirm-hats', 'members.decline-hats'])
      expect(await press(route, { member: gone, hats: ['peer'] })).toContain('That person is no longer here');
    await network.database.prisma.member.update({ where: { id: member }, data: { standing: 'left' } });
    expect(await press('members.give-role', role)).toMatch(
      /aren’t a member of this network now.*Nothing was changed/,
    );
    await network.database.prisma.member.update({ where: { id: member }, data: { standing: 'member' } });
    await network.settle();
    expect(await standing()).toEqual(before);
  });
});

describe('the last coordinator', () => {
  it('E21 cannot be ended, nor given a last day', async () => {
    const label = 'End Cora Coordinator’s role as coordinator';
    await give('Ann Archer', 'Coordinator');
    await cora.press('Yes, give the role');
    await cora.command('roles');
    await cora.press(label);
    const [member, other, now] = [await idOf(cora), await idOf(ann), await network.now()];
    await network.database.transaction((tx) =>
      endRole(tx, { member: other, role: 'coordinator', by: member, now }),
    );
    await cora.press('Yes, end it');
    expect(last(cora)).toContain('A network needs a coordinator');
    await cora.command('roles');
    expect(last(cora)).not.toContain(label);
    const endsAt = new Date(now.getTime() + 86_400_000);
    const change = { member, role: 'coordinator', by: member, now } as const;
    expect(await network.database.transaction((tx) => grantRole(tx, { ...change, endsAt }))).toBe(
      'last-coordinator',
    );
    expect(await grants()).toContain('Cora Coordinator: coordinator');
  });

  it('E21 cannot be ended either while the only other one’s term runs out', async () => {
    await give('Ann Archer', 'Coordinator', '2027-03-01');
    await cora.press('Yes, give the role');
    const [member, now] = [await idOf(cora), await network.now()];
    const change = { member, role: 'coordinator', by: member, now } as const;
    expect(await network.database.transaction((tx) => endRole(tx, change))).toBe('last-coordinator');
  });

  it('of two who end each other at the same moment, one stays', async () => {
    await give('Ann Archer', 'Coordinator');
    await cora.press('Yes, give the role');
    const [a, c, now] = [await idOf(ann), await idOf(cora), await network.now()];
    const end = (member: string, by: string) =>
      network.database.transaction((tx) => endRole(tx, { member, by, role: 'coordinator', now }));
    const outcomes = await Promise.all([end(a, c), end(c, a)]);
    expect(outcomes.sort()).toEqual(['ended', 'last-coordinator']);
    expect((await grants()).filter((one) => one.endsWith('coordinator'))).toHaveLength(1);
  });
});
