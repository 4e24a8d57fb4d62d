import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { startAlongside } from '../../src/app.ts';
import { helplinesOf } from '../../src/directory/helplines.ts';
import { writeResponder } from '../../src/directory/responder.ts';
import { issueSetupCode } from '../../src/directory/setup-code.ts';
import * as safety from '../../src/features/safeguarding/store/safety.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { type Database, moveClock, openDatabase, readNow } from '../../src/store/database.ts';
import { openVault } from '../../src/store/seal.ts';
import { paperPlatform } from './paper.ts';

/** What somebody did, and what the database was asked for it: BEGIN and COMMIT are in it. */
export interface Press {
  name: string;
  statements: readonly string[];
}

const MONDAY = Date.parse('2027-02-01T10:00:00Z');
const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;

/** A day of a small network with three members, on an empty database; what each of its presses asks of that. */
export async function countPresses(connection: pg.PoolConfig): Promise<readonly Press[]> {
  let asked: string[] = [];
  const Client = clientThatTells((sql) => asked.push(sql));
  const database = await openDatabase({ ...connection, Client }, { kind: 'test', log: () => {} });
  const slack = paperPlatform('slack', 'T-PAPER');
  const bot = await startAlongside({
    host: '127.0.0.1',
    port: 0,
    join: 'approval',
    background: false,
    log: () => {},
    database,
    vault: await openVault(database, [{ id: 'k1', key: randomBytes(32) }]),
    adapters: [slack.adapter],
  });
  const presses: Press[] = [];
  const settle = async () => {
    await bot.engine.tick();
    await bot.dispatcher.idle();
  };
  const count: Count = async (name, act, until) => {
    asked = [];
    await act();
    const end = until === undefined ? asked.length : asked.indexOf(until) + 1;
    presses.push({ name, statements: asked.slice(0, end) });
    // What comes now is nobody's press.
    asked = [];
    await settle();
  };
  try {
    await moveClock(database, MONDAY - Date.now());
    // It looks every five minutes, by itself.
    await database.prisma.auditor.updateMany({ data: { nextAt: new Date(MONDAY + 365 * DAY_MS) } });
    const person = (user: string, name: string) => slack.person(user, { name });
    const cast = {
      cora: person('U-CORA', 'Cora Ordinator'),
      ann: person('U-ANN', 'Ann Archer'),
      bob: person('U-BOB', 'Bob Baker'),
    };
    const day: Day = { ...cast, count, settle, tick: () => bot.engine.tick(), database };
    await gather(day);
    for (const part of [ownPages, callOut, buddies, question, event, call, roles, time]) await part(day);
    return presses;
  } finally {
    await bot.stop();
    await database.close();
  }
}

/** @param until the last statement that counts, where the dispatcher begins after it */
type Count = (name: string, act: () => Promise<unknown>, until?: string) => Promise<void>;

interface Day {
  cora: SimulatedPerson;
  ann: SimulatedPerson;
  bob: SimulatedPerson;
  /** Counts what this asks, then lets happen what is due. */
  count: Count;
  settle(): Promise<void>;
  tick(): Promise<void>;
  database: Database;
}

function clientThatTells(tell: (sql: string) => void): typeof pg.Client {
  return class extends pg.Client {
    override query(...asked: unknown[]): never {
      const [query] = asked as [string | pg.QueryConfig];
      tell((typeof query === 'string' ? query : query.text).replaceAll(/\s+/g, ' ').trim());
      return super.query(...(asked as [string])) as never;
    }
  };
}

/** A coordinator and two volunteers whom she confirmed, all in the pool; questions and calls are open. */
async function gather({ cora, ann, bob, settle, database }: Day): Promise<void> {
  const { now } = await readNow(database.prisma);
  await cora.say(`setup ${await database.transaction((tx) => issueSetupCode(tx, now))}`);
  const volunteer = async (one: SimulatedPerson) => {
    await one.command('profile');
    await one.fill({ 'Your role here: tick all that fit': ['Volunteer'] });
    await one.submit();
    await settle();
  };
  await volunteer(cora);
  for (const one of [ann, bob]) {
    await one.say('join');
    await settle();
    await cora.press(`Admit ${one.name.split(' ')[0]}`);
    await volunteer(one);
    await cora.press(`Confirm ${one.name.split(' ')[0]}`);
    await one.say('home');
    await one.press('Call-outs');
    await one.press('Join the peer pool');
    await settle();
  }
  const members = await database.prisma.member.findMany();
  const idOf = ({ name }: SimulatedPerson) => members.find((one) => one.name === name)?.id ?? '';
  await database.transaction(async (tx) => {
    await safety.nameSafetyPerson(tx, 'lead', { name: 'Lena Lead', number: '020 7946 0001' });
    await safety.nameSafetyPerson(tx, 'deputy', { name: 'Dan Deputy', number: '020 7946 0002' });
    await safety.writeOutOfHours(tx, 'Nobody');
    for (const { id } of helplinesOf('england'))
      await safety.confirmNumber(tx, 'england', id, idOf(cora), now);
    await writeResponder(tx, idOf(bob), { agreed: true, outOfHours: false, monthlyCap: null });
    await tx.listPerson.create({ data: { ownerId: idOf(ann), memberId: idOf(bob), place: 1 } });
    // So that nobody is new here.
    await tx.member.updateMany({ data: { joinedAt: new Date(MONDAY - 200 * DAY_MS) } });
  });
}

