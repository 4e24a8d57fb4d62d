import { beforeEach, describe, expect, it } from 'vitest';
import { missingAtGate } from '../../src/features/placements/rules/gate.ts';
import { PLACEMENT_STATES } from '../../src/features/placements/rules/placement.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import {
  answerHost,
  decide,
  fillPool,
  putForward,
  replyYes,
  sendCallOut,
} from '../features/availability-scene.ts';
import { beKinds } from '../features/forum-scene.ts';
import { guess, guessForm } from '../support/guess.ts';
import { type Network, startNetwork } from '../support/network.ts';

let network: Network;
let pm: SimulatedPerson;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
let other: SimulatedPerson;
const last = (person: SimulatedPerson) => person.chat.at(-1) ?? '';
const all = (person: SimulatedPerson) => person.chat.join('\n');
const placementOf = (name: string) =>
  network.database.prisma.placement.findFirstOrThrow({ where: { peer: { name } } });
const on = [
  ['Slack', () => ann],
  ['Teams', () => bob],
] as const;

beforeEach(async () => {
  network = await startNetwork();
  pm = network.slack.person('U-PM', { name: 'Priya Manager' });
  ann = network.slack.person('U-ANN', { name: 'Ann Peer' });
  bob = network.teams.person('t-bob', { name: 'Bob Peer' });
  other = network.slack.person('U-OTHER', { name: 'Olu Other' });
  await fillPool(network, pm, [ann, bob]);
  await network.admit(pm, other);
  await network.database.prisma.roleGrant.create({
    data: { memberId: await idOf('Olu Other'), role: 'project-manager', startsAt: new Date('2027-01-01') },
  });
});

async function begin(): Promise<void> {
  await sendCallOut(network, pm, 2);
  for (const peer of [ann, bob]) await replyYes(network, peer);
}

/** What the manager would have to send to hand somebody over, whatever their screen offers. */
async function force(name: string, by = pm): Promise<string> {
  const { id, projectId } = await placementOf(name);
  const state = { project: projectId, peers: [id], fields: [], to: 'Jo Field' };
  return JSON.stringify(await guessForm(network, by, 'project.released', state));
}

