import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readProfile } from '../../src/directory/profile.ts';
import { features } from '../../src/features/index.ts';
import { exportPeople, importPeople } from '../../src/features/invitations/handlers/terminal.ts';
import { readPeopleList } from '../../src/features/invitations/rules/list.ts';
import { decodeList } from '../../src/features/invitations/rules/text.ts';
import { forgetInvited } from '../../src/features/invitations/store/invited.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { openVault } from '../../src/store/seal.ts';
import { noTestHook } from '../../src/store/steps.ts';
import { readCode, spellJoinCode } from '../../src/text/codes.ts';
import { type Network, startNetwork } from '../support/network.ts';

let network: Network;
let cora: SimulatedPerson;
let folder: string;
const last = (person: SimulatedPerson) => person.seen.at(-1)?.text ?? '';
const memberOf = (person: SimulatedPerson) =>
  network.database.prisma.member.findFirstOrThrow({
    where: { accounts: { some: { externalUser: person.user } } },
  });
const profileOf = async (person: SimulatedPerson) =>
  readProfile(network.database.prisma, (await memberOf(person)).id);
const parts = () => ({
  features,
  vault: network.vault,
  log: () => {},
  testHook: noTestHook,
  database: network.database,
  settings: { join: 'approval' as const },
});
const put = async (name: string, words: string | Uint8Array) => {
  const file = join(folder, name);
  await writeFile(file, words);
  return file;
};
const runImport = async (words: string | Uint8Array, ...more: string[]) => {
  const file = await put(`${crypto.randomUUID()}.csv`, words);
  return { file, ...(await importPeople(parts(), [file, ...more])) };
};
const codesOf = async (file: string) =>
  (await readFile(`${file}.codes.csv`, 'utf8')).match(/[A-Z0-9]{4}(-[A-Z0-9]{4}){2}/g) ?? [];
