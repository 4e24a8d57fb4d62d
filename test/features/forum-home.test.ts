import { beforeAll, describe, expect, it } from 'vitest';
import type { Seen } from '../../src/playground/simulated.ts';
import { homeOf } from '../support/homes.ts';
import {
  beKinds,
  draft,
  gathering,
  last,
  openScene,
  type Scene,
  screen,
  tick,
  tuesday,
  twoTimes,
} from './forum-scene.ts';

let scene: Scene;
const TUE = 'Tue 16 March, 12:00';
const named = (title: string) => ({ ...gathering, 'What shall it be called?': title });

/** The auditor compares homes with the records every five minutes. */
async function look(): Promise<void> {
  await scene.network.database.prisma.auditor.updateMany({ data: { nextAt: new Date(0) } });
  await scene.network.bot.engine.tick();
}
const findings = async () =>
  (await scene.network.database.prisma.finding.findMany()).map(({ kind, record }) => `${kind} ${record}`);
const rowsOf = async (kind: string) =>
  scene.network.database.prisma.card.count({ where: { kind: `forum:${kind}` } });

beforeAll(async () => {
  scene = await openScene();
});

describe('home, of a meeting whose time is voted on', () => {
  it('has the draft for whoever makes it, until it is thrown away', async () => {
    const { olu } = scene;
    await draft(scene, named('First try'), twoTimes);
    expect(await homeOf(olu)).toContain('Your meeting, before it goes');
    await olu.press('Throw away', 'First try');
    expect(await homeOf(olu)).not.toContain('Your meeting, before it goes');
    expect(await rowsOf('organiser')).toBe(0);
  });

  it('asks until somebody has answered, and not today is no answer', async () => {
    const { network, olu, ann } = scene;
    await draft(scene, named('Spring gathering'), twoTimes);
    await olu.press('Ask 5 people');
    await network.settle();
    expect(await homeOf(olu)).toContain('Choosing a time: Spring gathering');
    expect(await homeOf(ann)).toContain('When should we meet?');
    await ann.press('Not today');
    expect(await homeOf(ann)).toContain('When should we meet?');
    await tick(ann, TUE);
    expect(await homeOf(ann)).not.toContain('When should we meet?');
  });

  it('asks whoever joined after it went out as well, and takes their first press as an invitation', async () => {
    const { network, olu } = scene;
    const dan = network.slack.person('U-DAN', { name: 'Dan Late' });
    await network.admit(olu, dan);
    expect(await homeOf(dan)).not.toContain('Spring gathering');
    await beKinds(network, dan, ['paid-peer']);
    await look();
    expect(await homeOf(dan)).toContain('When should we meet?');
    await tick(dan, TUE);
    expect(await homeOf(dan)).not.toContain('When should we meet?');
    expect(await rowsOf('planned')).toBe(0);
    await look();
    expect(await findings()).toEqual([]);
  });

  it('asks whoever is confirmed as a peer after it went out, as soon as they are', async () => {
    const { network, olu } = scene;
    const fay = network.slack.person('U-FAY', { name: 'Fay New' });
    await network.admit(olu, fay);
    expect(await homeOf(fay)).not.toContain('When should we meet?');
    await network.confirm(olu, fay, 'Volunteer');
    expect(await homeOf(fay)).toContain('When should we meet?');
  });

  it('says nothing of it to somebody for whom it is no longer, and asks again once it is', async () => {
    const { network, bob } = scene;
    await beKinds(network, bob, ['manager']);
    expect(await homeOf(bob)).not.toMatch(/When should we meet|gathering/);
    await beKinds(network, bob, ['paid-peer']);
    await look();
    expect(await homeOf(bob)).toContain('When should we meet?');
  });
});

