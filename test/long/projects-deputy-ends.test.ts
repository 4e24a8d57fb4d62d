import { beforeEach, describe, expect, it } from 'vitest';
import { features } from '../../src/features/index.ts';
import { exportSeats } from '../../src/features/roles/store/seated.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { answerHost, putForward } from '../features/availability-scene.ts';
import { all, type DeputyScene, last, openDeputyScene } from '../features/deputy-scene.ts';
import { homeOf } from '../support/homes.ts';
import type { Network } from '../support/network.ts';

let scene: DeputyScene;
let network: Network;
let pm: SimulatedPerson;
let dee: SimulatedPerson;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
const prisma = () => network.database.prisma;
const WITH_PRIYA = '“Housing services” is with Priya Manager. Thank you.';

async function begin(managerOn: 'slack' | 'teams' = 'slack'): Promise<void> {
  scene = await openDeputyScene(managerOn);
  ({ network, pm, dee, ann, bob } = scene);
}
beforeEach(() => begin());

const isShut = async () => {
  const { id: project } = await prisma().project.findFirstOrThrow();
  const { id: callOut } = await prisma().callOut.findFirstOrThrow();
  const said = [
    await scene.guess(dee, 'project.people', { project }),
    await scene.guess(dee, 'availability.show', { callOut }),
  ];
  return said.every((one) => one.includes('That card was for somebody else'));
};
const seatState = async () => (await prisma().seat.findFirstOrThrow()).state;
const minutesLater = async (minutes: number) =>
  network.travelTo(new Date((await network.now()).getTime() + minutes * 60_000).toISOString());
async function endRole(name: string, by: SimulatedPerson, role: string): Promise<void> {
  await by.command('roles');
  await by.press(`End ${name}’s role as ${role}`);
  await by.press('Yes, end it');
  await network.settle();
}
async function forget(person: SimulatedPerson): Promise<void> {
  await scene.guess(person, 'members.forget-me', {});
  await network.travelTo(new Date((await network.now()).getTime() + 8 * 86_400_000).toISOString(), 24);
}

describe('standing in ends', () => {
  it('within ten minutes as if it had not been said, and it is open again; not later', async () => {
    await scene.standIn();
    await dee.press('That was a mistake', 'Thank you for taking it on');
    await network.settle();
    expect(await seatState()).toBe('offered');
    expect(await isShut()).toBe(true);
    expect(all(pm)).toContain('Dee Deputy hasn’t decided yet.');
    expect(await homeOf(dee)).toContain('Would you take something on?');
    await dee.press('Accept');
    await network.settle();
    await minutesLater(11);
    const { id: seat } = await prisma().seat.findFirstOrThrow();
    expect(await scene.guess(dee, 'seat.undo', { seat })).toContain('You can step out instead');
    expect(await seatState()).toBe('accepted');
  });

  it.each(['slack', 'teams'] as const)(
    'when they step out, in two presses and without a reason; the manager (on %s) hears, and the cards leave home',
    async (managerOn) => {
      await begin(managerOn);
      await scene.standIn();
      await putForward(network, pm, ['Bob Peer']);
      expect(await homeOf(dee)).toContain('Housing services');
      await dee.press('Step out');
      expect(last(dee)).toContain('You don’t have to say why, and it never counts against you.');
      await dee.press('Stay');
      expect(await seatState()).toBe('accepted');
      await dee.press('Deputy');
      await dee.press('Step out', 'You stand in here');
      await dee.press('Step out', 'Step out?');
      await network.settle();
      expect(all(dee)).toContain(WITH_PRIYA);
      expect(await homeOf(dee)).not.toContain('Housing services');
      expect(await isShut()).toBe(true);
      const heard = pm.seen.findLast(({ text }) =>
        text.startsWith('Somebody no longer has what they took on'),
      );
      expect(heard?.text).toContain('Dee Deputy has stepped out. They don’t have to say why.');
      expect(heard?.preview).not.toContain('Dee');
      expect(pm.chat.filter((text) => text.includes('Dee Deputy stands in for you'))).toEqual([]);
      await answerHost(network, bob);
      expect(all(dee)).not.toContain('For you to decide');
    },
  );

  it('by the manager, after a second screen, and they are told with thanks', async () => {
    await scene.standIn();
    await pm.press('Deputy');
    expect(last(pm)).toContain('Dee Deputy stands in for you.');
    await pm.press('End it');
    await pm.press('End it', 'End it?');
    await network.settle();
    expect(all(dee)).toContain('Something you took on is over');
    expect(all(dee)).toContain('Priya Manager has ended it. Thank you for doing it.');
    expect(all(dee)).toContain(WITH_PRIYA);
    expect(await isShut()).toBe(true);
    await scene.ask();
    expect(await seatState()).toBeDefined();
    expect(await prisma().seat.count({ where: { state: 'offered' } })).toBe(1);
  });

  it('with the role that it needs: at that minute nothing opens, and the cards leave home', async () => {
    await scene.standIn();
    await putForward(network, pm, ['Bob Peer']);
    await endRole('Dee Deputy', pm, 'project manager');
    expect(await seatState()).toBe('ended');
    expect(await homeOf(dee)).not.toContain('Housing services');
    expect(all(pm)).toContain('Dee Deputy is no longer a project manager, so that they no longer have it.');
    await scene.beManager('Dee Deputy');
    expect(await isShut()).toBe(true);
  });

  it('goes with whoever is forgotten, and the manager hears without a name', async () => {
    await scene.standIn();
    await forget(dee);
    expect(await prisma().seat.count()).toBe(0);
    expect(all(pm)).toContain('whoever had it has left the network.');
    expect(pm.chat.at(-1)).not.toContain('Dee');
    await pm.press('Deputy');
    expect(last(pm)).toContain('Nobody stands in for you');
  });

  it('a no is kept until what it was about is over, and no longer', async () => {
    await scene.ask();
    await dee.press('Not for me');
    await network.travelTo('2027-03-16T10:00:00Z', 24);
    expect(await seatState()).toBe('declined');
    await network.travelTo('2027-03-18T10:00:00Z', 24);
    expect(await prisma().seat.count()).toBe(0);
  });

  it('shows in what is kept of somebody, and only to them', async () => {
    await scene.standIn();
    const member = await scene.idOf('Dee Deputy');
    const kept = await network.database.transaction((tx) => exportSeats({ tx, features } as never, member));
    expect(kept).toEqual([
      expect.objectContaining({ what: 'Deputy for “Housing services”', stands: 'accepted', until: null }),
    ]);
    expect(JSON.stringify(kept)).not.toContain('Priya');
  });
});