const TEAMS_ID = '1f0c2a34-5b6d-4e7f-8a9b-0c1d2e3f4a5b';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'alongside-lists-'));
  network = await startNetwork();
  cora = network.slack.person('UCORA1', { name: 'Cora Coordinator' });
  await network.coordinate(cora);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('reading a list', () => {
  const bad = (text: string) => readPeopleList(text).bad.map(({ line, expected }) => `${line}: ${expected}`);

  it('reads a mark at its start, CRLF, semicolons, tabs and quotes alike', () => {
    const expected = [
      { line: 2, name: 'Zoë O’Neill', organisation: 'Mind, Camden "North"', kinds: ['volunteer', 'manager'] },
    ];
    for (const [mark, list] of [
      [',', 'volunteer; manager'],
      [';', 'volunteer|manager'],
      ['\t', 'volunteer, manager'],
    ]) {
      const cells = ['Zoë O’Neill', '"Mind, Camden ""North"""', `"${list}"`];
      const text = `\uFEFF${['Name', 'Organisation', 'Kinds'].join(mark)}\r\n${cells.join(mark)}\r\n\r\n`;
      const { people, bad } = readPeopleList(text);
      expect(bad).toEqual([]);
      expect(people).toMatchObject(expected);
    }
  });

  it('names every bad line, each with what was expected, and spoils no other', () => {
    const text = [
      'name,email,slack,teams,kinds,skills',
      'Ann,ann@example.org,,,volunteer,',
      ',nobody@example.org,,,,',
      'Bob,not an address,U1,1234,wizard,',
      '"Cat,cat@example.org,,,,',
      'Dan,ANN@example.org,,,,',
      'Eve,eve@example.org,,,,,,surplus',
      `Fay,,,,,${Array(11).fill('s').join('')}x; ${'y'.repeat(41)}`,
      'Gus,gus@example.org,,,paid peer,chairing|minutes',
      'Hal,,,,,',
      'Hal,,,,,',
    ].join('\n');
    expect(bad(text)).toEqual([
      '3: name: a name',
      '4: email: an address such as ann@example.org; slack: a member ID such as U012AB3CD; teams: an object ID such as 1f0c2a34-5b6d-4e7f-8a9b-0c1d2e3f4a5b; kinds: one or more of: officer, councillor, volunteer, paid-peer, manager',
      '5: quotes only around a whole value, closed at its end, and one inside written twice',
      '6: each person once: line 2 has the same e-mail ann@example.org',
      '7: 6 columns, and there are 8',
      '8: skills: 40 characters each at the most',
      '11: each person once: line 10 has the same name Hal, and nothing that tells them apart',
    ]);
    expect(readPeopleList(text).people.map(({ name }) => name)).toEqual(['Ann', 'Gus', 'Hal']);
  });

  it('says what is missing of the first line, and what is too much of it', () => {
    expect(bad('Ann,ann@example.org')[0]).toMatch(/^1: a first line that names the columns, with "name"/);
    expect(bad('name,shoe size\nAnn,5')[0]).toMatch(/There is also: shoe size$/);
    expect(bad('name,name\nAnn,Ann')).toEqual(['1: each column once']);
    expect(bad('')[0]).toContain('a first line');
    expect(bad(`name\n${'A\n'.repeat(20_001)}`)[0]).toContain('20000 people at the most');
    expect(readPeopleList('name,roles,joined\nAnn,coordinator,2027-01-01').people).toHaveLength(1);
  });

  it('knows bytes that are no UTF-8 by their line, UTF-16 by its mark, and what is no text at all', () => {
    expect(decodeList(Buffer.from('name\nZo\xeb\n', 'latin1'))).toMatchObject({ bad: { line: 2 } });
    expect(decodeList(Buffer.from('\uFEFFname\nZoë', 'utf16le'))).toEqual({ text: 'name\nZoë' });
    expect(decodeList(Buffer.from([0x50, 0x4b, 3, 4, 0, 0]))).toMatchObject({ bad: { line: 1 } });
    expect(JSON.stringify(decodeList(Buffer.from([0xff])))).toContain('CSV UTF-8');
  });

  const names = (text: string, otherwise?: readonly ['name', 'email', 'organisation', 'area']) =>
    readPeopleList(text, otherwise && { otherwise }).people.map(({ name }) => name);

  it('a line break within quotes is a part of the one person whose cell it is', () => {
    for (const [text, expected] of [
      ['name,organisation\nAnn,"Mind\nin Camden"\nBob,Age UK', { organisation: 'Mind in Camden' }],
      ['name,organisation\r\nAnn,"Mind\r\nin Camden"\r\nBob,Age UK', { organisation: 'Mind in Camden' }],
      ['name;area\nAnn;"Leeds\n\n\nNorth"\nBob;York', { area: 'Leeds North' }],
      [
        'name\tskills\nAnn\t"chairing\nminutes, notes"\nBob\tchairing',
        { skills: ['chairing', 'minutes', 'notes'] },
      ],
      ['area,name\n"Camden ""North""\nand West",Ann\nYork,Bob', { area: 'Camden "North" and West' }],
      ['name,organisation\rAnn, "Mind\rin Camden" \rBob,Age UK', { organisation: 'Mind in Camden' }],
    ] as const) {
      expect(names(text), text).toEqual(['Ann', 'Bob']);
      expect(readPeopleList(text).people[0], text).toMatchObject({ line: 2, ...expected });
      expect(bad(text), text).toEqual([]);
    }
  });

  it('a record whose quotes cannot be meant is refused whole, and none of its lines is taken for a person', () => {
    for (const [text, left] of [
      // Never closed: what follows may be the rest of it, unless it is a whole record by itself.
      ['name,organisation\nAnn,"Mind\nin Camden\nBob,Age UK', ['Bob']],
      ['name,skills,area\nAnn,"likes tea\nBob\nand cake\nCat,chairing,York', ['Cat']],
      ['name\n"Ann\nBob\nCat', []],
      ['name,area\nAnn,"Leeds" North\nBob,York', ['Bob']],
      ['name,area\n"Ann" Archer,Leeds\nBob,York', ['Bob']],
      ['name,area\nAnn "Nan" Archer,Leeds\nBob,York', ['Bob']],
      // Closed by somebody else's quote.
      ['name,organisation\nAnn,"Mind\nBob,Age UK"\nCat,Scope', ['Cat']],
      // Two names in one cell are two people, or one: not for us to say.
      ['name,area\n"Ann Archer\nBob Baker",Leeds\nCat,York', ['Cat']],
      ['name,organisation,area\nAnn,“Mind, Camden”,Leeds\nBob,Age UK,York', ['Bob']],
    ] as const) {
      expect(names(text), text).toEqual(left);
      expect(bad(text), text).toHaveLength(1);
      expect(bad(text)[0], text).toMatch(/^2: /);
    }
  });

  it('reads what spreadsheets write: sep=, blank first lines, any delimiter, headings and kinds in their own spelling', () => {
    for (const text of [
      'sep=;\nname;kinds\nAnn;volunteer',
      '\uFEFF"sep=,"\r\nName,Kinds\r\nAnn,Volunteer\r\n',
      'sep=|\nNAME|KIND\nAnn|Volunteers',
      '\n\n,,\nname,kinds,\nAnn,VOLUNTEER,\n,,\n',
      '\n"Name";"Kinds"\n"Ann";"volunteer"',
      'Full name\tE-mail address\tKinds\nAnn\t\tVolunteer',
    ]) {
      expect(bad(text), text).toEqual([]);
      expect(readPeopleList(text).people, text).toMatchObject([{ name: 'Ann', kinds: ['volunteer'] }]);
    }
    const kinds =
      'name,organisation kind\n' + 'A,Council\nB,Community group\nC,NHS\nD,Charities\nE,police_fire';
    expect(readPeopleList(kinds).people.map(({ organisationKind }) => organisationKind)).toEqual([
      'council',
      'community-group',
      'nhs',
      'charity',
      'police-fire',
    ]);
    for (const mark of ['le', 'be']) {
      const bytes = Buffer.from('name,area\nZoë,Leeds', 'utf16le');
      expect(decodeList(mark === 'le' ? bytes : bytes.swap16())).toEqual({ text: 'name,area\nZoë,Leeds' });
    }
  });

  it('reads e-mail addresses as address books write them, and refuses what is none', () => {
    const email = (typed: string) =>
      readPeopleList(`name,email\nAnn,"${typed.replaceAll('"', '""')}"`).people[0]?.email;
    for (const [typed, expected] of [
      ['Ann+peers@Example.ORG', 'ann+peers@example.org'],
      ["o'brien@example.org", "o'brien@example.org"],
      ['o’brien@example.org', "o'brien@example.org"],
      ['mailto:ann@example.org', 'ann@example.org'],
      ['Ann Archer <ann@example.org>', 'ann@example.org'],
      ['"Archer, Ann" <Ann@Example.org>;', 'ann@example.org'],
      ['<mailto:ann@example.org|ann@example.org>', 'ann@example.org'],
      ['ann@example.org.', 'ann@example.org'],
      [' ann@example.org\u00a0', 'ann@example.org'],
      ['ann@mail.camden.gov.uk', 'ann@mail.camden.gov.uk'],
      ['ann@müller.example', 'ann@xn--mller-kva.example'],
    ])
      expect(email(typed ?? ''), typed).toBe(expected);
    for (const typed of [
      'ann',
      'ann@',
      '@example.org',
      'ann@example',
      'ann@@example.org',
      'ann at example.org',
      'a b@example.org',
      'ann@example.org bob@example.org',
      'ann@example.org, bob@example.org',
    ])
      expect(email(typed), typed).toBeUndefined();
  });

  it('join codes are told from link codes and from words', () => {
    for (let n = 0; n < 50; n += 1) {
      const code = spellJoinCode(crypto.getRandomValues(new Uint8Array(16)));
      expect(code).toMatch(/^([A-Z2-9]{4}-){2}[A-Z2-9]{4}$/);
      expect(readCode(`join ${code.toLowerCase()}`, 'join')).toBe(code.replaceAll('-', ''));
    }
    for (const words of ['K7QW-M2XA', 'join us', 'straightened', 'join this team soon'])
      expect(readCode(words, 'join')).toBeUndefined();
  });
});