describe('home, of a meeting that is announced', () => {
  it('asks whoever comes, and still asks somebody who is both in which role', async () => {
    const { network, olu, bob, pat } = scene;
    const eve = network.slack.person('U-EVE', { name: 'Eve Later' });
    await network.admit(olu, eve);
    await beKinds(network, eve, ['paid-peer']);
    await look();
    await olu.press(`Choose ${TUE}`, 'Choosing a time');
    await olu.press('Announce to 6 people');
    await network.settle();
    expect(await homeOf(olu)).not.toContain('Choosing a time');
    expect(await homeOf(bob)).toContain(`Spring gathering: ${TUE}`);
    expect(await homeOf(bob)).not.toContain('When should we meet?');
    expect(await homeOf(eve)).toContain(`Spring gathering: ${TUE}`);
    expect(await homeOf(pat)).toContain('In which role would you come?');
    const asked = ({ kind, text }: Seen) => kind === 'message' && text.startsWith('In which role');
    expect(pat.seen.filter(asked)).toHaveLength(1);
    await look();
    expect(await findings()).toEqual([]);
  });

  it('follows it to its new time, for whoever joined late too, until they answer or it is off', async () => {
    const { network, olu, bob } = scene;
    const eve = network.slack.person('U-EVE', { name: 'Eve Later' });
    await olu.press('Move it', 'Spring gathering');
    await olu.fill({ Day: '2027-03-24' });
    await olu.submit();
    await olu.press('Move it and tell 6 people');
    await network.travelTo('2027-03-18T10:00:00Z', 24 * 20);
    for (const person of [bob, eve]) expect(await homeOf(person)).toContain('Spring gathering: Wed 24 March');
    await bob.press('Both parts', 'Spring gathering: Wed 24 March');
    expect(await homeOf(bob)).toContain('Coming up\nSpring gathering: Wed 24 March, 12:00');
    expect(await homeOf(bob)).not.toContain('[Both parts]');
    await olu.press('Cancel it', 'Spring gathering: Wed 24 March');
    await olu.press('Cancel it and tell 6 people');
    await network.settle();
    expect(await homeOf(bob)).toContain('Cancelled: Spring gathering: Wed 24 March');
    expect(await homeOf(eve)).not.toContain('Spring gathering');
    expect(await rowsOf('planned')).toBe(0);
    await network.travelTo('2027-04-02T10:00:00Z', 24 * 20);
    expect(await homeOf(bob)).not.toContain('Spring gathering');
    expect(await rowsOf('event')).toBe(0);
  });

  it('D14 goes one step back with it, and says what is asked then', async () => {
    const { network, olu, ann } = scene;
    await draft(scene, named('Second gathering'), { 'First day': '2027-04-16', 'First time': '12:00' });
    await olu.press('Announce to 8 people');
    await network.settle();
    expect(await homeOf(ann)).toContain('Second gathering');
    await olu.press('That was a mistake', 'Second gathering');
    await network.settle();
    expect(await homeOf(ann)).not.toContain('Second gathering');
    expect(await homeOf(olu)).toContain('Your meeting, before it goes');
    const left = { kind: 'forum:event', rank: { not: null } };
    expect(await network.database.prisma.card.count({ where: left })).toBe(0);
    await olu.press('Throw away', 'Second gathering');
  });
});

describe('home, of a meeting that somebody else runs from now on', () => {
  it('has its card for the new organiser, and no more for the one before', async () => {
    const { network, olu, cat } = scene;
    await olu.command('roles');
    await olu.press('Give someone a role');
    await olu.fill({ Who: 'Cat Peer', Role: 'Organiser' });
    await olu.submit();
    await olu.press('Yes, give the role');
    await network.settle();
    await cat.command('forum new');
    await cat.fill(named('Cat’s lunch'));
    await cat.submit();
    const days = { 'First day': '2027-05-16', 'First time': '12:00', 'Second day': '2027-05-17' };
    await cat.fill({ ...tuesday, ...days, 'Second time': '12:00' });
    await cat.submit();
    await network.settle();
    await cat.press('Ask 8 people');
    await network.settle();
    expect(await homeOf(cat)).toContain('Choosing a time: Cat’s lunch');
    await olu.command('roles');
    await olu.press('End Cat Peer’s role as organiser');
    await olu.press('Yes, end it');
    await network.settle();
    expect(await homeOf(cat)).not.toContain('Choosing a time: Cat’s lunch');
    await olu.press(
      screen(olu, 'is still open').match(/Give to somebody: [^\]]*/)?.[0] ?? '',
      'is still open',
    );
    await olu.fill({ 'Who takes it over': 'Ann Peer' });
    await olu.submit();
    expect(Object.values(olu.form?.errors ?? {}).join()).toContain('can’t set up meetings');
    olu.dismiss();
    const { id } = await scene.event();
    const { prisma } = network.database;
    const grant = (await prisma.roleGrant.findFirstOrThrow({ where: { leftOpen: true } })).id;
    const to = await prisma.account.findFirstOrThrow({ where: { externalUser: olu.user } });
    await network.bot.receive({
      id: crypto.randomUUID(),
      sender: { platform: 'slack', workspace: network.slack.workspace, user: olu.user, name: olu.name },
      conversation: {
        platform: 'slack',
        workspace: network.slack.workspace,
        id: `D-${olu.user}`,
        kind: 'direct',
      },
      kind: 'submission',
      route: 'members.give',
      state: JSON.stringify({ grant, feature: 'forum', item: id }),
      values: { to: to.memberId },
    });
    await network.settle();
    expect(await homeOf(olu)).toContain('Choosing a time: Cat’s lunch');
    const rows = await prisma.card.findMany({ where: { kind: 'forum:organiser' } });
    expect(rows.map(({ memberId }) => memberId)).toEqual([to.memberId]);
    expect(last(olu)).toContain('Choosing a time: Cat’s lunch');
  });
});
