import { beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../src/chat/reply.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import {
  answerHost,
  decide,
  fillPool,
  onTheTeam,
  putForward,
  replyYes,
  sendCallOut,
} from '../features/availability-scene.ts';
import { guess, guessForm } from '../support/guess.ts';
import { homeOf } from '../support/homes.ts';
import { type Network, startNetwork } from '../support/network.ts';

let network: Network;
let pm: SimulatedPerson;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
const last = (person: SimulatedPerson) => person.chat.at(-1) ?? '';
const peers = [
  ['Slack', () => ann],
  ['Teams', () => bob],
] as const;
const project = async () => (await network.database.prisma.project.findFirstOrThrow()).id;
const placementOf = ({ name }: SimulatedPerson) =>
  network.database.prisma.placement.findFirst({ where: { peer: { name } } });

beforeEach(async () => {
  network = await startNetwork();
  pm = network.slack.person('U-PM', { name: 'Priya Manager' });
  ann = network.slack.person('U-ANN', { name: 'Ann Peer' });
  bob = network.teams.person('t-bob', { name: 'Bob Peer' });
  await fillPool(network, pm, [ann, bob]);
  await sendCallOut(network, pm, 2);
});

/** So many presses wait for what another one holds. */
const wait = (presses: number) =>
  expect
    .poll(async () => {
      const [row] = await network.database.prisma.$queryRaw<{ count: number }[]>`
        SELECT count(DISTINCT pid)::int AS count FROM pg_locks JOIN pg_stat_activity USING (pid)
        WHERE datname = current_database() AND NOT granted`;
      return row?.count;
    })
    .toBe(presses);

/** These reach the project one right after the other, before the first is done. */
async function oneAfterTheOther(...presses: readonly (() => Promise<Reply>)[]): Promise<string[]> {
  const under: Promise<Reply>[] = [];
  await network.database.transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 AS held FROM project FOR UPDATE`;
    for (const press of presses) {
      under.push(press());
      await wait(under.length);
    }
  });
  return (await Promise.all(under)).map((reply) => JSON.stringify(reply));
}

describe('a project that is called off', () => {
  it.each(peers)('takes no yes that comes in the same moment, and says so (%s)', async (_, who) => {
    const peer = who();
    const about = { project: await project() };
    const { id } = await network.database.prisma.invitation.findFirstOrThrow({
      where: { peer: { name: peer.name } },
    });
    const values = { interest: 'yes', days: ['2027-03-16'] };
    const [, replied] = await oneAfterTheOther(
      () => guess(network, pm, 'project.cancel', about),
      () => guessForm(network, peer, 'availability.reply', { invitation: id }, values),
    );
    expect(replied).toContain('This project has been called off');
    expect(await placementOf(peer)).toBeNull();
    await network.settle();
    expect(last(peer)).toContain('This project has been called off');
  });
});

describe('days that move while somebody stands aside', () => {
  it.each(peers)(
    'are asked about once they are counted on again, and nothing goes to the host before (%s)',
    async (_, who) => {
      const peer = who();
      await replyYes(network, peer);
      await putForward(network, pm, [peer.name]);
      await answerHost(network, peer);
      await decide(network, pm, peer.name);
      const placement = (await placementOf(peer))?.id ?? '';
      await guess(network, pm, 'project.pass-over', { placement });
      await guess(network, pm, 'project.moved', { project: await project(), days: ['2027-03-23'], moved: 0 });
      await network.settle();
      expect(peer.chat.join('\n')).toContain('Would you be in reserve');
      await peer.press('Yes, keep me in reserve');
      await network.settle();
      expect(last(peer)).toContain('The days have moved');
      await putForward(network, pm, [peer.name], 'yes, free 0 of 1 days');
      expect(last(peer)).toContain('The days have moved');
      const { daysAsked } = (await placementOf(peer)) ?? {};
      expect(daysAsked).toBe(true);
    },
  );
});

describe('whoever withdrew and joined another team that day', () => {
  it.each(peers)(
    'does not come back onto both: whoever runs the first is to say which it is (%s)',
    async (_, who) => {
      const { prisma } = network.database;
      const peer = who();
      await replyYes(network, peer);
      await onTheTeam(network, pm, [peer]);
      const first = await placementOf(peer);
      await sendCallOut(network, pm, 2);
      await replyYes(network, peer);
      const second = await prisma.placement.findFirstOrThrow({ where: { state: 'interested' } });
      await guess(network, pm, 'project.ask', { project: second.projectId, peers: [second.peerId] });
      await network.settle();
      await answerHost(network, peer);
      await decide(network, pm, peer.name);
      const about = { placement: second.id };
      const release = { project: second.projectId, peers: [second.id], fields: [], to: 'Jo Field' };
      await guessForm(network, pm, 'project.released', release);
      await guess(network, peer, 'placement.withdraw', { placement: first?.id });
      await guess(network, pm, 'project.agree', about);
      await guess(network, peer, 'placement.come-back', { placement: first?.id });
      const states = await prisma.placement.findMany({ select: { id: true, state: true } });
      expect(Object.fromEntries(states.map(({ id, state }) => [id, state]))).toEqual({
        [first?.id ?? '']: 'released',
        [second.id]: 'confirmed',
      });
    },
  );
});

describe('what somebody told to whoever ran a project before', () => {
  it.each(peers)('is asked about while the project runs, and no longer (%s)', async (_, who) => {
    const { prisma } = network.database;
    const peer = who();
    const dee = network.slack.person('U-DEE', { name: 'Dee Before' });
    await network.enrol(dee);
    const idOf = async (name: string) => (await prisma.member.findFirstOrThrow({ where: { name } })).id;
    const about = { member: await idOf(dee.name), role: 'project-manager' };
    await guess(network, pm, 'members.give-role', about);
    await network.settle();
    await sendCallOut(network, dee, 2);
    await replyYes(network, peer);
    await putForward(network, dee, [peer.name]);
    await answerHost(network, peer, { 'Your answer': 'Tell Dee something else', 'A few words': 'quillword' });
    await guess(network, pm, 'members.end-role', about);
    await network.settle();
    const { id: grant } = await prisma.roleGrant.findFirstOrThrow({ where: { leftOpen: true } });
    const { id: item } = await prisma.callOut.findFirstOrThrow({
      where: { project: { managerId: about.member } },
    });
    await guessForm(
      network,
      pm,
      'members.give',
      { grant, feature: 'availability', item },
      { to: await idOf(pm.name) },
    );
    await network.settle();
    expect(await homeOf(peer)).toContain('May Priya Manager read what you told Dee Before?');
    await network.travelTo('2027-03-18T10:00:00Z', 24);
    const OR = [{ until: null }, { until: { gt: await network.now() } }];
    const asks = await prisma.card.count({ where: { kind: 'placements:may-read', rank: { not: null }, OR } });
    expect(asks).toBe(0);
    expect(await homeOf(peer)).not.toContain('May Priya Manager read');
  });
});