describe('whoever stood in comes first', () => {
  it('when the manager is forgotten: it is theirs, and what was told stays shut until its writer says yes', async () => {
    await scene.withAnswers();
    const eve = network.slack.person('U-EVE', { name: 'Eve Another' });
    await network.enrol(eve);
    for (const role of ['project-manager', 'coordinator'])
      await prisma().roleGrant.create({
        data: { memberId: await scene.idOf('Eve Another'), role, startsAt: new Date('2027-01-01') },
      });
    await forget(pm);
    const { managerId } = await prisma().project.findFirstOrThrow();
    expect(managerId).toBe(await scene.idOf('Dee Deputy'));
    expect(await seatState()).toBe('ended');
    expect(all(dee)).toContain('A call-out is yours now');
    expect(all(ann)).toContain('Dee Deputy is looking after “Housing services” now.');
    await dee.press('The people');
    await dee.press('Decide about Ann');
    expect(dee.form?.text).not.toContain('quillword');
    dee.dismiss();
    await ann.press('Yes', 'looking after');
    await network.settle();
    await dee.press('The people');
    await dee.press('Decide about Ann');
    expect(dee.form?.text).toContain('quillword');
  });

  it('when the manager’s role ends: they go on meanwhile, and are suggested to whoever hands it over', async () => {
    const eve = network.slack.person('U-EVE', { name: 'Eve Another' });
    await network.enrol(eve);
    await prisma().roleGrant.create({
      data: {
        memberId: await scene.idOf('Eve Another'),
        role: 'coordinator',
        startsAt: new Date('2027-01-01'),
      },
    });
    await scene.standIn();
    await putForward(network, pm, ['Bob Peer']);
    await endRole('Priya Manager', eve, 'coordinator');
    expect(await homeOf(pm)).not.toContain('places filled');
    expect(await homeOf(dee)).toContain('Housing services: 0 of 2 places filled');
    await eve.press('Give to somebody: Call-out “Housing services”, open for replies');
    expect(eve.form?.text).toContain('Dee Deputy stood in for Priya, and runs it meanwhile.');
    await eve.submit();
    await network.settle();
    expect((await prisma().project.findFirstOrThrow()).managerId).toBe(await scene.idOf('Dee Deputy'));
    expect(await seatState()).toBe('ended');
    await dee.press('The people');
    await dee.press('Deputy');
    expect(last(dee)).toContain('Nobody stands in for you');
  });

  it('and goes on for whoever takes it over, who may end it', async () => {
    const eve = network.slack.person('U-EVE', { name: 'Eve Another' });
    await network.enrol(eve);
    await prisma().roleGrant.create({
      data: {
        memberId: await scene.idOf('Eve Another'),
        role: 'coordinator',
        startsAt: new Date('2027-01-01'),
      },
    });
    const fay = network.teams.person('t-fay', { name: 'Fay Follows' });
    await network.enrol(fay);
    await scene.beManager('Fay Follows');
    await scene.standIn();
    await endRole('Priya Manager', eve, 'coordinator');
    await eve.press('Give to somebody: Call-out “Housing services”, open for replies');
    await eve.fill({ 'Who takes it over': 'Fay Follows' });
    await eve.submit();
    await network.settle();
    expect(all(dee)).toContain('You stand in for Fay Follows.');
    expect(all(dee)).toContain('You run it when Fay Follows is away');
    await fay.press('Deputy');
    await fay.press('End it');
    await fay.press('End it', 'End it?');
    await network.settle();
    expect(all(dee)).toContain('Fay Follows has ended it.');
    expect(await isShut()).toBe(true);
  });
});
