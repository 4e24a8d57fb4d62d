import { beforeAll, describe, expect, it } from 'vitest';
import { takesLateNo } from '../../src/features/availability/rules.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { type Network, startNetwork } from '../support/network.ts';
import { answerHost, fillPool, putForward, replyYes, sendCallOut } from './availability-scene.ts';

let network: Network;
let pm: SimulatedPerson;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
let cat: SimulatedPerson;
let dan: SimulatedPerson;
const last = (person: SimulatedPerson) => person.chat.at(-1) ?? '';

async function thePeople(): Promise<string> {
  await pm.press('The people');
  return pm.seen.at(-1)?.text ?? '';
}

beforeAll(async () => {
  network = await startNetwork();
  pm = network.slack.person('U-PM', { name: 'Priya Manager' });
  ann = network.slack.person('U-ANN', { name: 'Ann Peer' });
  bob = network.teams.person('t-bob', { name: 'Bob Peer' });
  cat = network.teams.person('t-cat', { name: 'Cat Peer' });
  dan = network.slack.person('U-DAN', { name: 'Dan Peer' });
  await fillPool(network, pm, [ann, bob, cat, dan]);
  await sendCallOut(network, pm, 4);
  for (const peer of [ann, bob, cat]) await replyYes(network, peer);
  await dan.press('Not this time');
  await network.settle();
  await putForward(network, pm, ['Ann Peer', 'Bob Peer', 'Cat Peer']);
});

describe('how those who were put forward stand', () => {
  it('says of each who is clear, who told something, who would rather not and who has not answered, and no word of it', async () => {
    await answerHost(network, ann);
    await bob.press('I’d rather not');
    await network.settle();
    expect(last(bob)).toContain('Priya Manager knows, and your name goes no further.');
    const page = await thePeople();
    expect(page).toContain('Ann Peer: no conflict. For you to decide.');
    expect(page).toContain('Cat Peer: no answer about the host yet; a call may help.');
    expect(page).toContain(
      'Bob Peer: would rather not, now that they know the host. Please don’t put their name forward.',
    );
    expect(page).not.toContain('Dan Peer');
    await answerHost(network, cat, {
      'Your answer': 'Tell Priya something else',
      'A few words': 'canary-late-words',
    });
    const later = await thePeople();
    expect(later).toContain('Cat Peer: told you something. For you to decide.');
    expect(later).not.toContain('canary-late-words');
  });

  it('an answer that is asked for again is none meanwhile', async () => {
    await ann.say('profile');
    await ann.fill({ Area: 'Elsewhere' });
    await ann.submit();
    await network.settle();
    expect(await thePeople()).toContain(
      'Ann Peer: no answer yet. Something changed in their profile, so I’ve asked about the host again.',
    );
  });
});

describe('a no that comes late', () => {
  it.each([
    ['Slack', () => ann, 'Ann Peer'],
    ['Teams', () => cat, 'Cat Peer'],
  ])(
    'is asked once more, taken after the call-out has closed, and rings the project manager (%s)',
    async (_, who, name) => {
      await network.travelTo('2027-02-15T10:00:00Z', 24);
      const peer = who();
      await peer.press('Not this time after all');
      expect(last(peer)).toContain('You can’t come after all?');
      expect(last(peer)).toContain('You don’t have to say why, and it never counts against you.');
      const before = pm.seen.length;
      await peer.press('I can’t come');
      await network.settle();
      expect(peer.chat.join('\n')).toContain('Thank you for telling us: you can’t come');
      const news = pm.seen.slice(before).find(({ text }) => text.includes('Somebody can’t come after all'));
      expect(news?.text).toContain(`${name}: Housing services.`);
      expect(news?.preview).not.toContain(name);
      expect(await thePeople()).toContain(`${name}: can’t come after all. They don’t have to say why.`);
    },
  );

  it('pressed twice it is taken once, and nobody rings again', async () => {
    const before = pm.seen.length;
    const row = await network.database.prisma.invitation.findFirstOrThrow({
      where: { peer: { name: 'Cat Peer' } },
    });
    const where = { platform: network.teams.platform, workspace: network.teams.workspace };
    const reply = await network.bot.receive({
      id: 'late twice',
      sender: { ...where, user: cat.user, name: cat.name },
      conversation: { ...where, id: `D-${cat.user}`, kind: 'direct' },
      kind: 'action',
      route: 'availability.cannot-come',
      value: JSON.stringify({ invitation: row.id }),
    });
    await network.settle();
    expect(JSON.stringify(reply)).toContain('This call-out has closed');
    expect(pm.seen.slice(before).filter(({ text }) => text.includes('can’t come after all'))).toEqual([]);
  });

  it('of use until the last day is over, and not before it has closed', () => {
    const project = { state: 'choosing' as const, days: [{ day: '2027-03-16' }, { day: '2027-03-17' }] };
    expect(takesLateNo({ state: 'closed', project }, '2027-03-17')).toBe(true);
    expect(takesLateNo({ state: 'closed', project }, '2027-03-18')).toBe(false);
    expect(takesLateNo({ state: 'open', project }, '2027-03-01')).toBe(false);
    expect(takesLateNo({ state: 'withdrawn', project }, '2027-03-01')).toBe(false);
    const calledOff = { ...project, state: 'cancelled' as const };
    expect(takesLateNo({ state: 'closed', project: calledOff }, '2027-03-01')).toBe(false);
  });
});