describe('the gate', () => {
  it.each(on)(
    'A1 an officer’s employer agrees first: words to forward, who agreed and when, for these days (%s)',
    async (_, who) => {
      const peer = who();
      await beKinds(network, peer, ['officer']);
      await begin();
      await putForward(network, pm, [peer.name]);
      await answerHost(network, peer);
      expect(last(peer)).toContain('One more thing: your employer’s yes');
      await decide(network, pm, peer.name);
      expect(await force(peer.name)).toContain('Something has changed since');
      expect(all(pm)).toContain('Waits for an employer’s yes: 1');
      await pm.press('The people');
      expect(last(pm)).toContain('Waits for their employer’s yes.');

      await peer.press('Words to forward');
      expect(peer.form?.text).toContain(
        'would you agree that I’m released for these days, with my salary paid',
      );
      expect(peer.form?.text).toContain('Tue 16 March');
      expect(peer.form?.text).not.toContain('Secretshire');
      peer.dismiss();
      await peer.press('They’ve agreed');
      await peer.fill({ 'Who agreed?': 'quillhead of housing', 'On which day?': '2027-12-01' });
      await peer.submit();
      expect(peer.form?.errors).toEqual({
        'On which day?': expect.stringContaining('today or an earlier day'),
      });
      await peer.fill({ 'On which day?': '2027-01-29' });
      await peer.submit();
      await network.settle();
      expect(last(peer)).toContain('Thank you, your answer is in');
      const row = await network.database.prisma.releasePermission.findFirstOrThrow();
      expect(row).toMatchObject({ agreedOn: '2027-01-29', days: ['2027-03-16'], until: null });
      expect(JSON.stringify([row, network.logs])).not.toContain('quillhead');

      // Other days were not agreed to.
      await network.database.prisma.releasePermission.updateMany({ data: { days: ['2027-03-17'] } });
      expect(await force(peer.name)).toContain('Something has changed since');
      await network.database.prisma.releasePermission.updateMany({ data: { days: ['2027-03-16'] } });
      expect(await force(peer.name)).toContain('To print or paste');
      expect((await placementOf(peer.name)).state).toBe('released');
    },
  );

  it('A1 a yes to any project holds until its day, and a councillor needs none', async () => {
    await beKinds(network, ann, ['officer']);
    await beKinds(network, bob, ['councillor']);
    await begin();
    await putForward(network, pm, ['Ann Peer', 'Bob Peer']);
    await answerHost(network, bob);
    expect(last(bob)).toContain('Thank you, your answer is in');
    await answerHost(network, ann);
    await ann.press('They’ve agreed');
    const any = { 'Who agreed?': 'Sam Reed', 'For what?': 'For any project, until a day' };
    await ann.fill(any);
    await ann.submit();
    expect(ann.form?.errors).toEqual({ 'Until which day?': expect.stringContaining('give a day') });
    await ann.fill({ 'Until which day?': '2027-03-15' });
    await ann.submit();
    expect(ann.form?.errors).toEqual({ 'Until which day?': expect.stringContaining('before the last day') });
    await ann.fill({ 'Until which day?': '2027-12-31' });
    await ann.submit();
    await network.settle();
    for (const peer of [ann, bob]) await decide(network, pm, peer.name);
    expect(all(pm)).toContain('Clear, not with the host yet: 2');
    // That it has lapsed shows for a quarter; then it goes.
    const kept = () => network.database.prisma.releasePermission.count();
    await network.travelTo('2028-02-15T10:00:00Z', 24 * 30);
    expect(await kept()).toBe(1);
    await network.travelTo('2028-04-15T10:00:00Z', 24 * 7);
    expect(await kept()).toBe(0);
  });

  it('an employer who changes has agreed to nothing, and the answer about the host is asked again', async () => {
    await beKinds(network, ann, ['officer']);
    await begin();
    await putForward(network, pm, ['Ann Peer']);
    await answerHost(network, ann);
    await ann.press('They’ve agreed');
    await ann.fill({ 'Who agreed?': 'Sam Reed' });
    await ann.submit();
    await decide(network, pm, 'Ann Peer');
    await ann.say('profile');
    const field = ['If it’s not in the list', 'Your organisation', 'Organisation'].find((one) =>
      ann.form?.fields.includes(one),
    );
    await ann.fill({ [field ?? '']: 'Another Council' });
    await ann.submit();
    await network.settle();
    await answerHost(network, ann);
    await decide(network, pm, 'Ann Peer');
    expect(last(ann)).toContain('One more thing: your employer’s yes');
    expect(await force('Ann Peer')).toContain('Something has changed since');
    expect(all(pm)).toContain('Something has changed for a peer: Housing services');
  });

  it.each(on)(
    'A21 nobody’s details go before their own yes to this project, this host and a ruling; what goes is logged and shown to them; nobody bypasses it (%s)',
    async (_, who) => {
      const peer = who();
      await begin();
      const refused = async () => expect(await force(peer.name)).toContain('Something has changed since');
      await refused();
      await putForward(network, pm, [peer.name]);
      await refused();
      await answerHost(network, peer);
      await refused();
      await decide(network, pm, peer.name, { 'What do you decide?': 'Not for this one', Why: 'Too near' });
      await refused();
      await decideAgain(peer.name, { 'What do you decide?': 'Clear to go forward' });
      expect(await force(peer.name, other)).toContain('That card was for somebody else');
      expect(await network.database.prisma.release.count()).toBe(0);

      await pm.press('Hand names to the host');
      await pm.fill({ 'Who at the host gets it?': 'Jo Field, chief executive' });
      await pm.submit();
      await pm.submit();
      await network.settle();
      const [entry, ...more] = await network.database.prisma.release.findMany({ include: { by: true } });
      expect(more).toEqual([]);
      expect(entry).toMatchObject({ fields: ['name', 'organisation'], by: { name: 'Priya Manager' } });
      expect(entry?.at.getTime()).toBeGreaterThan(Date.parse('2027-02-01T09:00:00Z'));
      await peer.press('Who it is, and what was passed on');
      expect(peer.form?.text).toContain(
        'Your name and organisation, to Jo Field, chief executive, on Mon 1 February 2027, by Priya Manager.',
      );
      peer.dismiss();
      const audit = await network.database.prisma.audit.findMany({ where: { action: 'details.released' } });
      expect(audit).toHaveLength(1);
      expect(audit[0]?.about).toEqual([await idOf(peer.name)]);
    },
  );

  it('opens in one way alone, whatever a placement has been through', () => {
    const clear = { answer: 'none' as const, isReleasable: true };
    for (const state of PLACEMENT_STATES)
      for (const projectState of [
        'calling',
        'choosing',
        'confirmed',
        'under-way',
        'ended',
        'cancelled',
      ] as const)
        for (const ruling of [null, 'clear', 'conditions', 'excluded'] as const) {
          const isOpen =
            missingAtGate({
              project: { state: projectState },
              placement: { state, ruling, daysAsked: false },
              ...clear,
            }).length === 0;
          const may =
            ['chosen', 'released', 'confirmed'].includes(state) &&
            !['ended', 'cancelled'].includes(projectState) &&
            (ruling === 'clear' || ruling === 'conditions');
          expect(isOpen, `${state} ${projectState} ${ruling}`).toBe(may);
        }
    const placement = { state: 'chosen' as const, ruling: 'clear' as const, daysAsked: false };
    const project = { state: 'choosing' as const };
    expect(missingAtGate({ project, placement, answer: undefined, isReleasable: false })).toEqual([
      'answer',
      'employer',
    ]);
    expect(missingAtGate({ project, placement, ...clear, answer: 'declined' })).toEqual(['not-chosen']);
    const asked = { ...placement, daysAsked: true };
    expect(missingAtGate({ project, placement: asked, ...clear })).toEqual(['days']);
  });
});

