import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { readDataMap } from '../../prisma/datamap.ts';
import { readSchemaText } from '../../prisma/schema.ts';
import { hasAuditLabel } from '../../src/bot/audit-labels.ts';
import type { Json } from '../../src/chat/inbound.ts';
import { plainCard } from '../../src/chat/message.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { writeList } from '../../src/directory/circle.ts';
import { helplinesOf } from '../../src/directory/helplines.ts';
import type { Kind } from '../../src/directory/participant-kinds.ts';
import { writeProfile } from '../../src/directory/profile.ts';
import { readReach } from '../../src/directory/reach.ts';
import { writeResponder } from '../../src/directory/responder.ts';
import { writeFeedback } from '../../src/features/afterwards/store/feedback.ts';
import { features } from '../../src/features/index.ts';
import { confirmSaid } from '../../src/features/members/store/participant-kinds.ts';
import * as safety from '../../src/features/safeguarding/store/safety.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { isSealedWith, parseSealed } from '../../src/store/cipher.ts';
import { liveRing, readDataKeys, unwrap } from '../../src/store/data-keys.ts';
import type { Database, Tx } from '../../src/store/database.ts';
import { openVault, type SealedPlace } from '../../src/store/seal.ts';
import { turnKeys } from '../../src/store/turn-keys.ts';
import { addProject } from '../features/afterwards-scene.ts';
import { putForward } from '../features/availability-scene.ts';
import { type Network, startNetwork } from '../support/network.ts';

/**
 * Words that could have come from nowhere else, each typed once, and who may read them (table F): whoever wrote them
 * reads them on their own screen, so the writer stands first.
 */
const CANARIES = {
  host: ['quillhost', 'cora', 'ann', 'dev'],
  'conflict words': ['quillconflict', 'ann', 'cora'],
  'why it was decided so': ['quillreason', 'cora'],
  'conditions of taking part': ['quillterms', 'cora', 'ann'],
  'who at the host got the name': ['quillrecipient', 'cora', 'ann'],
  'who of her employer agreed': ['quillboss', 'ann'],
  'note on withdrawing': ['quillsorry', 'ann', 'cora'],
  'what a team alone reads': ['quillteam', 'cora', 'ann'],
  'what Ann needs to take part': ['quillbreaks', 'ann', 'cora'],
  'what Ann answered as a peer': ['quillopinion', 'ann', 'cora'],
  'number of Ann': ['07700 900417', 'ann', 'bob', 'cat'],
  'note beside her number': ['quillreach', 'ann', 'bob', 'cat'],
  'number of Bob': ['07700 900528', 'bob', 'ann'],
  'what Ann hopes for': ['quillhopes', 'ann', 'cora'],
  'what Bob hopes for': ['quillwishes', 'bob', 'cora'],
  'where they meet': ['quillplace', 'ann', 'bob'],
  'private note': ['quillnote', 'ann'],
  'shared note': ['quillshared', 'bob', 'cora'],
  'question with a name': ['quillasked', 'ann', 'dev', 'cat'],
  'its answer': ['quillanswer', 'dev', 'ann', 'cat'],
  'what was asked further': ['quillmore', 'ann', 'cat'],
  'question without a name': ['quillveiled', 'una', 'cat'],
  'its own answer': ['quillreply', 'cat', 'una'],
  'question that was taken back': ['quillregret', 'dev'],
  'access needs': ['quillneeds', 'ann', 'ola'],
  // Coordinators set up meetings too.
  'feedback to discuss': ['quilldiscuss', 'ann', 'ola', 'cora'],
  'feedback to know': ['quillknow', 'ann', 'ola', 'cora'],
  'details of a call': ['quilldetails', 'ann', 'bob'],
  'headline of a call': ['quillheadline', 'dev', 'cat'],
  'wish to change supervisor': ['quillwish', 'ann', 'cora'],
  'how Ann likes to be supported': ['quillsupport', 'ann', 'bob'],
  'what Ann would say in public': ['quillpublic', 'ann', 'cora'],
  'words that she may say': ['quillallowed', 'cora', 'ann'],
  'why a claim is to be sent again': ['quillreceipts', 'cora', 'ann'],
  'a look back at a project': ['quillbackward', 'ann', 'ola'],
  'how a project went': ['quillwent', 'ann', 'ola', 'cora'],
} as const;
type Canary = keyof typeof CANARIES;
const wordsOf = (canary: Canary): string => CANARIES[canary][0];
const canaries = Object.keys(CANARIES) as Canary[];
/** Sealed for what they say of who somebody is: nobody types words into them, and none are looked for. */
const WORDLESS = ['question.asker_sealed', 'consulted.answer_sealed', 'outbox.sealed_to', 'outbox.payload'];
const found = (text: string) => canaries.filter((canary) => text.includes(wordsOf(canary)));

/** For peers only: its name, what it is for and where it is are no secret among them, and everything to all others. */
const GATHERING = ['Plumegather', 'plumepurpose', 'plumehall', 'plumeagenda'];
const PEERS = ['ola', 'cora', 'ann', 'bob', 'cat', 'dev', 'una'];

const CAST = {
  cora: ['slack', 'Cora Coordinator', ['paid-peer']],
  ola: ['slack', 'Ola Organiser', ['paid-peer']],
  ann: ['slack', 'Ann Archer', ['officer']],
  bob: ['teams', 'Bob Baker', ['volunteer']],
  cat: ['slack', 'Cat Carter', ['volunteer']],
  dev: ['teams', 'Dev Drew', ['paid-peer']],
  una: ['teams', 'Una Umber', ['volunteer']],
  mia: ['teams', 'Mia Manager', ['manager']],
  sam: ['slack', 'Sam Supervisor', ['manager']],
  eve: ['teams', 'Eve Elsewhere', []],
  gus: ['slack', 'Gus Guest', []],
} as const satisfies Record<string, readonly ['slack' | 'teams', string, readonly Kind[]]>;
type Key = keyof typeof CAST;
const keys = Object.keys(CAST) as Key[];
const OUTSIDERS: readonly Key[] = ['mia', 'sam', 'eve', 'gus'];

