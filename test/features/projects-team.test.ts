import { beforeAll, describe, expect, it } from 'vitest';
import { momentDue } from '../../src/features/placements/rules/moments.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { type Network, startNetwork } from '../support/network.ts';
import { brief, fillPool, onTheTeam } from './availability-scene.ts';

let network: Network;
let pm: SimulatedPerson;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
let cat: SimulatedPerson;
const last = (person: SimulatedPerson) => person.chat.at(-1) ?? '';
const all = (person: SimulatedPerson) => person.chat.join('\n');
const rings = (person: SimulatedPerson) => person.seen.filter(({ kind }) => kind === 'message').length;

beforeAll(async () => {
  network = await startNetwork();
  pm = network.slack.person('U-PM', { name: 'Priya Manager' });
  ann = network.slack.person('U-ANN', { name: 'Ann Peer' });
  bob = network.teams.person('t-bob', { name: 'Bob Peer' });
  cat = network.teams.person('t-cat', { name: 'Cat Peer' });
  await fillPool(network, pm, [ann, bob, cat]);
  await pm.command('availability new');
  await pm.fill({ ...brief, 'Second day': '2027-03-17', 'How many peers?': '3' });
  await pm.submit();
  await network.settle();
  await pm.press('Send to 3 people');
  await network.settle();
  for (const peer of [ann, bob, cat]) {
    await peer.press('See days and reply');
    await peer.fill({
      'Are you interested?': 'Yes, I’m interested',
      'Which days suit you?': ['Tue 16 March', 'Wed 17 March'],
    });
    await peer.submit();
  }
  await network.settle();
  await onTheTeam(network, pm, [ann, bob, cat], 'yes, free all days');
});

describe('between the host’s yes and the first day', () => {
  it.each([
    ['Slack', () => ann],
    ['Teams', () => bob],
  ])(
    'A11 a place is for all days; a fortnight before one question, three days before “see you”, each with a way out; silence withdraws nobody, and the project manager is asked to ring (%s)',
    async (_, who) => {
      const peer = who();
      if (peer === ann) {
        for (const one of [ann, bob, cat]) {
          expect(last(one)).toContain('You’re on the team');
          expect(last(one)).toContain('Tue 16 March and Wed 17 March, on site.');
          expect(last(one)).toContain('It’s for all of these days.');
        }
        await network.travelTo('2027-03-01T12:00:00Z', 24);
        const before = rings(cat);
        await network.travelTo('2027-03-02T12:00:00Z');
        expect(rings(cat)).toBe(before + 1);
      }
      expect(peer.seen.at(-1)?.preview).toMatch(/^Are you still on for Tue 16 March\?/);
      expect(peer.seen.at(-1)?.buttons).toEqual(
        expect.arrayContaining(['Yes, I’ll be there', 'Something’s changed', 'I can’t come after all']),
      );
      await peer.openHome();
      expect(peer.seen.at(-1)?.text).toContain('Are you still on for Tue 16 March?');
      await peer.press('Yes, I’ll be there');
      await network.settle();
      expect(all(peer)).toContain('Thank you: you’re there on Tue 16 March');
      if (peer === bob) {
        // Cat says nothing.
        await network.travelTo('2027-03-13T12:00:00Z', 24);
        await network.travelTo('2027-03-15T12:00:00Z', 24);
        for (const one of [ann, bob, cat]) {
          const seeYou = one.seen.filter(
            ({ kind, text }) => kind === 'message' && text.includes('See you on Tue 16 March'),
          );
          expect(seeYou).toHaveLength(1);
          expect(seeYou[0]?.buttons).toEqual(
            expect.arrayContaining(['Something’s changed', 'I can’t come after all']),
          );
          expect(seeYou[0]?.text).toContain('There’s nothing to answer.');
        }
        const toRing = pm.seen.filter(({ text }) => text.startsWith('A call may help'));
        expect(toRing.map(({ text }) => /\w+ Peer/.exec(text)?.[0])).toEqual(['Cat Peer']);
        expect(toRing[0]?.text).toContain('they stay on the team: please ring them');
        expect(toRing[0]?.preview).not.toContain('Cat');
        const states = await network.database.prisma.placement.findMany({ select: { state: true } });
        expect(states.map(({ state }) => state)).toEqual(['confirmed', 'confirmed', 'confirmed']);
      }
    },
  );

  it('asks nobody what they have just said, and nobody who is not on the team', () => {
    const project = { days: [{ day: '2027-03-17' }, { day: '2027-03-16' }] };
    const team = { state: 'confirmed' as const, stillAskedAt: null, seeYouAt: null };
    const at = new Date('2027-03-02');
    expect(momentDue(team, project, '2027-03-01')).toBeUndefined();
    expect(momentDue(team, project, '2027-03-02')).toBe('ask-still');
    expect(momentDue(team, project, '2027-03-12')).toBe('ask-still');
    expect(momentDue({ ...team, stillAskedAt: at }, project, '2027-03-05')).toBeUndefined();
    expect(momentDue(team, project, '2027-03-13')).toBe('see-you');
    expect(momentDue({ ...team, seeYouAt: at }, project, '2027-03-14')).toBeUndefined();
    expect(momentDue(team, project, '2027-03-17')).toBeUndefined();
    expect(momentDue({ ...team, state: 'released' }, project, '2027-03-05')).toBeUndefined();
  });
});