describe('npm run import', () => {
  it('writes nothing unless told to, and says how', async () => {
    expect((await importPeople(parts(), [])).lines.join('\n')).toContain('npm run import -- people.csv');
    expect((await importPeople(parts(), [join(folder, 'none.csv')])).lines[0]).toContain('There is no file');
    const { lines, ok } = await runImport('name,email\nAnn,ann@example.org\nBob,nonsense\n');
    expect(ok).toBe(false);
    expect(lines).toEqual([
      '1 person to bring in.',
      'Ann',
      'Line 3 can’t be brought in. Expected: email: an address such as ann@example.org.',
      'Nothing was written. To bring them in, add --write.',
    ]);
    expect(await network.database.prisma.invitedPerson.count()).toBe(0);
    const huge = await runImport(new Uint8Array(10 * 1024 * 1024 + 1));
    expect(huge.lines[0]).toContain('larger than 10 MB');
  });

  it('F whoever is expected is asked when they first write, and joins without waiting: profile filled, hat confirmed', async () => {
    const people = `name,slack,teams,organisation,organisation kind,area,kinds,languages
Ann Archer,UANN1,,Anytown Council,council,Leeds,volunteer,Polish
Bob Baker,,${TEAMS_ID},anytown council,,,manager,`;
    const { lines, ok, file } = await runImport(people, '--write');
    expect(ok).toBe(true);
    expect(lines[0]).toBe('2 people to bring in.');
    expect((await stat(`${file}.codes.csv`)).mode & 0o777).toBe(0o600);
    expect(
      await network.database.prisma.organisation.findFirst({ where: { name: 'Anytown Council' } }),
    ).toMatchObject({ state: 'confirmed', kind: 'council' });
    const ann = network.slack.person('UANN1', { name: 'Ann A' });
    await ann.say('hello');
    await network.settle();
    expect(ann.chat.join()).toContain('You’re expected here');
    expect(ann.chat.join()).toContain('Anytown Council, Leeds and Volunteer');
    expect(await memberOf(ann)).toMatchObject({ standing: 'guest' });
    await ann.press('Join');
    expect(await memberOf(ann)).toMatchObject({ standing: 'member' });
    expect(await profileOf(ann)).toMatchObject({
      name: 'Ann A',
      organisation: { name: 'Anytown Council' },
      area: 'Leeds',
      isPeer: true,
      languages: ['Polish'],
    });
    const bob = network.teams.person(TEAMS_ID.toUpperCase(), { name: 'Bob Baker' });
    await bob.install();
    await bob.say('join');
    expect(last(bob)).toContain('You’re expected here');
    await bob.press('Join');
    expect(await profileOf(bob)).toMatchObject({
      isManager: true,
      organisation: { name: 'Anytown Council' },
    });
    expect(await network.database.prisma.invitedPerson.count()).toBe(0);
  });

  it('brought again, it overwrites nothing and says where it differs', async () => {
    const { lines } = await runImport(
      'name,slack,organisation,area,kinds\nAnn Archer,UANN1,Mind in Camden,leeds,officer\nNew One,UNEW1,,,\n',
      '--write',
    );
    expect(lines).toContain('1 person here already, and left as they are.');
    expect(lines).toContain(
      'Line 2, Ann Archer: organisation: here Anytown Council, in the list Mind in Camden; kinds: here volunteer, in the list officer.',
    );
    const again = await runImport('name,slack,area\nNew One,UNEW1,York\n', '--write');
    expect(again.lines).toContain('Line 2, New One: area: here nothing, in the list York.');
    expect(again.lines.join()).toContain('Brought in: 0,');
    expect(await network.database.prisma.invitedPerson.count()).toBe(1);
  });

  /** Somebody writes from Slack, which says their address. */
  const sayFrom = async (user: string, name: string, email: string) => {
    const { platform, workspace } = network.slack;
    await network.bot.receive({
      id: crypto.randomUUID(),
      kind: 'message',
      text: 'hello',
      sender: { platform, workspace, user, name, email },
      conversation: { platform, workspace, id: `D-${user}`, kind: 'direct' },
    });
    await network.settle();
    return network.slack.person(user, { name }).seen.at(-1)?.text ?? '';
  };
  const plainHash = (email: string) => createHash('sha256').update(`email ${email}`).digest('hex');

  it('by e-mail where the platform says it; the address itself is kept nowhere', async () => {
    await runImport('name,email\nCal Cope,Cal.Cope@Example.org\n', '--write');
    const rows = JSON.stringify(await network.database.prisma.invitedPerson.findMany());
    expect(rows).not.toMatch(/example\.org/i);
    expect(rows).not.toContain(plainHash('cal.cope@example.org'));
    expect(await sayFrom('UCAL1', 'Cal', 'cal.cope@example.org')).toContain('You’re expected here');
  });

  it('whom a list of an earlier version names by a plain hash is known still, and the hash is keyed at the first start', async () => {
    const emailHash = plainHash('lou.lane@example.org');
    const invited = { name: 'Lou Lane', emailHash, codeHash: crypto.randomUUID() };
    const { id } = await network.database.prisma.invitedPerson.create({
      data: { ...invited, invitedAt: await network.now() },
    });
    await Promise.all([1, 2].map(() => openVault(network.database, network.keys)));
    const row = await network.database.prisma.invitedPerson.findUniqueOrThrow({ where: { id } });
    expect(row.emailHash).not.toBe(emailHash);
    const { lines } = await runImport('name,email\nLou Lane,Lou.Lane@example.org\n');
    expect(lines.join()).toContain('1 person expected');
    expect(await sayFrom('ULOU1', 'Lou', 'lou.lane@example.org')).toContain('You’re expected here');
  });

  it('a guest who is here already is asked at once', async () => {
    const dot = network.slack.person('UDOT1', { name: 'Dot' });
    await dot.say('hello');
    await runImport('name,slack\nDot Dean,UDOT1\n', '--write');
    await network.settle();
    expect(last(dot)).toContain('You’re expected here');
  });

  it('a join code works once, in one’s own chat, for whoever has it', async () => {
    const { file } = await runImport('name,area\nEli Ebb,Ely\nFay Finch,Fife\n', '--write');
    const [eliCode = '', fayCode = ''] = await codesOf(file);
    const eli = network.teams.person('2f0c2a34-5b6d-4e7f-8a9b-0c1d2e3f4a5b', { name: 'Eli Ebb' });
    await eli.say(`join ${eliCode}`);
    expect(last(eli)).toContain('What the list says of you: Ely.');
    const thief = network.teams.person('t-thief', { name: 'Mal' });
    await thief.say(eliCode);
    expect(last(thief)).toContain('I don’t know that code');
    await eli.press('Join');
    expect(await memberOf(eli)).toMatchObject({ standing: 'member' });
    const fay = network.teams.person('t-fay', { name: 'Fay Finch' });
    await fay.mention('C-ROOM', `join ${fayCode}`);
    expect(last(fay)).toContain('void once it was typed where others may read it');
    await fay.say(fayCode);
    expect(last(fay)).toContain('I don’t know that code');
    await fay.say('join us for coffee');
    expect(last(fay)).toContain('nobody has read that');
  });

  it('whoever says no is forgotten but for that, and no list asks them again', async () => {
    await runImport('name,slack,organisation\nGil Gray,UGIL1,Anytown Council\n', '--write');
    const gil = network.slack.person('UGIL1', { name: 'Gil' });
    await gil.say('hello');
    await network.settle();
    await network.database.prisma.$executeRaw`
      UPDATE invited_person SET invited_at = invited_at - interval '170 days' WHERE slack_user = 'UGIL1'`;
    await gil.press('No, thank you');
    expect(last(gil)).toContain('no list asks you again');
    const row = await network.database.prisma.invitedPerson.findFirstOrThrow({
      where: { slackUser: 'UGIL1' },
    });
    expect(row).toMatchObject({ name: '-', organisation: null, state: 'declined' });
    const { lines } = await runImport('name,slack\nGil Gray,UGIL1\n', '--write');
    expect(lines).toContain('1 person who would rather not, and aren’t asked for half a year.');
    expect(await memberOf(gil)).toMatchObject({ standing: 'guest' });
    await gil.say('join');
    expect(last(gil)).toContain('Thank you for asking');
    // Invited long ago, and no said yesterday: it is the no that holds for half a year.
    const said = (days: number) =>
      network.database.prisma.$executeRaw`
        UPDATE invited_person SET invited_at = invited_at - make_interval(days => ${days}::int) WHERE id = ${row.id}::uuid`;
    const forget = async () => forgetInvited(network.database.prisma, await network.now(), 1_000);
    expect(row.invitedAt.getTime()).toBeGreaterThan((await network.now()).getTime() - 60_000);
    await said(182);
    expect(await forget()).toBe(0);
    await said(2);
    expect(await forget()).toBe(1);
  });
});