/** Where an id without a name stays, so that what others rely on holds together. */
const NAMELESS = [
  'member.id',
  'erasure.member_id',
  'audit.actor',
  'audit.about',
  'audit.record',
  'buddy_side.member_id',
  'buddy_meeting.writer_id',
  'buddy_meeting.host_id',
  'invitation.peer_id',
  'escalation_ask.person_id',
  // Names of other people's cards, such as a coordinator's about who asked to join.
  'outbox.slot',
  'outbox.key',
  'outbox.origin_id',
  'outbox.record',
];

let network: Network;
let database: Database;
/** Whatever was sealed, where, and with whose key. */
const sealings: { column: string; member: string; words: string }[] = [];
const cast = {} as Record<Key, SimulatedPerson>;
const ids = {} as Record<Key, string>;
const keyOf = (user: string) => keys.find((key) => cast[key].user === user);
const screens = () => [...network.slack.ledger, ...network.teams.ledger];
const last = (person: SimulatedPerson) => person.seen.at(-1)?.text ?? '';

const act = async (person: SimulatedPerson, label: string, on?: string) => {
  await person.press(label, on);
  await network.settle();
};
const send = async (person: SimulatedPerson, values: Record<string, string | readonly string[]> = {}) => {
  await person.fill(values);
  await person.submit();
  expect(person.form?.errors ?? {}).toEqual({});
  await network.settle();
};

/** Remembers every row as it ever was: what waits in the outbox is emptied once it is sent. */
async function remember(table: string): Promise<void> {
  const run = (sql: string) => database.prisma.$executeRawUnsafe(sql);
  await run(`CREATE TABLE was_${table} (row jsonb)`);
  await run(
    `CREATE FUNCTION remember_${table}() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO was_${table} VALUES (to_jsonb(NEW)); RETURN NEW; END'`,
  );
  await run(
    `CREATE TRIGGER remember AFTER INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION remember_${table}()`,
  );
}

/** Notes what is sealed from now on. */
function noteSealings({ vault }: Network): void {
  const { sealer } = vault;
  // Whoever presses something has a vault for that press: it is the same one here.
  vault.remembering = () => vault;
  vault.sealer = async (tx, owners) => {
    const seal = await sealer(tx, owners);
    return <T extends Json>(at: SealedPlace, words: T) => {
      sealings.push({
        column: `${at.table}.${at.column}`,
        member: at.member,
        words: JSON.stringify(words),
      });
      return seal(at, words);
    };
  };
  vault.seal = async <const T extends Json = string>(tx: Tx, at: SealedPlace, words: T) =>
    (await vault.sealer(tx, [at.member]))<T>(at, words);
}

/** The columns that the schema seals, by their names. */
async function readSealedColumns(): Promise<string[]> {
  const schema = await readSchemaText();
  const columns = readDataMap(schema).filter(({ column }) => /_sealed$|^sealed_/.test(column));
  return columns.map(({ table, column }) => `${table}.${column}`);
}

