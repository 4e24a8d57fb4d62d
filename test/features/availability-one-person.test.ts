import { beforeEach, describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { guess, guessForm } from '../support/guess.ts';
import { homeOf } from '../support/homes.ts';
import { type Network, startNetwork } from '../support/network.ts';
import { fillPool, putForward, replyYes, sendCallOut } from './availability-scene.ts';

let network: Network;
let pm: SimulatedPerson;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
let cat: SimulatedPerson;
/** In the pool only once the call-out has gone out. */
let dan: SimulatedPerson;
let eve: SimulatedPerson;
const all = (person: SimulatedPerson) => person.chat.join('\n');
const said = (person: SimulatedPerson) => person.seen.map(({ text }) => text).join('\n');
const rings = (person: SimulatedPerson) => person.seen.filter(({ kind }) => kind === 'message');
const memberOf = async (name: string) =>
  (await network.database.prisma.member.findFirstOrThrow({ where: { name } })).id;
const asked = async (name: string) =>
  network.database.prisma.invitation.findFirstOrThrow({ where: { peer: { name } } });
const callOutId = async () => (await network.database.prisma.callOut.findFirstOrThrow()).id;
/** As the form brings it, with the name chosen. */
const about = async (who: string, values: Record<string, string | string[]>) => {
  const reply = await guessForm(
    network,
    pm,
    'availability.one-done',
    { callOut: await callOutId() },
    {
      who: await memberOf(who),
      ...values,
    },
  );
  await network.settle();
  return JSON.stringify(reply);
};
const on = { slack: () => ann, teams: () => bob };
const late = { slack: () => eve, teams: () => dan };

beforeEach(async () => {
  network = await startNetwork();
  pm = network.slack.person('U-PM', { name: 'Priya Manager' });
  ann = network.slack.person('U-ANN', { name: 'Ann Peer' });
  bob = network.teams.person('t-bob', { name: 'Bob Peer' });
  cat = network.teams.person('t-cat', { name: 'Cat Peer' });
  dan = network.teams.person('t-dan', { name: 'Dan Peer' });
  eve = network.slack.person('U-EVE', { name: 'Eve Peer' });
  await fillPool(network, pm, [ann, bob, cat, dan, eve]);
  const later = { in: [await memberOf('Dan Peer'), await memberOf('Eve Peer')] };
  await network.database.prisma.poolPeer.updateMany({
    where: { memberId: later },
    data: { leftAt: new Date('2027-01-01') },
  });
});

async function send(): Promise<void> {
  await sendCallOut(network, pm, 3);
  await network.database.prisma.poolPeer.updateMany({ data: { leftAt: null } });
}

describe('one invitation sent once more', () => {
  it.each(['slack', 'teams'] as const)(
    'rings once, where the card before says that it is further down, and is their one reminder (%s)',
    async (platform) => {
      const peer = on[platform]();
      await send();
      const before = rings(peer).length;
      await pm.press('About one person');
      await pm.fill({ 'Who?': peer.name, 'What would you like to do?': 'Send it to them once more' });
      await pm.submit();
      await network.settle();
      expect(said(pm)).toContain(`Sent to ${peer.name} once more`);
      expect(rings(peer)).toHaveLength(before + 1);
      expect(rings(peer).at(-1)?.text).toContain('Could you help with a peer challenge?');
      expect(all(peer)).toContain('This is further down now');
      expect(await homeOf(peer)).toContain('Could you help with a peer challenge?');
      expect(await about(peer.name, { what: 'again' })).toContain('They’ve had it once more already');
      await network.travelTo('2027-02-09T12:00:00Z', 24);
      expect(rings(peer)).toHaveLength(before + 1);
      expect(all(cat)).toContain('Still time to reply');
      await replyYes(network, peer);
      expect(all(peer)).toContain('You replied: yes');
      expect(await about(peer.name, { what: 'again' })).toContain('They were asked, and said yes.');
    },
  );

  it('is not sent to somebody who said no, takes a break, had their reminder, or has it on its way', async () => {
    await cat.say('settings');
    await cat.press('Evenings and weekends');
    await send();
    expect(await about('Cat Peer', { what: 'again' })).toContain('It’s still on its way to them');
    await ann.press('Not this time');
    await network.settle();
    expect(await about('Ann Peer', { what: 'again' })).toContain(
      'said not this time. That never counts against them, and they aren’t asked again.',
    );
    await network.database.prisma.member.update({
      where: { id: await memberOf('Bob Peer') },
      data: { pausedUntil: new Date('2027-03-01') },
    });
    expect(await about('Bob Peer', { what: 'again' })).toContain('not being asked just now');
    await network.database.prisma.member.updateMany({ data: { pausedUntil: null } });
    await network.travelTo('2027-02-09T12:00:00Z', 24);
    expect(await about('Bob Peer', { what: 'again' })).toContain('They’ve had their one reminder');
    expect(await about('Dan Peer', { what: 'again' })).toContain('They weren’t asked by this call-out.');
  });
});

describe('whom nothing reached', () => {
  it('is on the manager’s card by name, with what to do, until somebody has told what they said', async () => {
    network.teams.fail({ kind: 'refused', user: 't-bob', times: 50 });
    await send();
    expect(all(pm)).toContain('Could not be reached: 1');
    expect(all(pm)).toContain(
      'I couldn’t reach Bob Peer. Please ring them, then say here what they told you: press “About one person”.',
    );
    expect(await about('Bob Peer', { what: 'ask' })).toContain('I couldn’t reach them. Please ring them');
    await about('Bob Peer', { what: 'no' });
    expect(all(pm)).not.toContain('I couldn’t reach Bob Peer');
    expect(all(pm)).toContain('Not this time: 1');
  });

  it('gets it once more as something new, and a loss says so again', async () => {
    network.teams.fail({ kind: 'refused', user: 't-bob', times: 1 });
    await send();
    expect(all(pm)).toContain('I couldn’t reach Bob Peer.');
    expect(all(bob)).not.toContain('Could you help');
    expect(await about('Bob Peer', { what: 'again' })).toContain('Sent to Bob Peer once more');
    expect(all(bob)).toContain('Could you help with a peer challenge?');
    expect(all(pm)).not.toContain('I couldn’t reach');
  });
});

describe('a reply that was told by telephone', () => {
  it.each(['slack', 'teams'] as const)(
    'is noted on their behalf: they read at once what, and by whom, and make it their own by changing it (%s)',
    async (platform) => {
      const peer = on[platform]();
      await send();
      const before = rings(peer).length;
      await pm.press('About one person');
      await pm.fill({ 'Who?': peer.name, 'What would you like to do?': 'They told me: yes' });
      await pm.submit();
      expect(pm.form?.errors).toEqual({
        'If yes or maybe: which days suit them?': 'Please tick at least one day that suits them.',
      });
      await pm.fill({ 'If yes or maybe: which days suit them?': ['Tue 16 March'] });
      await pm.submit();
      await network.settle();
      expect(rings(peer)).toHaveLength(before + 1);
      const card = rings(peer).at(-1)?.text ?? '';
      expect(card).toContain('Noted for you: yes, you’re interested');
      expect(card).toContain('Priya Manager noted this on your behalf, as you told them.');
      expect(card).toContain('Days that suit you: Tue 16 March.');
      expect(card).toContain('neither about the host nor for your employer');
      expect(all(pm)).toContain('Yes: 1');
      const { prisma } = network.database;
      expect(await prisma.conflict.count()).toBe(0);
      expect(await prisma.releasePermission.count()).toBe(0);
      const entry = await prisma.audit.findFirstOrThrow({ where: { action: 'call-out.noted' } });
      expect(entry.about).toEqual([await memberOf(peer.name)]);
      expect(await about(peer.name, { what: 'maybe', days: ['2027-03-16'] })).toContain('Noted for');
      await peer.press('Change', 'Noted for you: maybe');
      await peer.fill({ 'Are you interested?': 'Yes, I’m interested' });
      await peer.submit();
      await network.settle();
      expect(all(peer)).toContain('You replied: yes');
      expect((await asked(peer.name)).notedById).toBeNull();
      expect(await about(peer.name, { what: 'no' })).toContain('so only they can change it: on their card.');
    },
  );

  it('can be changed by them after the close, and their no rings whoever counts on them', async () => {
    await send();
    await pm.press('Close now');
    await network.settle();
    await about('Bob Peer', { what: 'yes', days: ['2027-03-16'] });
    expect(all(bob)).toContain('You can change this until Tue 16 March.');
    const before = rings(pm).length;
    await bob.press('Not this time after all');
    await network.settle();
    await bob.press('I can’t come');
    await network.settle();
    expect(
      rings(pm)
        .slice(before)
        .map(({ text }) => text)
        .join(),
    ).toContain('Bob Peer can’t come');
    expect(all(bob)).not.toContain('Thank you for offering');
    expect(await about('Bob Peer', { what: 'yes', days: ['2027-03-16'] })).toContain(
      'only they can change it',
    );
  });

  it('is not noted of whoever was put forward: that is theirs to say', async () => {
    await send();
    await about('Ann Peer', { what: 'yes', days: ['2027-03-16'] });
    await putForward(network, pm, ['Ann Peer']);
    expect(await about('Ann Peer', { what: 'no' })).toContain('They’ve been put forward by now.');
    expect((await asked('Ann Peer')).reply).toBe('yes');
  });
});

describe('somebody asked by hand', () => {
  it.each(['slack', 'teams'] as const)(
    'of the pool is asked like the others while it is open, and has a window of their own once it has closed (%s)',
    async (platform) => {
      const peer = late[platform]();
      await send();
      await pm.press('Close now');
      await network.settle();
      expect(await about(peer.name, { what: 'ask' })).toContain('It has closed for the others.');
      expect(await about(peer.name, { what: 'ask', until: '2027-03-17' })).toContain(
        'Please choose a day from today to the last day of the project.',
      );
      expect(await about(peer.name, { what: 'ask', until: '2027-02-24' })).toContain(`${peer.name} is asked`);
      expect(all(peer)).toContain('Could you help with a peer challenge? Reply by Wed 24 February');
      await network.travelTo('2027-02-19T12:00:00Z', 24);
      expect(await homeOf(peer)).toContain('Could you help with a peer challenge?');
      const before = rings(pm).length;
      await replyYes(network, peer);
      expect(all(peer)).toContain('You replied: yes');
      expect(
        rings(pm)
          .slice(before)
          .map(({ text }) => text)
          .join(),
      ).toContain(`${peer.name}: yes, Tue 16 March. Housing services.`);
      await putForward(network, pm, [peer.name]);
      expect(all(peer)).toContain('We’d like to put your name forward');
      expect(await about(peer.name, { what: 'ask', until: '2027-02-24' })).toContain('said yes.');
    },
  );

  it('left without a day can answer as long as everybody', async () => {
    await send();
    expect(await about('Dan Peer', { what: 'ask' })).toContain('can answer until Fri 12 February');
    expect(all(dan)).toContain('Reply by Fri 12 February');
    expect(all(pm)).toContain('Asked: 4');
    expect(await about('Dan Peer', { what: 'ask' })).toContain('They were asked, and haven’t answered.');
  });

  it('who does not answer in their own time is asked nothing more, and the auditor has nothing to mend', async () => {
    await send();
    expect(await about('Dan Peer', { what: 'ask', until: '2027-03-01' })).toContain('until Mon 1 March');
    await pm.press('Close now');
    await network.settle();
    expect(await homeOf(dan)).toContain('Reply by Mon 1 March');
    expect(await homeOf(cat)).not.toContain('Could you help');
    await network.audit();
    await network.travelTo('2027-03-02T12:00:00Z', 24);
    expect(await homeOf(dan)).not.toContain('Could you help');
    await dan.press('See days and reply');
    expect(said(dan)).toContain('This call-out has closed');
    expect(network.logs.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('who says no after the others rings whoever asked, kindly, and can see that they were asked by hand', async () => {
    await send();
    await pm.press('Close now');
    await network.settle();
    await about('Eve Peer', { what: 'ask', until: '2027-02-24' });
    const before = rings(pm).length;
    await eve.press('Not this time');
    await network.settle();
    const [news, ...more] = rings(pm).slice(before);
    expect(more).toEqual([]);
    expect(news?.text).toContain('Eve Peer: not this time, Housing services. It never counts against them.');
    expect(news?.preview).not.toContain('Eve');
    const { prisma } = network.database;
    const entry = await prisma.audit.findFirstOrThrow({ where: { action: 'call-out.one-asked' } });
    expect(entry.about).toEqual([await memberOf('Eve Peer')]);
    expect(await prisma.placement.count()).toBe(0);
  });

  it('is in the pool, is not from the host, and does not run it', async () => {
    await send();
    await network.database.prisma.poolPeer.updateMany({
      where: { memberId: await memberOf('Dan Peer') },
      data: { leftAt: new Date('2027-01-01') },
    });
    for (const what of ['ask', 'no'])
      expect(await about('Dan Peer', { what })).toContain('They’re not in the peer pool, or not being asked');
    expect(await about('Priya Manager', { what: 'ask' })).toContain('They run this project themselves.');
    await eve.say('profile');
    await eve.fill({ Organisation: 'Secretshire District Council' });
    await eve.submit();
    await network.settle();
    expect(await about('Eve Peer', { what: 'ask' })).toContain('They’re from the host itself.');
    expect(await network.database.prisma.invitation.count()).toBe(3);
  });

  it('is asked by whoever runs it alone, and not when the project is over', async () => {
    await send();
    const callOut = await callOutId();
    const stranger = await guess(network, cat, 'availability.one', { callOut });
    expect(JSON.stringify(stranger)).not.toContain('About one person');
    await network.database.prisma.project.updateMany({
      data: { state: 'cancelled', endedAt: await network.now() },
    });
    expect(await about('Dan Peer', { what: 'ask' })).toContain('Nobody can be added here now');
  });
});
