import { beforeAll, describe, expect, it } from 'vitest';
import { ranked, reasonsFor, skillsOf, soughtSkills } from '../../src/features/projects/rules/shortlist.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { type Network, startNetwork } from '../support/network.ts';
import { brief, fillPool } from './availability-scene.ts';

let network: Network;
let pm: SimulatedPerson;
let peers: SimulatedPerson[];
const all = (person: SimulatedPerson) => person.chat.join('\n');

beforeAll(async () => {
  network = await startNetwork();
  pm = network.slack.person('U-PM', { name: 'Priya Manager' });
  peers = [
    network.slack.person('U-ANN', { name: 'Ann Peer' }),
    network.teams.person('t-bob', { name: 'Bob Peer' }),
    network.teams.person('t-cat', { name: 'Cat Peer' }),
    network.slack.person('U-DAN', { name: 'Dan Peer' }),
  ];
  await fillPool(network, pm, peers);
  const skills: Record<string, string[]> = {
    'Bob Peer': ['Housing finance', 'Scrutiny'],
    'Cat Peer': ['scrutiny'],
    'Dan Peer': ['Housing finance', 'Scrutiny'],
  };
  const { prisma } = network.database;
  for (const [name, words] of Object.entries(skills)) {
    const member = await prisma.member.findFirstOrThrow({ where: { name } });
    await prisma.profile.update({ where: { memberId: member.id }, data: { skills: words } });
  }
  await pm.command('availability new');
  await pm.fill({
    ...brief,
    'Second day': '2027-03-17',
    'Other skills and experience, in your own words': 'Scrutiny, housing finance',
    Sector: 'Housing',
    'If it needs a councillor: of which group?': 'Any but the host’s largest',
  });
  await pm.submit();
  await network.settle();
  await pm.press('Send to 4 people');
  await network.settle();
  for (const peer of peers.slice(0, 3)) {
    await peer.press('See days and reply');
    await peer.fill({
      'Are you interested?': 'Yes, I’m interested',
      'Which days suit you?': ['Tue 16 March', 'Wed 17 March'],
    });
    await peer.submit();
  }
  await peers[3]?.press('Not this time');
  await network.settle();
});

describe('the brief of a project', () => {
  it('A4 names the skills, the sector, the group of a councillor, the days and the place, and everybody called out reads it but for the host; nobody’s own group is kept', async () => {
    for (const peer of peers) {
      const card = peer.seen.findLast(({ text }) => text.startsWith('Could you help with a peer challenge?'));
      expect(card?.text).toContain('Housing services: a district council in the East.');
      expect(card?.text).toContain('Tue 16 March and Wed 17 March, on site. 2 peers.');
      expect(card?.text).toContain('Sector: Housing');
      expect(card?.text).toContain('Looking for: Scrutiny, housing finance');
      expect(card?.text).toContain('If you’re a councillor: Any but the host’s largest');
      expect(card?.text).not.toContain('Secretshire');
    }
    const kept = await network.database.prisma.project.findFirstOrThrow({ include: { days: true } });
    expect(kept).toMatchObject({
      theme: 'Housing services',
      councilKind: 'district',
      region: 'the East',
      placeKind: 'on-site',
      skills: 'Scrutiny, housing finance',
      sector: 'Housing',
      politicalGroup: 'Any but the host’s largest',
      peersWanted: 2,
    });
    expect(kept.days.map(({ day }) => day).sort()).toEqual(['2027-03-16', '2027-03-17']);
    const columns = await network.database.prisma.$queryRaw<{ name: string }[]>`
      SELECT table_name AS name FROM information_schema.columns WHERE column_name LIKE '%political%'`;
    expect(columns.map(({ name }) => name)).toEqual(['project']);
  });
});