describe('a name that is here already', () => {
  const count = (name: string) => network.database.prisma.invitedPerson.count({ where: { name } });

  it('a list of names brought in twice doubles nobody, and says who is known already', async () => {
    const text = 'name\nUma Ueda\nVic Vance\nZoë Zane\n';
    expect((await runImport(text, '--write')).lines).toContain('Uma Ueda; Vic Vance; Zoë Zane');
    const again = await runImport('name\nUMA  UEDA\nVic Vance\nZoe Zane\nWes Wood\n', '--write');
    expect(again.lines).toContain('1 person to bring in.');
    expect(again.lines).toContain('3 people left out for now: somebody of the same name is here already.');
    expect(again.lines).toContain('Wes Wood');
    expect(again.lines).toContain('Line 4, Zoe Zane: somebody of that name is expected.');
    expect(again.lines.join()).toContain('--namesakes');
    expect(await count('Vic Vance')).toBe(1);
    await runImport('name\nVic Vance\n', '--write', '--namesakes');
    expect(await count('Vic Vance')).toBe(2);
  });

  it('an id tells two people of one name apart; an e-mail address only from somebody who has one, too', async () => {
    await runImport(
      'name,email,slack\nXan Xu,xan@example.org,\nYan Yu,,UYAN1\nCora Coordinator,,UOTHER1',
      '--write',
    );
    const { lines } = await runImport(
      'name,email,slack\nXan Xu,xan.two@example.org,\nYan Yu,,UYAN2\nUma Ueda,uma@example.org,\nCora Coordinator,cora@example.org,',
    );
    expect(lines[0]).toBe('2 people to bring in.');
    expect(lines).toContain('Line 4, Uma Ueda: somebody of that name is expected.');
    expect(lines).toContain('Line 5, Cora Coordinator: a member has that name.');
  });

  it('in chat the coordinator is asked, and brings in only whom they tick', async () => {
    await cora.command('import');
    await cora.fill({ 'The list': 'Uma Ueda\nVic Vance\nAmy Abel' });
    await cora.submit();
    expect(cora.form?.text).toContain('Amy Abel');
    expect(cora.form?.submit).toBe('Bring in these 1');
    await cora.fill({ 'Their name is here already: are they other people?': ['Uma Ueda'] });
    await cora.submit();
    expect(cora.form?.text).toMatch(
      /Amy Abel: join [\s\S]*Uma Ueda: join|Uma Ueda: join [\s\S]*Amy Abel: join/,
    );
    expect(cora.form?.text).not.toContain('Vic Vance');
    cora.dismiss();
    await cora.command('import');
    await cora.fill({ 'The list': 'Uma Ueda\nAmy Abel' });
    await cora.submit();
    expect(cora.form?.submit).toBe('Bring in who is ticked');
    const before = await network.database.prisma.invitedPerson.findMany();
    await cora.submit();
    expect(cora.form?.title).toBe('Nobody new');
    expect(cora.form?.text).toContain('nobody was brought in');
    expect(await network.database.prisma.invitedPerson.findMany()).toEqual(before);
    cora.dismiss();
  });
});

