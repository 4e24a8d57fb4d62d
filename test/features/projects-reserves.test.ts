import { beforeAll, describe, expect, it } from 'vitest';
import { type InReserve, keptUntil, nextReserve } from '../../src/features/projects/rules/reserves.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { usualCalendar } from '../../src/time/calendar.ts';
import { guess } from '../support/guess.ts';
import { type Network, startNetwork } from '../support/network.ts';
import { brief, fillPool, onTheTeam } from './availability-scene.ts';
import { beKinds } from './forum-scene.ts';

let network: Network;
let pm: SimulatedPerson;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
let cat: SimulatedPerson;
let dan: SimulatedPerson;
let eve: SimulatedPerson;
const last = (person: SimulatedPerson) => person.chat.at(-1) ?? '';
const all = (person: SimulatedPerson) => person.chat.join('\n');
const rung = (person: SimulatedPerson, title: string) =>
  person.seen.filter(({ kind, text }) => kind === 'message' && text.startsWith(title));
const stateOf = async (name: string) =>
  (await network.database.prisma.placement.findFirstOrThrow({ where: { peer: { name } } })).state;

beforeAll(async () => {
  network = await startNetwork();
  pm = network.slack.person('U-PM', { name: 'Priya Manager' });
  ann = network.slack.person('U-ANN', { name: 'Ann Peer' });
  bob = network.teams.person('t-bob', { name: 'Bob Peer' });
  cat = network.teams.person('t-cat', { name: 'Cat Peer' });
  dan = network.slack.person('U-DAN', { name: 'Dan Peer' });
  eve = network.teams.person('t-eve', { name: 'Eve Peer' });
  await fillPool(network, pm, [ann, bob, cat, dan, eve]);
  await pm.command('availability new');
  await pm.fill({ ...brief, 'Second day': '2027-03-17' });
  await pm.submit();
  await network.settle();
  await pm.press('Send to 5 people');
  await network.settle();
  for (const peer of [ann, bob, cat, dan, eve]) {
    await peer.press('See days and reply');
    await peer.fill({
      'Are you interested?': 'Yes, I’m interested',
      'Which days suit you?': peer === eve ? ['Tue 16 March'] : ['Tue 16 March', 'Wed 17 March'],
    });
    await peer.submit();
  }
  await network.settle();
  await onTheTeam(network, pm, [ann, bob], 'yes, free all days');
  await pm.press('Thank the 3 people not needed');
  await pm.press('Thank 3 people');
  await network.settle();
  for (const peer of [cat, dan, eve]) await peer.press('Yes, keep me in reserve');
  await network.settle();
});

