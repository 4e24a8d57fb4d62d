import { beforeEach, describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { guess, guessForm } from '../support/guess.ts';
import { type Network, startNetwork } from '../support/network.ts';
import { brief, fillPool, fixDates, replyYes, sendCallOut, sendPencil } from './availability-scene.ts';

let network: Network;
let pm: SimulatedPerson;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
let cat: SimulatedPerson;
const all = (person: SimulatedPerson) => person.chat.join('\n');
const shown = (person: SimulatedPerson) => person.seen.at(-1)?.text ?? '';
const rings = (person: SimulatedPerson) => person.seen.filter(({ kind }) => kind === 'message').length;
const on = { slack: () => ann, teams: () => bob };

beforeEach(async () => {
  network = await startNetwork();
  pm = network.slack.person('U-PM', { name: 'Priya Manager' });
  ann = network.slack.person('U-ANN', { name: 'Ann Peer' });
  bob = network.teams.person('t-bob', { name: 'Bob Peer' });
  cat = network.teams.person('t-cat', { name: 'Cat Peer' });
  await fillPool(network, pm, [ann, bob, cat]);
});

async function correct(values: Record<string, string>): Promise<void> {
  await pm.press('Correct it');
  await pm.fill(values);
  await pm.submit();
  await network.settle();
}
/** As platforms send it: what is empty is not there. */
const given = (values: Record<string, string>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
const audited = () =>
  network.database.prisma.audit.findMany({ where: { action: { endsWith: '.corrected' } } });

describe('a small thing put right in a call-out that was sent', () => {
  it.each(['slack', 'teams'] as const)(
    'shows on the card of everybody who was asked, rings nobody, and leaves their replies as they are (%s)',
    async (platform) => {
      const peer = on[platform]();
      await sendCallOut(network, pm, 3);
      await replyYes(network, peer);
      const before = [ann, bob, cat].map(rings);
      await correct({ 'What is it about?': 'Homelessness', Where: 'online', 'How many peers?': '3' });
      expect(pm.seen.map(({ text }) => text).join()).toContain(
        'Different now: what it’s about, where and number of peers. 3 people see it',
      );
      expect([ann, bob, cat].map(rings)).toEqual(before);
      expect(all(peer)).toContain('You replied: yes');
      expect(all(peer)).toContain('Homelessness, in the East.');
      expect(all(cat)).toContain('Homelessness: a district council in the East.');
      expect(all(cat)).toContain('online. 3 peers.');
      for (const one of [ann, bob, cat]) expect(all(one)).not.toContain('Housing services');
      expect(all(pm)).toContain('Your call-out: Homelessness');
      expect(all(pm)).toContain('Yes: 1');
      expect(all(pm)).toContain('Corrected on Mon 1 February.');
      const [entry, ...more] = await audited();
      expect(more).toEqual([]);
      expect(entry?.why).toBe('what it’s about, where and number of peers');
    },
  );

  it('has the words of today in its form, and no host, days or reply-by', async () => {
    await sendCallOut(network, pm, 3);
    await pm.press('Correct it');
    expect(pm.form?.fields).toEqual([
      'What is it about?',
      'Kind of council',
      'Region',
      'Where',
      'Skills you look for',
      'Other skills and experience, in your own words',
      'Sector',
      'If it needs a councillor: of which group?',
      'How many peers?',
    ]);
    expect(pm.form?.text).toContain('Housing services');
    expect(pm.form?.text).not.toContain('Secretshire');
    await pm.submit();
    expect(shown(pm)).toContain('It’s as it was');
    expect(all(pm)).not.toContain('Corrected on');
    expect(await audited()).toEqual([]);
  });

  it('is put right after the close as well, and a bad number is said beside its field', async () => {
    await sendCallOut(network, pm, 3);
    await pm.press('Close now');
    await network.settle();
    await correct({ 'How many peers?': '99' });
    expect(pm.form?.errors).toEqual({ 'How many peers?': 'Please give a number from 1 to 20.' });
    await pm.fill({ 'How many peers?': '4' });
    await pm.submit();
    await network.settle();
    expect(all(cat)).toContain('4 peers.');
  });

  it('tells the later of two who correct at once what is different by now, and keeps what they typed', async () => {
    await sendCallOut(network, pm, 3);
    const { id: callOut } = await network.database.prisma.callOut.findFirstOrThrow();
    const opened = {
      theme: 'Housing services',
      councilKind: 'district',
      region: 'the East',
      placeKind: 'on-site',
      skills: '',
      sector: '',
      politicalGroup: '',
      peers: '2',
    };
    const first = { ...opened, theme: 'Homelessness', region: 'the Fens' };
    await guessForm(network, pm, 'availability.corrected', { callOut, opened }, given(first));
    const later = { ...opened, region: 'East Anglia', peers: '5' };
    const form = JSON.stringify(
      await guessForm(network, pm, 'availability.corrected', { callOut, opened }, given(later)),
    );
    expect(form).toContain('Somebody corrected this while you were writing');
    expect(form).toContain('what it’s about is now “Homelessness”.');
    expect(form).toContain('region is now “the Fens”. You changed it, too: its field holds what you typed.');
    expect(form).toMatch(/"initial":"Homelessness"/);
    expect(form).toMatch(/"initial":"East Anglia"/);
    expect(form).toMatch(/"initial":"5"/);
    const project = () => network.database.prisma.project.findFirstOrThrow();
    expect(await project()).toMatchObject({ theme: 'Homelessness', region: 'the Fens', peersWanted: 2 });
    await guessForm(
      network,
      pm,
      'availability.corrected',
      { callOut, opened: first },
      given({ ...first, region: 'East Anglia', peers: '5' }),
    );
    expect(await project()).toMatchObject({ theme: 'Homelessness', region: 'East Anglia', peersWanted: 5 });
  });

  it('is for whoever runs it alone, and not once people were chosen by what they had read', async () => {
    await sendCallOut(network, pm, 3);
    await replyYes(network, ann);
    const { id: callOut } = await network.database.prisma.callOut.findFirstOrThrow();
    await network.database.prisma.roleGrant.create({
      data: {
        memberId: (await network.database.prisma.member.findFirstOrThrow({ where: { name: 'Cat Peer' } })).id,
        role: 'project-manager',
        startsAt: new Date('2027-01-01'),
      },
    });
    const stranger = JSON.stringify(await guess(network, cat, 'availability.correct', { callOut }));
    expect(stranger).toContain('That card was for somebody else');
    await network.database.prisma.project.updateMany({ data: { state: 'choosing' } });
    const late = JSON.stringify(await guess(network, pm, 'availability.correct', { callOut }));
    expect(late).toContain('That can’t be corrected here any more');
  });

  it('is put right in a heads-up, and in its call-out for both', async () => {
    await sendPencil(network, pm, 3);
    await correct({ Region: 'the Fens' });
    expect(all(bob)).toContain('district council in the Fens.');
    await fixDates(network, pm, 3);
    await correct({ 'What is it about?': 'Homelessness' });
    for (const one of [ann, bob]) {
      expect(all(one)).toContain('Homelessness');
      expect(all(one)).not.toContain(brief['What is it about?']);
    }
  });
});