describe('a list in chat', () => {
  it('one record with a line break in it is one person with one code', async () => {
    await cora.command('import');
    await cora.fill({ 'The list': 'Bea Brook, bea@example.org, "Anytown\nCouncil", York' });
    await cora.submit();
    expect(cora.form?.submit).toBe('Bring in these 1');
    expect(cora.form?.text).toContain('Bea Brook (Anytown Council)');
    await cora.submit();
    expect(cora.form?.text.match(/join [A-Z0-9]{4}-/g)).toHaveLength(1);
    cora.dismiss();
  });

  it('is looked at line by line first, and brought in by the same words again', async () => {
    await cora.command('import');
    expect(cora.form?.text).toContain('Nobody is written to before they write to me');
    await cora.fill({
      'The list': 'Ned Nash, ned@example.org, Anytown Council, York, volunteer\nOda,nonsense',
    });
    await cora.submit();
    expect(cora.form?.text).toContain('1 person to bring in.');
    expect(cora.form?.text).toContain('Line 2 can’t be brought in. Expected: email:');
    expect(cora.form?.submit).toBe('Bring in these 1');
    await cora.fill({
      'The list': 'Ned Nash,ned@example.org,Anytown Council,York,volunteer\nOda,oda@example.org',
    });
    await cora.submit();
    expect(cora.form?.submit).toBe('Bring in these 2');
    const before = await network.database.prisma.invitedPerson.count();
    await cora.submit();
    expect(cora.form?.text).toMatch(/Ned Nash: join [A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}/);
    cora.dismiss();
    expect(await network.database.prisma.invitedPerson.count()).toBe(before + 2);
    const seen = [...network.slack.ledger, ...network.teams.ledger].filter(({ kind }) => kind !== 'form');
    expect(seen.map(({ text }) => text).join()).not.toContain('oda@example.org');
  });

  it('takes fifty lines at the most, and is for coordinators', async () => {
    await cora.command('import');
    await cora.fill({ 'The list': Array.from({ length: 51 }, (_, n) => `A${n}`).join('\n') });
    await cora.submit();
    expect(cora.form?.text).toContain('50 people at the most, and there are 51');
    expect(cora.form?.submit).toBe('Preview');
    cora.dismiss();
    const guest = network.slack.person('UGUEST1', { name: 'Gus' });
    await guest.command('import');
    expect(last(guest)).toContain('That is for coordinators');
  });
});