describe('when somebody on the team withdraws', () => {
  it('A13 those in reserve who are free are asked one at a time, each with a time until which the place is theirs; the first yes takes it, and the project manager hands the name over', async () => {
    await ann.press('I can’t come after all');
    await ann.press('I can’t come');
    await network.settle();
    // At once, and one alone.
    expect(rung(cat, 'Could you step in?')).toHaveLength(1);
    expect(last(cat)).toMatch(
      /Priya Manager would need to know by .+; if not, we ask somebody else, and that’s fine\./,
    );
    expect(last(cat)).not.toContain('Secretshire');
    expect(rung(dan, 'Could you step in?')).toHaveLength(0);
    expect(rung(pm, 'Somebody can’t come after all')[0]?.text).toContain(
      'I’m asking those in reserve, one after another',
    );
    expect(all(pm)).toContain('Asked to step in: 1');
    // Cat says nothing: the next is asked, and Cat is in reserve as before.
    await network.travelTo(new Date((await network.now()).getTime() + 3 * 86_400_000).toISOString(), 24);
    expect(rung(dan, 'Could you step in?')).toHaveLength(1);
    expect(last(cat)).toContain('whoever says yes first does');
    expect(await stateOf('Cat Peer')).toBe('reserve');
    // Eve, who is not free on all days, is never asked.
    expect(rung(eve, 'Could you step in?')).toHaveLength(0);
    // Whoever says yes first takes it, the one whose time has passed too.
    await dan.press('Yes, I can');
    await cat.press('I can step in');
    await network.settle();
    expect(last(cat)).toContain('The place has been filled meanwhile');
    expect([await stateOf('Dan Peer'), await stateOf('Cat Peer')]).toEqual(['chosen', 'reserve']);
    expect(rung(pm, 'Somebody steps in')[0]?.text).toContain('Dan Peer steps in');
    // Not before they are asked about the host, and the project manager decides and hands over.
    expect(last(dan)).toContain('One thing before it’s certain');
    await dan.press('See who it is, and answer');
    expect(dan.form?.text).toContain('Secretshire District Council');
    await dan.fill({ 'Your answer': 'No conflict: yes' });
    await dan.submit();
    await network.settle();
    expect(last(dan)).toContain('Thank you for stepping in');
    expect(await network.database.prisma.release.count()).toBe(2);
    await pm.press('The people');
    await pm.press('Decide about Dan');
    await pm.fill({ 'What do you decide?': 'Clear to go forward' });
    await pm.submit();
    await network.settle();
    await pm.press('Hand names to the host');
    await pm.fill({ 'Who at the host gets it?': 'Jo Field, chief executive' });
    await pm.submit();
    await pm.submit();
    pm.dismiss();
    await network.settle();
    await pm.press('The people');
    await pm.press('Host agreed to Dan');
    await network.settle();
    expect(last(dan)).toContain('You’re on the team');
    const { seeking } = await network.database.prisma.project.findFirstOrThrow();
    expect(seeking).toBe(false);
  });

  it('whoever says “not this time” is thanked, and once nobody is left the project manager hears', async () => {
    await bob.press('I can’t come after all');
    await bob.press('I can’t come');
    await network.settle();
    expect(rung(cat, 'Could you step in?')).toHaveLength(2);
    await cat.press('Not this time');
    await network.settle();
    expect(last(cat)).toContain('Thank you for offering');
    expect(rung(pm, 'Nobody in reserve can step in')).toHaveLength(1);
    expect(rung(pm, 'Nobody in reserve can step in')[0]?.text).not.toMatch(/Cat|Eve/);
    expect(rung(eve, 'Could you step in?')).toHaveLength(0);
  });

  it('an officer who steps in is asked for their employer’s yes before anything goes to the host', async () => {
    await cat.press('Keep me in reserve after all');
    await beKinds(network, cat, ['officer']);
    await network.settle();
    await pm.press('Ask those in reserve in turn');
    await network.settle();
    await cat.press('Yes, I can');
    await cat.press('See who it is, and answer');
    await cat.fill({ 'Your answer': 'No conflict: yes' });
    await cat.submit();
    await network.settle();
    expect(last(cat)).toContain('One more thing: your employer’s yes');
    await cat.press('They’ve agreed');
    await cat.fill({ 'Who agreed?': 'Sam Reed' });
    await cat.submit();
    await network.settle();
    expect(last(cat)).toContain('Thank you for stepping in');
    await cat.press('I can’t come after all');
    await cat.press('I can’t come');
    await network.database.prisma.placement.updateMany({
      where: { peer: { name: 'Cat Peer' } },
      data: { state: 'not-needed' },
    });
  });

  it('the project manager can stop it, and begin it by hand', async () => {
    const { id } = await network.database.prisma.placement.findFirstOrThrow({
      where: { peer: { name: 'Cat Peer' } },
    });
    await guess(network, cat, 'placement.stand-by', { placement: id, willing: true });
    await network.settle();
    await pm.press('Ask those in reserve in turn');
    await network.settle();
    expect(rung(cat, 'Could you step in?')).toHaveLength(4);
    await pm.press('Stop asking those in reserve');
    await network.settle();
    expect(last(cat)).toContain('You’re in reserve, thank you');
    expect(await stateOf('Cat Peer')).toBe('reserve');
  });
});

describe('who is asked to step in next', () => {
  const project = { days: [{ day: '2027-03-16' }] };
  const one = (peerId: string, about: Partial<InReserve['placement']> = {}, isReleasable = true) => ({
    placement: {
      peerId,
      state: 'reserve' as const,
      ruling: null,
      days: ['2027-03-16'],
      offerUntil: null,
      ...about,
    },
    isReleasable,
  });
  const pick = (...all: InReserve[]) => nextReserve(all, project, new Set(['busy']))?.placement.peerId;

  it('is whoever is cleared and permitted first, and nobody who is excluded, busy, not free or was asked', () => {
    expect(pick(one('new'), one('clear', { ruling: 'clear' }))).toBe('clear');
    expect(pick(one('no-employer', {}, false), one('new'))).toBe('new');
    expect(
      pick(one('busy'), one('asked', { offerUntil: new Date() }), one('away', { days: [] })),
    ).toBeUndefined();
    expect(pick(one('out', { ruling: 'excluded' }), one('gone', { state: 'not-needed' }))).toBeUndefined();
  });

  it('has a working day of their own hours, three hours in the last week, and a day without hours', () => {
    const friday = new Date('2027-02-12T16:00:00Z');
    expect(keptUntil(friday, 30, usualCalendar).toISOString()).toBe('2027-02-15T16:00:00.000Z');
    expect(keptUntil(friday, 3, usualCalendar).toISOString()).toBe('2027-02-15T10:00:00.000Z');
    expect(keptUntil(friday, 30, undefined).toISOString()).toBe('2027-02-13T16:00:00.000Z');
  });
});