/** Every row of every table, sealed columns too: what is sealed shows nothing. */
async function dump(): Promise<Record<string, string>> {
  const tables = await database.prisma.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`;
  const all: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await database.prisma.$queryRawUnsafe<{ rows: string | null }[]>(
      `SELECT jsonb_agg(to_jsonb(t))::text AS rows FROM "${name}" t`,
    );
    all[name] = row?.rows ?? '';
  }
  return all;
}
const rowsOf = async (sql: string): Promise<string> =>
  JSON.stringify(await database.prisma.$queryRawUnsafe(sql));

beforeAll(async () => {
  network = await startNetwork({ publicUrl: 'https://peers.example.org' });
  database = network.database;
  noteSealings(network);
  for (const table of ['outbox', 'inbox', 'audit', 'question', 'question_reader', 'question_post'])
    await remember(table);
  for (const key of keys) {
    const [platform, name] = CAST[key];
    cast[key] = network[platform].person(platform === 'slack' ? `U-${key.toUpperCase()}` : `t-${key}`, {
      name,
    });
  }
  await network.coordinate(cast.cora);
  await cast.gus.say('hello');
  const members = keys.filter((one) => one !== 'cora' && one !== 'gus');
  await network.admit(cast.cora, ...members.map((key) => cast[key]));
  for (const { id, name } of await database.prisma.member.findMany()) {
    const key = keys.find((one) => CAST[one][1] === name);
    if (key) ids[key] = id;
  }
  await database.prisma.member.updateMany({ data: { joinedAt: new Date('2026-01-01T00:00:00Z') } });
  await setUp();
});

async function setUp(): Promise<void> {
  const now = await network.now();
  await database.transaction(async (tx) => {
    for (const key of keys) {
      const words = { organisation: null, area: null, skills: [], topics: [] };
      await writeProfile(tx, ids[key], { ...words, kinds: [...CAST[key][2]] }, now);
      await confirmSaid(tx, ids[key]);
    }
    await safety.nameSafetyPerson(tx, 'lead', { name: 'Lena Lead', number: '020 7946 0001' });
    await safety.nameSafetyPerson(tx, 'deputy', { name: 'Dan Deputy', number: '020 7946 0002' });
    await safety.writeOutOfHours(tx, 'nobody');
    for (const { id } of helplinesOf('england')) await safety.confirmNumber(tx, 'england', id, ids.cora, now);
    for (const key of ['bob', 'cat'] as const)
      await writeResponder(tx, ids[key], { agreed: true, outOfHours: false, monthlyCap: null });
    await writeList(tx, ids.ann, [ids.bob, ids.cat]);
    await writeList(tx, ids.dev, [ids.cat]);
    await tx.roleGrant.create({ data: { memberId: ids.ola, role: 'organiser', startsAt: now } });
  });
}

describe('each flow, once, with words that give themselves away', () => {
  it('a call-out with a host and a conflict', async () => {
    const { cora, ann, bob, dev } = cast;
    for (const peer of [ann, bob, dev]) {
      await peer.say('home');
      await peer.press('Call-outs');
      await peer.press('Join the peer pool');
    }
    await cora.command('availability new');
    await send(cora, {
      'What is it about?': 'Housing services',
      'Kind of council': 'district council',
      Region: 'the East',
      Where: 'on site',
      'First day': '2027-03-16',
      'How many peers?': '2',
      'Reply by': '2027-02-12',
      'The host, in confidence': wordsOf('host'),
    });
    await act(cora, 'Send to 3 people');
    for (const peer of [ann, dev]) {
      await peer.press('See days and reply');
      await send(peer, {
        'Are you interested?': 'Yes, I’m interested',
        'Which days suit you?': ['Tue 16 March'],
      });
    }
    await act(bob, 'Not this time');
    await putForward(network, cora, [ann.name, dev.name]);
    await ann.press('See who it is, and answer');
    await send(ann, {
      'Your answer': 'Tell Cora something else',
      'A few words': wordsOf('conflict words'),
    });
    await dev.press('See who it is, and answer');
    await send(dev, { 'Your answer': 'No conflict: yes' });
    await act(ann, 'They’ve agreed');
    await send(ann, { 'Who agreed?': wordsOf('who of her employer agreed') });
    await act(cora, 'The people');
    await act(cora, `Decide about ${ann.name.split(' ')[0]}`);
    expect(last(cora)).toContain(wordsOf('conflict words'));
    await send(cora, {
      'What do you decide?': 'Clear, with conditions',
      Conditions: wordsOf('conditions of taking part'),
      Why: wordsOf('why it was decided so'),
    });
    await act(cora, 'Hand names to the host');
    await send(cora, { 'Who at the host gets it?': wordsOf('who at the host got the name') });
    await send(cora, {});
    await act(ann, 'Who it is, and what was passed on');
    expect(last(ann)).toContain(wordsOf('who at the host got the name'));
    await act(cora, 'The people');
    await act(cora, `Host agreed to ${ann.name.split(' ')[0]}`);
    await act(cora, 'Pack and briefing');
    await send(cora, { 'For the team alone': wordsOf('what a team alone reads') });
    await act(ann, 'Your checklist');
    await send(ann, {
      'What is done?': ['I keep what I learn to the team'],
      'Anything you need to take part?': wordsOf('what Ann needs to take part'),
    });
    await act(ann, 'Who it is, and what was passed on');
    expect(last(ann)).toContain(wordsOf('what a team alone reads'));
    await act(cora, 'The people');
    await act(cora, `What ${ann.name.split(' ')[0]} needs`);
    expect(last(cora)).toContain(wordsOf('what Ann needs to take part'));
    await act(ann, 'I can’t come after all');
    await act(ann, 'I can’t come');
    await act(ann, 'Add a note only Cora Coordinator can open');
    await send(ann, { 'Your note': wordsOf('note on withdrawing') });
    await act(cora, 'The people');
    await act(cora, 'Read their note');
    expect(last(cora)).toContain(wordsOf('note on withdrawing'));
  });

  it('a question to the pool that is answered with a name', async () => {
    const { cora, ann } = cast;
    await cora.command('availability write');
    await send(cora, {
      'What is it about?': 'How we pay expenses',
      'What’s new': 'From May on by photo.',
      'One question back, if you like': 'What would help?',
      'Last day for answers': '2027-02-26',
      'Do answers come with names?': 'With names: I see who answered what',
    });
    await act(cora, 'Send to 3 people');
    await ann.press('Answer');
    await send(ann, { 'Your answer': wordsOf('what Ann answered as a peer') });
    await ann.press('See what I answered');
    ann.dismiss();
    await act(cora, 'Read the answers');
    expect(cora.form?.text).toContain(wordsOf('what Ann answered as a peer'));
    cora.dismiss();
  });

  it('C14 C15 a pair: hopes, numbers, a place, a note that is private and one that is shared', async () => {
    const { cora, ann, bob } = cast;
    const number = { 'Your number': wordsOf('number of Ann'), 'Is it safe to call you?': 'Yes' };
    await ann.command('settings');
    await ann.press('How to reach me');
    await send(ann, {
      ...number,
      'A call or a message?': 'A call',
      'Anything else they should know': wordsOf('note beside her number'),
    });
    await bob.command('settings');
    await bob.press('How to reach me');
    await send(bob, { ...number, 'Your number': wordsOf('number of Bob'), 'A call or a message?': 'A call' });
    await ann.command('buddy join');
    await send(ann, {
      'Your organisation': 'Mind in Camden',
      'What do you hope for?': wordsOf('what Ann hopes for'),
    });
    await bob.command('buddy join');
    await send(bob, {
      'If it’s not in the list': 'Leeds Together',
      'What do you hope for?': wordsOf('what Bob hopes for'),
    });
    await cora.command('buddy match');
    await network.settle();
    await cora.press('See the pairs and why');
    expect(cora.form?.text).toContain(wordsOf('what Bob hopes for'));
    await send(cora);
    await act(cora, 'Ask these 2 people');
    await act(cora, 'Send', 'This goes to');
    await act(ann, 'Yes, introduce us');
    await act(bob, 'Yes, introduce us');
    await ann.press('How to reach Bob');
    await bob.press('How to reach Ann');
    expect(bob.form?.text).toContain(wordsOf('number of Ann'));
    await ann.press('We have a date');
    await send(ann, {
      Day: '2027-02-08',
      Time: '12:00',
      How: 'In person, one to two hours',
      'Where, or which number': wordsOf('where they meet'),
    });
    await bob.press('Where, or which number');
    expect(bob.form?.text).toContain(wordsOf('where they meet'));
    await ann.press('We’ve met');
    await send(ann, { When: '2027-02-01', How: 'In person, one to two hours' });
    await ann.press('Add a private note');
    await send(ann, { 'Bullet points for yourself': wordsOf('private note') });
    await bob.command('buddy');
    await bob.press('Add a private note');
    await send(bob, { 'Bullet points for yourself': wordsOf('shared note') });
    await bob.press('Share with the programme');
    await cora.command('buddy');
    await cora.press('Shared notes');
    expect(cora.form?.text).toContain(wordsOf('shared note'));
  });

  it('questions with a name, without one, and one that is taken back', async () => {
    const { cora, ann, cat, dev, una } = cast;
    await cora.command('ask topics');
    await cora.press('New topic');
    await send(cora, {
      Topic: 'Benefits',
      'First to be asked': dev.name,
      'Second to be asked': cat.name,
    });
    await network.settle();
    for (const one of [dev, cat]) await one.press('Yes', '“Benefits”');
    const ask = async (who: SimulatedPerson, words: string, as = 'Whoever reads it sees my name') => {
      await who.command('ask');
      await who.fill({ 'What is it about?': 'Benefits', 'Your question': words, 'Your name': as });
      await who.submit();
      await send(who);
    };
    const answer = async (who: SimulatedPerson, words: string) => {
      await who.press('Read it', 'Could you help');
      await who.submit();
      await send(who, { 'Your answer': words });
    };
    await ask(ann, wordsOf('question with a name'));
    await answer(dev, wordsOf('its answer'));
    await ann.press('Read it');
    await ann.press('I need more');
    await send(ann, { 'What else do you need?': wordsOf('what was asked further') });
    await cat.press('Read it', 'Could you help');
    await cat.submit();
    await send(cat, { 'Your answer': 'Try the law centre.' });

    await ask(una, wordsOf('question without a name'), 'Without my name');
    await act(dev, 'Not today');
    await answer(cat, wordsOf('its own answer'));
    await una.press('Read it');
    expect(una.form?.text).toContain(wordsOf('its own answer'));
    await act(una, 'Yes, thank Cat');

    await ask(dev, wordsOf('question that was taken back'), 'Without my name');
    await act(dev, 'Take it back');
  });

  it('D25 D34 calls with details, with a headline, and a wish to change supervisor', async () => {
    const { cora, ann, bob, cat, dev } = cast;
    await ann.command('talk');
    await ann.press('Say a bit more');
    await send(ann, {
      'Whom shall I ask?': bob.name,
      'How much do you want to share?': 'Details',
      'Your words': wordsOf('details of a call'),
    });
    await bob.press('Open', 'Someone would like a call');
    expect(bob.form?.text).toContain(wordsOf('details of a call'));
    await act(bob, 'I can’t: ask Cat Carter');
    await cat.press('Open', 'Someone would like a call');
    expect(cat.form?.text).toContain('07700 900417');
    await act(cat, 'I’m calling now');
    await act(ann, 'We’ve spoken');
    await act(ann, 'No', 'Did you get what you needed?');
    await ann.press('Change supervisor');
    await send(ann, {
      'Whom would you like to change from?': CAST.sam[1],
      'Who should read this?': CAST.cora[1],
      'A few words': wordsOf('wish to change supervisor'),
    });
    await act(cora, 'Open');
    expect(cora.form?.text).toContain(wordsOf('wish to change supervisor'));

    await dev.command('talk');
    await dev.press('Say a bit more');
    await send(dev, {
      'Whom shall I ask?': cat.name,
      'How much do you want to share?': 'A headline',
      'Your words': wordsOf('headline of a call'),
      'Your number': '07700 900639',
      'Is it safe to call you?': 'Yes',
    });
    await cat.press('Open', 'Someone would like a call');
    expect(cat.form?.text).toContain(wordsOf('headline of a call'));
    await act(cat, 'I’m calling now');
    await act(dev, 'We’ve spoken');
  });

  it('D35 how somebody likes to be supported, shared with one', async () => {
    const { ann, bob } = cast;
    await ann.command('settings');
    await ann.press('How I like to be supported');
    await send(ann, { 'In your own words': wordsOf('how Ann likes to be supported') });
    await ann.press('Who may read it');
    await send(ann, { 'Share it with': bob.name });
    await bob.press('Open', 'Somebody would like you to know something');
    bob.dismiss();
  });

  it('D4 D12 a meeting for peers only, with access needs, an agenda and feedback', async () => {
    const { ola, ann } = cast;
    await ola.command('forum new');
    await ola.fill({
      'What shall it be called?': GATHERING[0] ?? '',
      'What is it for?': GATHERING[1] ?? '',
      'For whom?': 'Peers only',
      'Place or link': GATHERING[2] ?? '',
    });
    await ola.submit();
    await send(ola, { 'First day': '2027-02-04', 'First time': '12:00' });
    await act(ola, `Announce to ${PEERS.length} people`);
    await act(ann, 'Both parts');
    await ann.press('What I need to take part');
    await send(ann, {
      'I need': ['A quiet space'],
      'Something else, or more about it': wordsOf('access needs'),
      'May Ola Organiser see your name with it?': 'No, only what is needed',
    });
    await act(ann, 'Add to my calendar');
    await ola.press('Read what is needed');
    expect(ola.form?.text).toContain(wordsOf('access needs'));
    expect(ola.form?.text).not.toContain('Ann');
    await ola.press('Agenda');
    await send(ola, { Kind: 'Workshop', 'What about?': GATHERING[3] ?? '', Minutes: '60' });
    await ann.command('forum');
    await ann.press('Agenda');
    expect(ann.form?.text).toContain(GATHERING[3]);
    await network.travelTo('2027-02-05T10:00:00Z', 12);
    await ann.press('Write something');
    await send(ann, {
      'What would you like to discuss with others?': wordsOf('feedback to discuss'),
      'What would you like others to know?': wordsOf('feedback to know'),
    });
    await ola.command('forum new');
    expect(ola.form?.text).toContain(wordsOf('feedback to know'));
    ola.dismiss();
  });

  it('A15 A16 A18 A23 what follows a project: feedback, a look back, expenses, and what may be said of it', async () => {
    const { cora, ola, ann } = cast;
    await addProject(network, {
      theme: 'Parks',
      managerId: ids.cora,
      peers: { [ann.name]: 'completed' },
      day: '2027-02-04',
      state: 'ended',
      endedAt: new Date('2027-02-05T00:00:00Z'),
    });
    const startsAt = await network.now();
    await database.prisma.roleGrant.create({
      data: { memberId: ids.ola, role: 'evaluation-lead', startsAt },
    });
    await network.settle();
    await ann.press('Tell us how it went');
    await send(ann, {
      'How did it go?': 'Well',
      'Did you get what you needed beforehand?': 'Yes',
      'Would you do it again?': 'Yes',
      'What should we do differently?': wordsOf('how a project went'),
    });
    const others = { overall: 'well', support: 'yes', again: 'yes', words: undefined } as const;
    for (let i = 0; i < 4; i += 1)
      await database.transaction((tx) => writeFeedback(tx, network.vault, others, 2027));
    await ann.press('Look back');
    await send(ann, { 'What went well?': wordsOf('a look back at a project') });
    await ola.openHome();
    await ola.press('What peers tell us');
    await ola.press('Read the answers');
    expect(ola.form?.text).toContain(wordsOf('how a project went'));
    ola.dismiss();
    await ola.press('Read it', 'Parks');
    expect(ola.form?.text).toContain(wordsOf('a look back at a project'));
    ola.dismiss();
    await cora.command('settings');
    await cora.press('What peers tell us');
    await cora.press('Read the answers');
    expect(cora.form?.text).toContain(wordsOf('how a project went'));
    cora.dismiss();
    await ann.press('Expenses');
    await act(ann, 'I’ve sent my claim');
    await cora.press('Please send it again, because …');
    await send(cora, { 'Because …': wordsOf('why a claim is to be sent again') });
    await ann.press('Read why');
    expect(ann.form?.text).toContain(wordsOf('why a claim is to be sent again'));
    ann.dismiss();
    await ann.press('May I say I was there?');
    await send(ann, { 'What would you like to say, and where?': wordsOf('what Ann would say in public') });
    await cora.press('Read and answer');
    expect(cora.form?.text).toContain(wordsOf('what Ann would say in public'));
    await send(cora, { 'Your answer': 'Yes, in these words', Words: wordsOf('words that she may say') });
    await act(ann, 'Read it', 'Parks');
    expect(ann.form?.text).toContain(wordsOf('words that she may say'));
    ann.dismiss();
  });

  it('everybody looks at everything that is theirs to look at', async () => {
    for (const key of keys) {
      const person = cast[key];
      person.dismiss();
      for (const words of [
        'home',
        'help',
        'settings',
        'availability',
        'buddy',
        'forum',
        'ask',
        'talk',
        'roles',
      ])
        await person.command(words);
      for (const words of ['forum new', 'ask topics', 'safety', 'profile', 'buddy match'])
        await person.command(words);
      await person.openHome();
      person.dismiss();
      await person.command('pool');
      person.dismiss();
      await person.say('privacy');
      await person.press('Where my details went');
      person.dismiss();
    }
    await network.settle();
  });
});

describe('what a lock screen shows', () => {
  it('names no member: not in the first 150 characters of any message that rings', () => {
    const names = keys.flatMap((key) => [CAST[key][1], CAST[key][1].split(' ')[0] ?? '']);
    const anyName = new RegExp(`(?<![\\p{L}])(${names.join('|')})(?![\\p{L}])`, 'u');
    const rung = screens().filter(({ kind }) => kind === 'message');
    expect(rung.length).toBeGreaterThan(40);
    expect(rung.every(({ preview }) => preview.length > 0)).toBe(true);
    const naming = rung.filter(({ preview }) => anyName.test(preview));
    expect(naming.map(({ preview }) => preview)).toEqual([]);
  });

  it('says to a responder that it is urgent, and neither that it is a call nor of what; of a question it gives no topic', () => {
    const previews = screens().map(({ preview }) => preview);
    const urgent = previews.filter((preview) => preview.startsWith('Please open now: you’re needed'));
    expect(urgent.length).toBeGreaterThan(1);
    expect(urgent.filter((preview) => /call/.test(preview))).toEqual([]);
    const rung = screens().filter(({ kind, text }) => kind === 'message' && text.includes('“Benefits”'));
    expect(rung.length).toBeGreaterThan(3);
    expect(rung.filter(({ preview }) => preview.includes('Benefits'))).toEqual([]);
  });
});

describe('every sealed column', () => {
  it('of the schema had words of somebody in it that give themselves away', async () => {
    const columns = await readSealedColumns();
    expect(columns.length).toBeGreaterThan(14);
    const filled = new Set(
      sealings.filter(({ words }) => found(words).length > 0).map(({ column }) => column),
    );
    expect(columns.filter((column) => !filled.has(column) && !WORDLESS.includes(column))).toEqual([]);
    // And each of the words was sealed somewhere: none is looked for that was never kept.
    const all = sealings.map(({ words }) => words).join('\n');
    expect(canaries.filter((canary) => !all.includes(wordsOf(canary)))).toEqual([]);
  });

  it('is named as one in the schema, and messages that wait hold none of the words', async () => {
    const known = [...(await readSealedColumns()), 'outbox.payload'];
    expect(sealings.map(({ column }) => column).filter((column) => !known.includes(column))).toEqual([]);
    const messages = sealings.filter(({ column }) => column === 'outbox.payload');
    expect(messages.length).toBeGreaterThan(100);
    expect(messages.filter(({ words }) => found(words).length > 0)).toEqual([]);
  });
});

describe('who may see what', () => {
  it.each(canaries)('F %s: on the screens of whom it is for, in a form, and of nobody else', (canary) => {
    const [words, ...readers] = CANARIES[canary];
    const shown = screens().filter(({ text }) => text.includes(words));
    expect(shown.filter(({ kind }) => kind !== 'form')).toEqual([]);
    const saw = new Set(shown.map(({ user }) => keyOf(user)));
    expect([...saw].filter((key) => !(readers as readonly unknown[]).includes(key))).toEqual([]);
    // Whoever it was for did read it: otherwise this would prove nothing.
    expect(readers.slice(1).filter((reader) => !saw.has(reader))).toEqual([]);
  });

  it('D4 a meeting for peers only shows on no screen of a manager, of somebody of no kind, or of a guest', () => {
    for (const words of GATHERING) {
      const saw = new Set(
        screens()
          .filter(({ text, preview }) => `${text}${preview}`.includes(words))
          .map(({ user }) => keyOf(user)),
      );
      expect([...saw].filter((key) => key === undefined || !PEERS.includes(key))).toEqual([]);
      expect(saw.has('ann')).toBe(true);
    }
  });

  it('C6 D32 the coordinator sees that a pair exists, and of meetings and calls nothing under five', async () => {
    const { cora } = cast;
    await cora.command('buddy');
    await cora.press('Pairs and totals');
    expect(cora.form?.text).toContain('Ann Archer and Bob Baker');
    expect(cora.form?.text).not.toMatch(/2027-02-01|1 February|in person/);
    cora.dismiss();
    // There is nothing to say of a quarter in which nobody was here.
    const status = async () => {
      await cora.command('status');
      return cora.seen.at(-1)?.text;
    };
    expect(await status()).not.toContain('Calls asked for');
    const before = new Date('2026-12-01T10:00:00Z');
    await network.database.prisma.member.updateMany({
      where: { name: cora.name },
      data: { createdAt: before },
    });
    expect(await status()).toContain('too few to say');
    const calls = screens().filter(({ user, text }) => user === cora.user && /would like a call/.test(text));
    expect(calls).toEqual([]);
  });

  it('the supervisor whom somebody would like to change from learns nothing of it', () => {
    const shown = cast.sam.seen.filter(({ text }) => /\bAnn\b|Archer|change supervisor/.test(text));
    expect(shown).toEqual([]);
  });

  it('no lock screen shows sealed words; of support it shows neither a name nor a reason', () => {
    const previews = screens().map(({ preview }) => preview);
    expect(previews.filter((preview) => found(preview).length > 0)).toEqual([]);
    const pushed = screens().filter(
      ({ kind, text }) => kind === 'message' && /You have a message|Please open now/.test(text),
    );
    expect(pushed.length).toBeGreaterThan(5);
    for (const { preview } of pushed)
      expect(preview).not.toMatch(/Ann|Bob|Cat|Dev|Sam|supervisor|spoken|number|07700/);
  });

  it('a button that was never drawn opens nothing to somebody whom it is not for', async () => {
    const guesses = await guessAll();
    const answers: string[] = [];
    for (const key of OUTSIDERS) {
      for (const { route, value } of guesses) {
        const reply = await guess(cast[key], route, value);
        answers.push(`${key} ${route} ${words(reply)}`);
      }
    }
    const open = answers.filter(
      (answer) => found(answer).length > 0 || GATHERING.some((word) => answer.includes(word)),
    );
    expect(open).toEqual([]);
    expect(guesses.length).toBeGreaterThan(80);
  });
});

/** What a form would show, also as it is filled in already. */
function words(reply: Reply): string {
  if (reply.kind === 'form') return JSON.stringify(reply.form);
  if (reply.kind === 'say' || reply.kind === 'update')
    return reply.message.card ? plainCard(reply.message.card) : reply.message.text;
  return JSON.stringify(reply);
}

function guess(person: SimulatedPerson, route: string, value: object): Promise<Reply> {
  const { platform, workspace } = network[person.user.startsWith('t-') ? 'teams' : 'slack'];
  return network.bot.receive({
    id: randomUUID(),
    sender: { platform, workspace, user: person.user, name: person.name },
    conversation: { platform, workspace, id: `D-${person.user}`, kind: 'direct' },
    kind: 'action',
    route,
    value: JSON.stringify(value),
  });
}

/** Every button of the product, about every record there is. */
async function guessAll(): Promise<{ route: string; value: object }[]> {
  const { prisma } = database;
  const id = { select: { id: true } } as const;
  const records: Record<string, string[]> = {
    pair: (await prisma.buddyPair.findMany(id)).map((row) => row.id),
    round: (await prisma.buddyRound.findMany(id)).map((row) => row.id),
    meeting: (await prisma.buddyMeeting.findMany(id)).map((row) => row.id),
    callOut: (await prisma.callOut.findMany(id)).map((row) => row.id),
    invitation: (await prisma.invitation.findMany(id)).map((row) => row.id),
    consultation: (await prisma.consultation.findMany(id)).map((row) => row.id),
    consulted: (await prisma.consulted.findMany(id)).map((row) => row.id),
    event: (await prisma.forumEvent.findMany(id)).map((row) => row.id),
    time: (await prisma.forumTime.findMany(id)).map((row) => row.id),
    turn: (await prisma.questionReader.findMany(id)).map((row) => row.id),
    post: (await prisma.questionPost.findMany(id)).map((row) => row.id),
    topic: (await prisma.questionTopic.findMany(id)).map((row) => row.id),
    key: (await prisma.question.findMany()).map((row) => row.keyHash),
    request: (await prisma.escalation.findMany(id)).map((row) => row.id),
    ask: (await prisma.escalationAsk.findMany(id)).map((row) => row.id),
    wish: (await prisma.supervisionWish.findMany(id)).map((row) => row.id),
    placement: (await prisma.placement.findMany(id)).map((row) => row.id),
    followUp: (await prisma.followUp.findMany(id)).map((row) => row.id),
    disclosure: (await prisma.request.findMany(id)).map((row) => row.id),
    assessment: (await prisma.selfAssessment.findMany(id)).map((row) => row.id),
    person: [ids.ann],
    member: [ids.ann],
    channel: [randomUUID()],
  };
  const guesses: { route: string; value: object }[] = [];
  for (const binding of features.flatMap((feature) => feature.bindings)) {
    if (binding.kind !== 'action') continue;
    const { shape = {} } = binding.route.input as z.ZodObject;
    const named = Object.keys(shape).find((name) => records[name]);
    for (const one of named ? (records[named] ?? []) : ['']) {
      const value = Object.fromEntries(
        Object.entries(shape).map(([name, kind]) => [
          name,
          name === named ? one : (records[name]?.[0] ?? someValue(kind)),
        ]),
      );
      if (binding.route.input.safeParse(value).success) guesses.push({ route: binding.route.id, value });
    }
  }
  return guesses;
}

/** One of the values that a button of this kind may carry. */
const someValue = (kind: unknown): unknown => {
  const candidates = [(kind as { options?: unknown[] }).options?.[0], true, 0, '2027-02-10T12:00:00Z', 'x'];
  return candidates.find((one) => one !== undefined && (kind as z.ZodType).safeParse(one).success);
};

describe('what is kept, and what is not', () => {
  it('no table has a sealed word in any column, and no message ever waited with one', async () => {
    const tables = await dump();
    expect(Object.keys(tables).length).toBeGreaterThan(40);
    const leaks = Object.entries(tables).flatMap(([table, rows]) =>
      found(rows).map((canary) => `${table}: ${canary}`),
    );
    expect(leaks).toEqual([]);
    // Messages wait sealed, whatever they say.
    expect(tables.was_outbox).toContain('"sealed": "v1.');
    expect(tables.was_outbox).not.toContain('Could you help with a question?');
  });

  it('no log line has a sealed word, a name or a number', () => {
    const logs = JSON.stringify(network.logs);
    expect(found(logs)).toEqual([]);
    expect(logs).not.toMatch(/Plume|plume|Archer|Baker|Umber|07700/);
    expect(network.logs.filter(({ error }) => error)).toEqual([]);
  });

  it('the audit and the deliveries say who did what to which record, and carry no words', async () => {
    const kept = await rowsOf('SELECT row::text FROM was_audit UNION ALL SELECT row::text FROM was_inbox');
    expect(found(kept)).toEqual([]);
    expect(kept).not.toMatch(/Archer|Umber|U-ANN|t-una|[Pp]lume/);
    const audited = await rowsOf('SELECT DISTINCT action FROM audit');
    const actions: string[] = JSON.parse(audited).map(({ action }: { action: string }) => action);
    expect(actions.filter((action) => !hasAuditLabel(features, action))).toEqual([]);
    expect(audited).toContain('buddy-notes.read');
    expect(audited).not.toContain('buddy-note.');
    // Who opened a call, a number, a question or a wish is for the people in it: by the day, and no longer than its words.
    const between = await database.prisma.audit.findMany({
      where: { action: { in: ['call.opened', 'wish.opened', 'question.read', 'number.read', 'place.read'] } },
    });
    expect(new Set(between.map(({ action }) => action)).size).toBe(5);
    for (const row of between) {
      expect(row).toMatchObject({ private: true, at: new Date(row.at.toISOString().slice(0, 10)) });
      expect(row.about).toHaveLength(1);
    }
    await cast.cora.command('audit');
    expect(cast.cora.form?.text).not.toMatch(/opened your|opened how|read a question|where you meet/);
    cast.cora.dismiss();
  });

  it('whoever asks without a name is in no row that belongs to the question, then or ever', async () => {
    const accounts = await database.prisma.account.findMany({ where: { memberId: ids.una } });
    const unnamed = await database.prisma.question.findMany({ where: { unnamed: true } });
    // The one that was taken back is gone.
    expect(unnamed).toHaveLength(1);
    const id = unnamed[0]?.id ?? '';
    const belongs = [
      `SELECT row::text FROM was_question WHERE row->>'id' = '${id}'`,
      `SELECT row::text FROM was_question_reader WHERE row->>'question_id' = '${id}'`,
      `SELECT row::text FROM was_question_post WHERE row->>'question_id' = '${id}'`,
      `SELECT row::text FROM was_outbox WHERE row->>'feature' = 'questions' AND row->>'destination' LIKE 'unnamed:%'`,
      `SELECT row::text FROM was_outbox o WHERE row->>'origin_id' = '${id}' OR row->>'origin_id' IN (SELECT id::text FROM question_reader WHERE question_id = '${id}')`,
      `SELECT to_jsonb(l)::text FROM outbox_lane l WHERE destination LIKE 'unnamed:%'`,
      `SELECT to_jsonb(a)::text FROM audit a WHERE record LIKE '%${id}%'`,
    ];
    const names = [ids.una, CAST.una[1], 'Umber', cast.una.user, ...accounts.map((account) => account.id)];
    for (const sql of belongs) {
      const rows = await rowsOf(sql);
      expect(names.filter((name) => rows.includes(name))).toEqual([]);
    }
    expect(await rowsOf(belongs[3] ?? '')).toContain('sealed');
    const readers = cast.cat.seen.concat(cast.dev.seen, cast.cora.seen).filter(({ at }) => at);
    const about = readers.filter(({ text }) => text.includes(wordsOf('question without a name')));
    expect(about.length).toBeGreaterThan(0);
    expect(about.filter(({ text }) => text.includes('Una'))).toEqual([]);
  });

  it('a message that does not reach whoever asked without a name says nothing of them either', async () => {
    const { una } = cast;
    network.teams.fail({ kind: 'broken', user: una.user });
    await una.press('I need more');
    await send(una, { 'What else do you need?': 'One thing more.' });
    const rows = await rowsOf(
      `SELECT row::text FROM was_outbox WHERE row->>'destination' LIKE 'unnamed:%' AND row->>'error' IS NOT NULL`,
    );
    expect(rows).toContain('broken');
    expect(rows).not.toMatch(/t-una|Umber/);
    expect(JSON.stringify(network.logs)).not.toMatch(/t-una|Umber/);
  });
});

describe('on the disk', () => {
  it('no data file and no write-ahead log has a sealed word', async () => {
    const run = (sql: string) => database.prisma.$queryRawUnsafe<{ value: string }[]>(sql);
    await database.prisma.$executeRawUnsafe('CHECKPOINT');
    const [folder] = await run(`SELECT setting AS value FROM pg_settings WHERE name = 'data_directory'`);
    const [own] = await run(`SELECT pg_relation_filepath('member') AS value`);
    const where = folder?.value ?? '';
    // A server on another machine shows its files to nobody; there is nothing to look at then.
    if (!existsSync(join(where, own?.value ?? ''))) return;
    const words = canaries.map(wordsOf).filter((word) => word.startsWith('quill'));
    const places = [dirname(join(where, own?.value ?? '')), join(where, 'pg_wal')];
    const grep = (patterns: readonly string[]) =>
      promisify(execFile)('grep', ['-raolF', ...patterns.flatMap((one) => ['-e', one]), ...places]).then(
        ({ stdout }) => stdout.trim().split('\n'),
        (error: { code: number }) => (error.code === 1 ? [] : Promise.reject(error)),
      );
    expect(await grep(words)).toEqual([]);
    // What stands there in plain is found: the search does look.
    expect((await grep(['Cora Coordinator'])).length).toBeGreaterThan(0);
  });
});

describe('Forget me, for somebody who was in every flow', () => {
  let key: Buffer;
  /** The database as it was before: every key that was in it, wrapped, and every sealed text. */
  let copy: { keys: { memberId: string; wrapped: string }[]; sealed: string[] };
  let accounts: string[];
  const sealedIn = (rows: string) => rows.match(/v1\.[\w-]*\.[\w-]{16}\.[\w-]+/g) ?? [];

  beforeAll(async () => {
    const ring = liveRing(network.keys);
    key = (await readDataKeys(database.run, ring, [ids.ann])).get(ids.ann)?.() as Buffer;
    copy = {
      keys: await database.prisma.dataKey.findMany(),
      sealed: Object.values(await dump()).flatMap(sealedIn),
    };
    accounts = (await database.prisma.account.findMany({ where: { memberId: ids.ann } })).map(({ id }) => id);
    const { ann } = cast;
    await ann.say('privacy');
    await ann.press('Forget me');
    await act(ann, 'Yes, forget me');
    const now = await network.now();
    for (const days of [7.1, 7.2, 7.3])
      await network.travelTo(new Date(now.getTime() + days * 86_400_000).toISOString(), 24 * 8);
  });

  it('no row has their name, an account of theirs, or words that their key opens', async () => {
    const all = Object.entries(await dump()).filter(([table]) => !table.startsWith('was_'));
    expect(all.flatMap(([, rows]) => sealedIn(rows)).length).toBeGreaterThan(0);
    for (const [table, rows] of all) {
      const kept = ['Ann Archer', 'U-ANN', ...accounts].filter((one) => rows.includes(one));
      expect([table, kept]).toEqual([table, []]);
      expect([table, sealedIn(rows).filter((text) => isSealedWith(key, parseSealed(text)))]).toEqual([
        table,
        [],
      ]);
    }
  });

  it('their id stays only where others rely on a row, or where it is written what was done', async () => {
    const columns = await database.prisma.$queryRaw<{ table: string; column: string }[]>`
      SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name NOT LIKE 'was\\_%'`;
    const found: string[] = [];
    for (const { table, column } of columns) {
      const [row] = await database.prisma.$queryRawUnsafe<{ has: boolean }[]>(
        `SELECT EXISTS (SELECT 1 FROM "${table}" WHERE "${column}"::text LIKE '%${ids.ann}%') AS has`,
      );
      if (row?.has) found.push(`${table}.${column}`);
    }
    expect(found.filter((one) => !NAMELESS.includes(one))).toEqual([]);
    const row = await database.prisma.member.findUniqueOrThrow({ where: { id: ids.ann } });
    expect([row.name, row.standing]).toEqual(['Somebody who has left', 'left']);
  });

  it('every message that was shown to them is emptied, and their buddy hears only that the pairing has ended', () => {
    // What answered a press at once is no message of the outbox: the words say so beforehand.
    const sent = new Set(cast.ann.seen.filter(({ kind }) => kind === 'message').map(({ id }) => id));
    const shown = new Map(cast.ann.seen.filter(({ id }) => sent.has(id)).map((one) => [one.id, one.text]));
    expect(shown.size).toBeGreaterThan(5);
    expect([...shown.values()].filter((text) => !text.includes('This message was removed'))).toEqual([]);
    const news = cast.bob.seen.filter(({ text }) => text.includes('has come to an end'));
    expect(news).toHaveLength(1);
    expect(news[0]?.text).not.toContain('forg');
  });

  it('after the keys are retired nothing that is left opens a copy of the database from before', async () => {
    const ring = network.keys;
    const young = { id: 'k2', key: randomBytes(32) };
    expect((await turnKeys(database, [...ring, young], true)).done).toBe(false);
    expect((await turnKeys(database, [young], true)).done).toBe(true);
    // None of the keys in the copy comes out of its wrapping with what is left.
    for (const { memberId, wrapped } of copy.keys)
      await expect(unwrap(liveRing([young]), memberId, wrapped)).rejects.toThrow(
        'which the keyring does not hold',
      );
    // And none that is left opens what was theirs, in any of the columns in which they wrote.
    const theirs = [...new Set(copy.sealed)].filter((text) => isSealedWith(key, parseSealed(text)));
    const wrote = new Set(sealings.filter(({ member }) => member === ids.ann).map(({ column }) => column));
    expect(wrote.size).toBeGreaterThan(10);
    expect(theirs.length).toBeGreaterThan(wrote.size);
    const owners = (await database.prisma.dataKey.findMany()).map(({ memberId }) => memberId);
    const left = await readDataKeys(database.run, liveRing([young]), owners);
    expect(left.size).toBe(owners.length);
    for (const other of left.values())
      expect(theirs.filter((text) => isSealedWith(other(), parseSealed(text)))).toEqual([]);
    // With the key that was destroyed they would: the copy is whole.
    const own = copy.keys.find(({ memberId }) => memberId === ids.ann)?.wrapped ?? '';
    expect((await unwrap(liveRing(ring), ids.ann, own)).equals(key)).toBe(true);
    const vault = await openVault(database, [young]);
    expect(await readReach(database.prisma, vault, ids.bob)).toMatchObject({
      number: wordsOf('number of Bob'),
    });
  });
});