describe('a join link', () => {
  it('shows how to join from Slack and from Teams, spends nothing when looked at, and works until the code is used', async () => {
    const there = await startNetwork({
      publicUrl: 'https://peers.example.org',
      networkName: 'Peers <of> Leeds & York',
    });
    const con = there.slack.person('UCON1', { name: 'Con Coordinator' });
    await there.coordinate(con);
    await con.command('import');
    await con.fill({ 'The list': 'Ivy Irving\nJoe Jones' });
    await con.submit();
    await con.submit();
    const links = [...new Set(con.form?.text.match(/https:\/\/peers\.example\.org\/join\?code=[\w-]+/g))];
    expect(links).toHaveLength(2);
    con.dismiss();
    const look = async (query: string) => {
      const answer = await fetch(`http://127.0.0.1:${there.bot.port}/join${query}`);
      return { status: answer.status, headers: answer.headers, text: await answer.text() };
    };
    const [query = ''] = links.map((link) => new URL(link).search);
    const [code = ''] = /[A-Z0-9]{4}(-[A-Z0-9]{4}){2}/.exec(query) ?? [];
    const before = await there.database.prisma.invitedPerson.findMany({ orderBy: { id: 'asc' } });
    for (const _ of [1, 2, 3]) {
      const page = await look(query);
      expect(page.status).toBe(200);
      expect(page.text).toContain('joining Peers &lt;of&gt; Leeds &amp; York');
      expect(page.text.split(`<strong>join ${code}</strong>`)).toHaveLength(3);
      for (const word of ['In Slack', 'In Teams', '116\u00a0123']) expect(page.text).toContain(word);
      expect(page.text).not.toMatch(/Ivy|Irving|<script/);
      expect(page.headers.get('cache-control')).toBe('no-store');
      expect(page.headers.get('referrer-policy')).toBe('no-referrer');
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
    expect(await there.database.prisma.invitedPerson.findMany({ orderBy: { id: 'asc' } })).toEqual(before);
    const ivy = there.teams.person('t-ivy', { name: 'Ivy Irving' });
    await ivy.say(`join ${code}`);
    await ivy.press('Join');
    expect(last(ivy)).toContain('Welcome');
    const used = await look(query);
    expect([used.status, used.text]).toEqual([404, expect.stringContaining('You can still ask to join')]);
    for (const other of ['?code=AAAA-BBBB-2222', '', '?code=%3Cscript%3E', `?code=${'A'.repeat(5_000)}`])
      expect(await look(other)).toMatchObject({ status: 404, text: used.text });
  });

  it('stands beside the code in the file that an import writes', async () => {
    const file = await put('linked.csv', 'name\nKim Kay\n');
    const settings = { join: 'approval' as const, publicUrl: 'https://peers.example.org' };
    const { lines } = await importPeople({ ...parts(), settings }, [file, '--write']);
    expect(lines.join()).toContain('codes and links are in');
    const words = await readFile(`${file}.codes.csv`, 'utf8');
    expect(words).toContain('or send them this link');
    expect(words).toMatch(/Kim Kay,join ([A-Z0-9-]{14}),https:\/\/peers\.example\.org\/join\?code=\1/);
  });
});

describe('npm run export', () => {
  it('writes the members as a list that can be brought in again, never over a file, and runs nothing in a spreadsheet', async () => {
    await network.database.prisma.member.updateMany({
      where: { accounts: { some: { externalUser: 'UANN1' } } },
      data: { name: '=HYPERLINK("http://x","Ann")' },
    });
    const file = join(folder, 'members.csv');
    const { lines, ok } = await exportPeople(parts(), [file]);
    expect(ok).toBe(true);
    expect(lines[0]).toMatch(/^\d+ members are in/);
    const text = await readFile(file, 'utf8');
    expect(text).toContain(`"'=HYPERLINK(`);
    expect(text).not.toMatch(/(^|,)"?=/m);
    const { people, bad } = readPeopleList(text);
    expect(bad).toEqual([]);
    expect(people.find(({ slack }) => slack === 'UANN1')).toMatchObject({
      name: '=HYPERLINK("http://x","Ann")',
      organisation: 'Anytown Council',
      kinds: ['volunteer'],
    });
    expect((await exportPeople(parts(), [file])).lines[0]).toContain('nothing is written over it');
    const audit = await network.database.prisma.audit.findMany({ where: { action: 'people.exported' } });
    expect(audit).toHaveLength(1);
  });
});
