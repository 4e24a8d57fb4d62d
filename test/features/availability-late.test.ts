import { beforeAll, describe, expect, it } from 'vitest';
import { takesLateNo } from '../../src/features/availability/rules.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { type Network, startNetwork } from '../support/network.ts';
import { fillPool, replyYes, sendCallOut } from './availability-scene.ts';

let network: Network;
let pm: SimulatedPerson;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
let cat: SimulatedPerson;
let dan: SimulatedPerson;
const last = (person: SimulatedPerson) => person.chat.at(-1) ?? '';

async function whoReplied(): Promise<string> {
  await pm.say('home');
  await pm.press('See how it stands').catch(() => undefined);
  await pm.press('Who replied');
  const text = pm.form?.text ?? '';
  pm.dismiss();
  return text;
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
  await pm.press('Name the host');
  await pm.press('Tell 3 people');
  await network.settle();
});

describe('who replied', () => {
  it('says of each who is clear, who told something and who has not answered, and lists whoever would rather not apart from the yes', async () => {
    expect(await whoReplied()).toMatch(/Yes: 3\n/);
    await ann.press('See who it is, and answer');
    await ann.fill({ 'Your answer': 'No conflict: yes' });
    await ann.submit();
    await bob.press('I’d rather not');
    await network.settle();
    expect(last(bob)).toContain('Priya Manager knows, and your name goes no further.');
    const page = await whoReplied();
    expect(page).toMatch(/Yes: 2\n/);
    expect(page).toMatch(/Ann Peer: Tue 16 March\. No conflict\./);
    expect(page).toMatch(/Cat Peer: Tue 16 March\. No answer about the host yet; a call may help\./);
    expect(page).toMatch(
      /Would rather not, now that they know the host: 1\n[\s\S]*Bob Peer: please don’t put their name forward\./,
    );
    expect(page).not.toContain('Dan Peer');
    await cat.press('See who it is, and answer');
    await cat.fill({ 'Your answer': 'Tell Priya something', 'A few words': 'canary-late-words' });
    await cat.submit();
    await network.settle();
    const later = await whoReplied();
    expect(later).toMatch(/Cat Peer: Tue 16 March\. Told you something: see “Read what was said”\./);
    expect(later).not.toContain('canary-late-words');
  });

  it('an answer that is asked for again is none meanwhile', async () => {
    await ann.say('profile');
    await ann.fill({ Area: 'Elsewhere' });
    await ann.submit();
    await network.settle();
    expect(await whoReplied()).toMatch(
      /Ann Peer: Tue 16 March\. Something changed in their profile, so I’ve asked about the host again\./,
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
      expect(await whoReplied()).toContain(name);
      const before = pm.seen.length;
      await peer.press('I can’t come');
      await network.settle();
      expect(peer.chat.join('\n')).toContain('Thank you for telling us: you can’t come');
      const news = pm.seen.slice(before).find(({ text }) => text.includes('Somebody can’t come after all'));
      expect(news?.text).toContain(`${name} can’t come: Housing services.`);
      expect(news?.preview).not.toContain(name);
      expect(await whoReplied()).not.toContain(name);
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
    const project = { days: [{ day: '2027-03-16' }, { day: '2027-03-17' }] };
    expect(takesLateNo({ state: 'closed', project }, '2027-03-17')).toBe(true);
    expect(takesLateNo({ state: 'closed', project }, '2027-03-18')).toBe(false);
    expect(takesLateNo({ state: 'open', project }, '2027-03-01')).toBe(false);
    expect(takesLateNo({ state: 'withdrawn', project }, '2027-03-01')).toBe(false);
  });
});