describe('a conflict of interest', () => {
  it.each([
    ['Slack', () => ann, 'Tell Priya something about politics', 'They told you something about politics:'],
    ['Teams', () => bob, 'Tell Priya something else', 'They told you:'],
  ] as const)(
    'A10 is asked about after interest, in confidence; read by the project manager alone, who rules with a reason; open again until the end; its words go with the project (%s)',
    async (_, who, answer, told) => {
      const peer = who();
      await begin();
      const { id } = await placementOf(peer.name);
      expect(JSON.stringify(await guess(network, peer, 'placement.see-host', { placement: id }))).toContain(
        'Nothing is needed here any more',
      );
      await putForward(network, pm, [peer.name]);
      await peer.press('See who it is, and answer');
      expect(peer.form?.text).toContain('In confidence, it’s Secretshire District Council.');
      await peer.fill({ 'Your answer': answer, 'A few words': 'quillcouncillor' });
      await peer.submit();
      await network.settle();
      for (const nosy of [other, bob === peer ? ann : bob])
        expect(JSON.stringify(await guess(network, nosy, 'project.rule', { placement: id }))).not.toContain(
          'quill',
        );
      await pm.press('The people');
      await pm.press(`Decide about ${peer.name.split(' ')[0]}`);
      expect(pm.form?.text).toContain(`${told}\nquillcouncillor`);
      await pm.fill({ 'What do you decide?': 'Clear to go forward', Why: 'Years ago' });
      await pm.submit();
      await network.settle();
      const ruled = await placementOf(peer.name);
      expect(ruled).toMatchObject({ ruling: 'clear', ruledBy: await idOf('Priya Manager') });
      expect(ruled.reasonSealed).not.toBeNull();

      // Until the end: also on the team, when something comes up.
      expect(await force(peer.name)).toContain('To print or paste');
      await network.settle();
      await pm.press('The people');
      await pm.press(`Host agreed to ${peer.name.split(' ')[0]}`);
      await network.settle();
      await network.travelTo('2027-03-16T09:00:00Z', 24);
      await peer.press('Something’s changed');
      await peer.fill({ 'Your answer': answer, 'A few words': 'quillnewpost' });
      await peer.submit();
      await network.settle();
      expect((await placementOf(peer.name)).ruling).toBeNull();
      expect(pm.seen.findLast(({ text }) => text.includes('Somebody told you something'))).toBeDefined();
      await decide(network, pm, peer.name, { 'What do you decide?': 'Not for this one', Why: 'Too near' });
      expect((await placementOf(peer.name)).state).toBe('excluded');

      const words = () => network.database.prisma.conflict.count({ where: { wordsSealed: { not: null } } });
      expect(await words()).toBe(1);
      await network.travelTo('2027-03-19T10:00:00Z', 24);
      expect(await words()).toBe(0);
    },
  );
});

async function decideAgain(name: string, ruling: Record<string, string>): Promise<void> {
  await pm.press('The people');
  await pm.press(`Decide about ${name.split(' ')[0]} again`);
  await pm.fill(ruling);
  await pm.submit();
  await network.settle();
}

const idOf = async (name: string): Promise<string> =>
  (await network.database.prisma.member.findFirstOrThrow({ where: { name } })).id;
