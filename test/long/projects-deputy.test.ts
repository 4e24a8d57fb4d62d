import { beforeEach, describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { brief } from '../features/availability-scene.ts';
import { all, type DeputyScene, FIELD, last, openDeputyScene } from '../features/deputy-scene.ts';
import { homeOf } from '../support/homes.ts';
import type { Network } from '../support/network.ts';

let scene: DeputyScene;
let network: Network;
let pm: SimulatedPerson;
let dee: SimulatedPerson;
const prisma = () => network.database.prisma;

beforeEach(async () => {
  scene = await openDeputyScene();
  ({ network, pm, dee } = scene);
});

describe('a deputy is named', () => {
  it('by the manager, and asked first: the title names nobody, and nothing changes until they say yes', async () => {
    await scene.ask();
    expect(all(pm)).toContain('Nothing changes until they say yes.');
    const asked = dee.seen.findLast(({ text }) => text.startsWith('Would you take something on?'));
    expect(asked?.preview).toMatch(/^Would you take something on\?/);
    expect(asked?.preview).not.toMatch(/Priya|Housing/);
    expect(asked?.text).toContain('Priya Manager asks you: Deputy for “Housing services”.');
    expect(asked?.text).toContain('You’d run it when Priya Manager is away');
    expect(await homeOf(dee)).toContain('Would you take something on?');
    expect(all(dee)).not.toContain('A call-out: Housing services');
    const { id: callOut } = await prisma().callOut.findFirstOrThrow();
    expect(await scene.guess(dee, 'availability.show', { callOut })).toContain(
      'That card was for somebody else',
    );
    await pm.press('Deputy');
    expect(last(pm)).toContain('I’ve asked Dee Deputy, who hasn’t answered yet.');
  });

  it('from those who may: not the manager, nobody without the role, nobody who was asked to take part, nobody of the host', async () => {
    const tom = network.slack.person('U-TOM', { name: 'Tom Other' });
    const hal = network.slack.person('U-HAL', { name: 'Hal Host' });
    await network.enrol(tom, hal);
    for (const name of ['Ann Peer', 'Hal Host']) await scene.beManager(name);
    await hal.command('profile');
    await hal.fill({ Organisation: 'Secretshire district council' });
    await hal.submit();
    await network.settle();
    await scene.openNaming();
    const tries = async (name: string) => {
      await pm.fill({ [FIELD]: name });
      await pm.submit();
      return pm.form?.errors[FIELD];
    };
    const { id: project } = await prisma().project.findFirstOrThrow();
    const member = await scene.idOf('Priya Manager');
    expect(await scene.submitRaw(pm, 'project.deputy-named', { project }, { member })).toContain(
      'That’s you.',
    );
    expect(await tries('Tom Other')).toContain('They aren’t a project manager.');
    expect(await tries('Ann Peer')).toContain('They were asked to take part in it.');
    expect(await tries('Hal Host')).toContain('They’re from the host itself.');
    expect(await prisma().seat.count()).toBe(0);
  });

  it('one at a time, whoever presses, and the database keeps to it', async () => {
    await scene.ask();
    const { id: project } = await prisma().project.findFirstOrThrow();
    const again = await scene.submitRaw(
      pm,
      'project.deputy-named',
      { project },
      { member: await scene.idOf('Bob Peer') },
    );
    expect(again).toContain('Dee Deputy has been asked already.');
    const { id: _id, ...seat } = await prisma().seat.findFirstOrThrow();
    await expect(
      prisma().seat.create({ data: { ...seat, memberId: await scene.idOf('Bob Peer') } }),
    ).rejects.toThrow();
    await dee.press('Accept');
    await network.settle();
    const held = await scene.submitRaw(
      pm,
      'project.deputy-named',
      { project },
      { member: await scene.idOf('Bob Peer') },
    );
    expect(held).toContain('Dee Deputy has it already.');
    await expect(
      prisma().seat.update({ where: { id: _id }, data: { offeredBy: seat.memberId } }),
    ).rejects.toThrow();
  });

  it('a no needs no reason, the manager hears it quietly, and nobody is asked the same again; a change of mind is taken', async () => {
    await scene.ask();
    await dee.press('Not for me');
    await network.settle();
    expect(last(dee)).toContain('Thank you for telling us: not for you');
    const heard = pm.seen.findLast(({ text }) => text.startsWith('Somebody says: not this time'));
    expect(heard?.preview).not.toMatch(/Dee|Housing/);
    expect(heard?.text).toContain('it’s not for Dee Deputy. They don’t have to say why.');
    expect(await homeOf(dee)).not.toContain('Would you take something on?');
    await scene.openNaming();
    await pm.fill({ [FIELD]: 'Dee Deputy' });
    await pm.submit();
    expect(pm.form?.errors[FIELD]).toContain('Dee said not this time, and isn’t asked again.');
    pm.dismiss();
    await dee.press('Accept after all');
    await network.settle();
    expect(all(dee)).toContain('A call-out: Housing services');
    expect((await prisma().seat.findFirstOrThrow()).state).toBe('accepted');
    const said = await prisma().audit.findMany({
      where: { action: { startsWith: 'seat.' } },
      orderBy: { id: 'asc' },
    });
    expect(said.map(({ action }) => action)).toEqual(['seat.offered', 'seat.accepted']);
  });

  it('an offer can be taken back, and an answer that comes too late changes nothing', async () => {
    await scene.ask();
    const { id: seat } = await prisma().seat.findFirstOrThrow();
    await pm.press('Deputy');
    await pm.press('Take it back');
    await network.settle();
    expect(all(dee)).toContain('Nothing is needed here any more');
    expect(await scene.guess(dee, 'seat.accept', { seat })).toContain('Nothing is needed here any more');
    const { id: project } = await prisma().project.findFirstOrThrow();
    expect(await scene.guess(pm, 'project.end-deputy', { project })).toContain('Nobody stands in for you');
    expect((await prisma().seat.findFirstOrThrow()).state).toBe('ended');
  });

  it('not before its call-out has gone out, when nobody knows yet who takes part', async () => {
    await pm.command('availability new');
    await pm.fill({ ...brief, 'What is it about?': 'Libraries' });
    await pm.submit();
    await network.settle();
    const { id: project } = await prisma().project.findFirstOrThrow({ where: { theme: 'Libraries' } });
    const member = await scene.idOf('Dee Deputy');
    expect(await scene.submitRaw(pm, 'project.deputy-named', { project }, { member })).toContain(
      'Please send the call-out first',
    );
    expect(await prisma().seat.count()).toBe(0);
  });

  it('what has changed since is looked at again, and why is not for the one who was asked', async () => {
    await scene.ask();
    await dee.command('profile');
    await dee.fill({ Organisation: 'Secretshire District Council' });
    await dee.submit();
    await network.settle();
    await dee.press('Accept');
    await network.settle();
    expect(last(dee)).toContain('This can’t be taken on just now');
    expect(last(dee)).not.toMatch(/host|Secretshire/i);
    expect((await prisma().seat.findFirstOrThrow()).state).toBe('offered');
  });

  it('not once somebody else was asked meanwhile, nor by anybody who was not offered it', async () => {
    await scene.ask();
    await dee.press('Not for me');
    await network.settle();
    const { id: seat } = await prisma().seat.findFirstOrThrow();
    expect(await scene.guess(pm, 'seat.accept', { seat })).toContain('Nothing is needed here any more');
    const tom = network.slack.person('U-TOM', { name: 'Tom Other' });
    await network.enrol(tom);
    await scene.beManager('Tom Other');
    await scene.ask('Tom Other');
    await dee.press('Accept after all');
    expect(last(dee)).toContain('Somebody else has been asked meanwhile');
    expect(await prisma().seat.count({ where: { state: 'accepted' } })).toBe(0);
  });
});