describe('whom a project manager is shown', () => {
  it('A5 by the skills and days of the brief, with reasons in words and never a no; whoever runs it decides, and who was suggested and why is kept', async () => {
    await pm.press('Choose people');
    const choose = (...labels: string[]) => pm.fill({ 'Whom would you like to put forward?': labels });
    await expect(choose('Dan Peer: yes, free all days, 2 of 2 skills')).rejects.toThrow(
      'it has: Bob Peer: yes, free all days, 2 of 2 skills, Cat Peer: yes, free all days, 1 of 2 skills, Ann Peer: yes, free all days, 0 of 2 skills',
    );
    // The last in the list, for the list only suggests.
    await choose('Ann Peer: yes, free all days, 0 of 2 skills');
    await pm.submit();
    expect(await network.database.prisma.suggestion.count()).toBe(0);
    await pm.press('Ask 1 person');
    await network.settle();
    expect(all(peers[0] as SimulatedPerson)).toContain('We’d like to put your name forward');
    const kept = await network.database.prisma.suggestion.findMany({
      include: { peer: { select: { name: true } } },
      orderBy: { peer: { name: 'asc' } },
    });
    expect(kept.map(({ peer, reasons, chosen }) => [peer.name, reasons, chosen])).toEqual([
      ['Ann Peer', 'yes, free all days, 0 of 2 skills', true],
      ['Bob Peer', 'yes, free all days, 2 of 2 skills', false],
      ['Cat Peer', 'yes, free all days, 1 of 2 skills', false],
    ]);
    await pm.press('The people');
    await pm.press('Who was suggested, and why');
    expect(pm.form?.text).toContain(
      'Ann Peer: yes, free all days, 0 of 2 skills. Chosen by whoever runs it.',
    );
    expect(pm.form?.text).toContain('Bob Peer: yes, free all days, 2 of 2 skills.');
    expect(pm.form?.text).not.toContain('Dan');
    pm.dismiss();
    const exported = JSON.stringify(
      await Promise.all(
        kept.map(({ peerId }) =>
          network.database.prisma.suggestion.findMany({ where: { peerId }, select: { reasons: true } }),
        ),
      ),
    );
    expect(exported).not.toMatch(/no\b|declined|silent|withdr/i);
  });
});

describe('the order of a list', () => {
  const project = {
    days: [{ day: '2027-03-16' }, { day: '2027-03-17' }],
    skills: 'Finance; housing\nScrutiny ',
  };
  const one = (about: object) => ({
    interest: 'yes' as const,
    days: ['2027-03-16', '2027-03-17'],
    skills: [] as string[],
    lastDay: null,
    ...about,
  });

  it('is days, then skills, a yes before a maybe, and whoever has not taken part for longest', () => {
    const list = [
      one({ name: 'often', skills: ['finance'], lastDay: '2027-01-10' }),
      one({ name: 'maybe', skills: ['finance'], interest: 'maybe' }),
      one({ name: 'new', skills: ['finance'] }),
      one({ name: 'half', skills: ['finance', 'housing'], days: ['2027-03-16'] }),
      one({ name: 'best', skills: ['Housing finance', 'scrutiny'] }),
    ];
    const names = ranked(list, project).map((each) => (each as unknown as { name: string }).name);
    expect(names).toEqual(['best', 'new', 'often', 'maybe', 'half']);
  });

  it('reads skills however they are written, and says each reason in words', () => {
    expect(soughtSkills(project)).toEqual(['finance', 'housing', 'scrutiny']);
    expect(soughtSkills({ skills: null })).toEqual([]);
    expect(skillsOf({ skills: ['Local  Government FINANCE'] }, ['finance', 'housing'])).toEqual(['finance']);
    expect(reasonsFor(one({ skills: ['finance'], lastDay: '2026-09-10' }), project)).toBe(
      'yes, free all days, 1 of 3 skills, last took part in September 2026',
    );
    expect(reasonsFor(one({ interest: 'maybe', days: [] }), { ...project, skills: null })).toBe(
      'maybe, free 0 of 2 days',
    );
  });
});