async function ownPages({ ann, count }: Day): Promise<void> {
  await count('help', () => ann.command('help'));
  await count('home', () => ann.openHome());
  await count('words that mean nothing', () => ann.say('what is this then'));
  await count('settings', () => ann.command('settings'));
  await count('how to reach me: open', () => ann.press('How to reach me'));
  await ann.fill({
    'Your number': '07700 900123',
    'A call or a message?': 'A call',
    'Is it safe to call you?': 'Text me first',
  });
  await count('how to reach me: send', () => ann.submit());
  await count('profile: open', () => ann.command('profile'));
  await count('profile: send', () => ann.submit());
}

async function callOut({ cora, ann, count }: Day): Promise<void> {
  await count('call-out: open', () => cora.command('availability new'));
  await cora.fill({
    'What is it about?': 'Housing services',
    'Kind of council': 'district council',
    Region: 'the East',
    Where: 'on site',
    'First day': '2027-03-16',
    'How many peers?': '2',
    'Reply by': '2027-02-12',
    'The host, in confidence': 'Secretshire District Council',
  });
  await count('call-out: write', () => cora.submit());
  await count('call-out: send to the pool', () => cora.press('Send to 2 people'));
  await count('call-out: see days', () => ann.press('See days and reply'));
  await ann.fill({ 'Are you interested?': 'Yes, I’m interested', 'Which days suit you?': ['Tue 16 March'] });
  await count('call-out: reply', () => ann.submit());
}

async function buddies({ ann, bob, cora, count }: Day): Promise<void> {
  await count('buddies: open', () => ann.command('buddy join'));
  await joinAs(ann, 'Eastshire', 'Norwich');
  await count('buddies: join', () => ann.submit());
  await bob.command('buddy join');
  await joinAs(bob, 'Westshire', 'Bristol');
  await bob.submit();
  await count('buddies: match', () => cora.command('buddy match'));
}

async function joinAs(person: SimulatedPerson, organisation: string, area: string): Promise<void> {
  const field = ['If it’s not in the list', 'Your organisation'].find((one) =>
    person.form?.fields.includes(one),
  );
  await person.fill({ ...(field && { [field]: organisation }), 'Your area': area });
}

async function question({ cora, ann, bob, count, settle }: Day): Promise<void> {
  await cora.command('ask topics');
  await cora.press('New topic');
  await cora.fill({ Topic: 'Housing', 'First to be asked': bob.name });
  await cora.submit();
  await settle();
  await bob.press('Yes', '“Housing”');
  await settle();
  await count('question: open', () => ann.command('ask'));
  await ann.fill({ 'What is it about?': 'Housing', 'Your question': 'How do you count voids?' });
  await count('question: who may read it', () => ann.submit());
  await count('question: ask', () => ann.submit());
  await count('question: read', () => bob.press('Read it', 'Could you help'));
  await count('question: to answer', () => bob.submit());
  await bob.fill({ 'Your answer': 'Every Friday.' });
  await count('question: answer', () => bob.submit());
}

async function event({ cora, ann, count }: Day): Promise<void> {
  await count('event: open', () => cora.command('forum new'));
  await cora.fill({
    'What shall it be called?': 'Spring gathering',
    'What is it for?': 'To talk about lone working',
    'What will people take away?': 'Three ways to stay safe',
    'For whom?': 'Peers only',
    'Place or link': 'Southside Community Centre',
  });
  await cora.submit();
  await cora.fill({
    'First day': '2027-03-16',
    'First time': '12:00',
    'Second day': '2027-03-18',
    'Second time': '18:30',
  });
  await count('event: write', () => cora.submit());
  await count('event: ask', () => cora.press('Ask 3 people'));
  await count('event: choose times', () => ann.press('Choose times'));
}

async function call({ ann, bob, count }: Day): Promise<void> {
  await count('talk to someone', () => ann.command('talk'));
  await count('call me', () => ann.press(`Ask ${bob.name} to call me`));
}

async function roles({ cora, bob, count }: Day): Promise<void> {
  await count('roles', () => cora.command('roles'));
  await count('role: open', () => cora.press('Give someone a role'));
  await cora.fill({ Who: bob.name, Role: 'Organiser' });
  await cora.submit();
  await count('role: give', () => cora.press('Yes, give the role'));
}

/** The one who was asked to call has not answered, and nothing else is due. */
async function time({ count, tick, database }: Day): Promise<void> {
  await count('a tick when nothing is due', tick);
  const { dueAt } = await database.prisma.escalation.findFirstOrThrow();
  const { now } = await readNow(database.prisma);
  await moveClock(database, (dueAt?.getTime() ?? 0) - now.getTime() + 1_000);
  await count('a tick when a call is due', tick, 'COMMIT');
}
