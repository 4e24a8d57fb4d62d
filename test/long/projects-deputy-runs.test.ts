import { beforeEach, describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { answerHost, decide, putForward } from '../features/availability-scene.ts';
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

beforeEach(async () => {
  scene = await openDeputyScene();
  ({ network, pm, dee, ann, bob } = scene);
});

describe('a deputy runs it', () => {
  it('has its cards as the manager has, and each reads who is who', async () => {
    await scene.standIn();
    expect(all(pm)).toContain('Deputy for “Housing services”: Dee Deputy has accepted.');
    expect(all(dee)).toContain('A call-out: Housing services');
    expect(all(dee)).toContain('You stand in for Priya Manager.');
    expect(await homeOf(dee)).toContain('A call-out: Housing services');
    expect(all(pm)).toContain('Dee Deputy stands in for you when you’re away.');
    await putForward(network, pm, ['Bob Peer']);
    expect(all(dee)).toContain('Housing services: 0 of 2 places filled');
    await answerHost(network, bob);
    expect(all(dee)).toContain('For you to decide: 1');
    await prisma().card.deleteMany({ where: { memberId: await scene.idOf('Dee Deputy') } });
    await network.audit();
    expect(await homeOf(dee)).toContain('Housing services: 0 of 2 places filled');
    expect(await prisma().finding.count({ where: { kind: 'missing' } })).toBe(0);
  });

  it('chooses, decides where there is no conflict, hands over and confirms; what was done says who did it', async () => {
    await scene.standIn();
    await dee.press('Deputy');
    await dee.press('Who the host is');
    expect(dee.form?.text).toContain('The host is Secretshire District Council.');
    dee.dismiss();
    await putForward(network, dee, ['Bob Peer']);
    await answerHost(network, bob);
    await decide(network, dee, 'Bob Peer');
    await dee.press('Hand names to the host');
    await dee.fill({ 'Who at the host gets it?': 'Jo Field' });
    await dee.submit();
    await dee.submit();
    dee.dismiss();
    await network.settle();
    await dee.press('The people');
    await dee.press('Host agreed to Bob');
    await network.settle();
    expect(last(bob)).toContain('You’re on the team');
    await bob.press('Who it is, and what was passed on');
    expect(bob.form?.text).toContain('by Dee Deputy.');
    bob.dismiss();
    expect(all(pm)).toContain('Housing services: 1 of 2 places filled');
    const actor = await scene.idOf('Dee Deputy');
    const done = await prisma().audit.findMany({
      where: { actor, action: { not: { startsWith: 'seat.' } } },
      orderBy: { id: 'asc' },
    });
    expect(done.map(({ action }) => action)).toEqual([
      'host.read',
      'placement.chosen',
      'placement.ruled',
      'details.released',
    ]);
    expect((await prisma().release.findFirstOrThrow()).byId).toBe(actor);
  });

  it('hears what the manager hears, but for what was told in confidence', async () => {
    await scene.withAnswers();
    expect(all(pm)).toContain('Somebody told you something');
    expect(all(dee)).not.toContain('Somebody told you something');
    const bell = dee.seen.findLast(({ text }) => text.startsWith('Somebody told something in confidence'));
    expect(bell?.text).toContain('Priya Manager alone reads it, and decides what it means.');
    expect(bell?.preview).not.toMatch(/Ann|Priya/);
    await bob.press('Change my answer');
    await bob.fill({ 'Your answer': 'I’d rather not' });
    await bob.submit();
    await network.settle();
    for (const runner of [pm, dee]) expect(all(runner)).toContain('Somebody would rather not');
    await decide(network, pm, 'Ann Peer', {
      'What do you decide?': 'Clear to go forward',
      Why: 'quillreason',
    });
    const { id: placement } = await scene.placementOf('Ann Peer');
    await scene.guess(ann, 'placement.withdraw', { placement });
    await network.settle();
    for (const runner of [pm, dee])
      expect(all(runner)).toContain('Ann Peer: Housing services. 43 days before it begins.');
    await ann.press('That was a mistake');
    await network.settle();
    for (const runner of [pm, dee]) expect(all(runner)).toContain('Somebody can come after all');
  });

  it('calls it off: the manager hears at once, and standing in is over with it', async () => {
    await scene.standIn();
    await putForward(network, pm, ['Bob Peer']);
    await dee.press('Call it off');
    await dee.press('Call it off', 'Call the whole');
    await network.settle();
    const heard = pm.seen.findLast(({ text }) => text.startsWith('Called off: Housing services'));
    expect(heard?.text).toContain('Dee Deputy has called it off.');
    expect(all(dee)).toContain('Standing in is over with it: thank you.');
    expect(all(dee)).toContain('You don’t stand in here any more');
    expect(await prisma().seat.findFirstOrThrow()).toMatchObject({ state: 'ended' });
    const { id: project } = await prisma().project.findFirstOrThrow();
    expect(await scene.guess(dee, 'project.people', { project })).toContain(
      'That card was for somebody else',
    );
    const member = await scene.idOf('Dee Deputy');
    expect(await scene.submitRaw(pm, 'project.deputy-named', { project }, { member })).toContain(
      'This project is over',
    );
    const { actor } = await prisma().audit.findFirstOrThrow({ where: { action: 'project.cancelled' } });
    expect(actor).toBe(await scene.idOf('Dee Deputy'));
  });

  it('is thanked when its days are over, and told no more of it', async () => {
    await scene.standIn();
    await putForward(network, pm, ['Bob Peer']);
    await network.travelTo('2027-03-17T10:00:00Z', 24);
    expect(all(pm)).toContain('It’s over: Housing services');
    expect(all(dee)).toContain('Thank you for standing in for Priya Manager');
    expect((await prisma().seat.findFirstOrThrow()).state).toBe('ended');
    expect(await homeOf(dee)).not.toContain('Housing services');
    await network.travelTo('2027-04-20T10:00:00Z', 24);
    expect(await prisma().seat.count()).toBe(0);
  });

  it('names nobody, ends nothing of the kind, and asks nobody to stand in', async () => {
    await scene.standIn();
    const { id: project } = await prisma().project.findFirstOrThrow();
    for (const route of ['project.name-deputy', 'project.ask-to-end-deputy', 'project.end-deputy'])
      expect(await scene.guess(dee, route, { project }), route).toContain('That card was for somebody else');
    const member = await scene.idOf('Bob Peer');
    expect(await scene.submitRaw(dee, 'project.deputy-named', { project }, { member })).toContain(
      'That card was for somebody else',
    );
    await dee.press('Deputy');
    expect(last(dee)).toContain('You stand in here');
    expect(last(dee)).not.toContain('End it');
  });
});

describe('what peers tell the manager in confidence', () => {
  it('is shut for a deputy: they see that something was told, and cannot decide about it, nor after a guess', async () => {
    await scene.withAnswers();
    await dee.press('The people');
    expect(last(dee)).toContain('Ann Peer: told Priya something. For Priya to decide.');
    await dee.press('Decide about Ann');
    expect(dee.form?.title).toBe('Shut for you');
    expect(dee.form?.text).toContain(
      'They told Priya Manager something. It’s shut for you, and nobody else reads it',
    );
    expect(dee.form?.fields).toEqual([]);
    dee.dismiss();
    const { id: placement } = await scene.placementOf('Ann Peer');
    const ruling = { ruling: 'clear', reason: 'because' };
    expect(await scene.submitRaw(dee, 'project.ruling', { placement }, ruling)).toContain(
      'That’s for Priya Manager to decide',
    );
    expect((await scene.placementOf('Ann Peer')).ruling).toBeNull();
    const read = await prisma().audit.count({ where: { action: 'conflict.read' } });
    expect(read).toBe(0);
    expect(JSON.stringify(dee.seen)).not.toContain('quillword');
    await pm.press('The people');
    await pm.press('Decide about Ann');
    expect(pm.form?.text).toContain('quillword');
    pm.dismiss();
  });

  it('says before typing who reads what, and a deputy who decides reads no reason of the manager’s', async () => {
    await scene.standIn();
    await putForward(network, pm, ['Bob Peer']);
    await bob.press('See who it is, and answer');
    expect(bob.form?.text).toContain(
      'Only Priya Manager, the project manager, reads your answer. Dee Deputy, who stands in for Priya, sees what you chose, and never your words.',
    );
    await bob.fill({ 'Your answer': 'No conflict: yes' });
    await bob.submit();
    await network.settle();
    const ruling = {
      'What do you decide?': 'Clear, with conditions',
      Conditions: 'Not on Tuesday',
      Why: 'quillreason',
    };
    await decide(network, pm, 'Bob Peer', ruling);
    await dee.press('The people');
    await dee.press('Decide about Bob again');
    expect(dee.form?.text).not.toContain('quillreason');
    dee.dismiss();
  });

  it('a note on withdrawing stays shut for a deputy', async () => {
    await scene.withAnswers();
    const { id: placement } = await scene.placementOf('Bob Peer');
    await scene.guess(bob, 'placement.withdraw', { placement });
    await network.settle();
    await bob.press('Add a note only Priya Manager can open');
    await bob.fill({ 'Your note': 'quillnote' });
    await bob.submit();
    await network.settle();
    await dee.press('The people');
    await dee.press('Read their note', 'Bob Peer');
    expect(dee.form?.text).toContain('nobody else opens it');
    dee.dismiss();
    expect(await scene.guess(dee, 'project.note', { placement })).not.toContain('quillnote');
    await pm.press('The people');
    await pm.press('Read their note', 'Bob Peer');
    expect(pm.form?.text).toContain('quillnote');
  });

  it('lets none of it into a message, an outbox row, the log or the audit', async () => {
    await scene.withAnswers();
    const messages = [...network.slack.ledger, ...network.teams.ledger].filter(
      ({ kind }) => !kind.startsWith('form'),
    );
    const rows = await prisma().$queryRaw`SELECT json_agg(o)::text FROM outbox o`;
    const audit = await prisma().$queryRaw`SELECT json_agg(a)::text FROM audit a`;
    const said = JSON.stringify([messages, rows, audit, network.logs, await prisma().seat.findMany()]);
    for (const word of ['quill', 'Secretshire']) expect(said).not.toContain(word);
  });
});
