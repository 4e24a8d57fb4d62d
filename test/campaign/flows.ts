import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { helplinesOf } from '../../src/directory/helplines.ts';
import * as safety from '../../src/features/safeguarding/store/safety.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { openDatabase, readNow } from '../../src/store/database.ts';
import { nameKey } from '../../src/text/name.ts';
import type { Canaries } from './canaries.ts';
import type { Bot } from './crew.ts';
import { memberOf } from './orders.ts';
import { type Person, register } from './people.ts';
import type { Stage } from './platforms.ts';
import { withClient } from './server.ts';

/** Real features, used by people beside the numbered messages, with a canary in each private field. */
export interface Flows {
  readonly counts: Record<string, number>;
  readonly done: Promise<void>;
}

const first = 500;
const cast = [
  'Cora Ordinator',
  'Ann Asker',
  'Bob Reader',
  'Cat Reader',
  'Dev Asker',
  'Eve Sharer',
  'Fay Joiner',
] as const;
const workspaces = { slack: 'TFLOWS', teams: 'tenantFlows' };

/** On Slack, but for Bob, Dev and Eve. */
const people: readonly Person[] = cast.map((name, index) => {
  const platform = /^(Bob|Dev|Eve) /.test(name) ? 'teams' : 'slack';
  return { index: first + index, platform, workspace: workspaces[platform], user: `UFLOW${index}` };
});

/** Makes them known, opens the gate for questions, and gives Cora the network to run. */
export async function settleCast(stage: Stage, connection: pg.PoolConfig): Promise<SimulatedPerson[]> {
  const made = people.map(({ platform, user, workspace }, index) =>
    platform === 'slack'
      ? stage.slack.person(user, { workspace, name: cast[index] ?? user })
      : stage.teams.resident(user, { workspace, name: cast[index] ?? user }),
  );
  await withClient(connection, async (client) => {
    await register(client, stage, people);
    for (const [index, name] of cast.entries())
      await client.query('update member set name = $2, name_key = $3 where id = $1', [
        memberOf(first + index),
        name,
        nameKey(name),
      ]);
    await client.query(
      `insert into role_grant (id, member_id, role, starts_at) values ('00000000-0000-4000-c000-000000000001', $1, 'coordinator', '2026-01-01') on conflict do nothing`,
      [memberOf(first)],
    );
    for (const { index } of people.slice(1))
      await client.query(
        `with peer as (insert into profile (member_id, confirmed, updated_at) values ($1, '{peer}', '2026-01-01') on conflict do nothing)
         insert into pool_peer (member_id, joined_at) values ($1, '2026-01-01') on conflict do nothing`,
        [memberOf(index)],
      );
  });
  await openGate(connection);
  return made;
}

async function openGate(connection: pg.PoolConfig): Promise<void> {
  const database = await openDatabase(connection, { kind: 'live', log: () => {} });
  await database.transaction(async (tx) => {
    const { now } = await readNow(tx);
    await safety.nameSafetyPerson(tx, 'lead', { name: 'Lena Lead', number: '020 7946 0001' });
    await safety.nameSafetyPerson(tx, 'deputy', { name: 'Dan Deputy', number: '020 7946 0002' });
    await safety.writeOutOfHours(tx, 'Nobody');
    for (const { id } of helplinesOf('england'))
      await safety.confirmNumber(tx, 'england', id, memberOf(first), now);
  });
  await database.close();
}

interface FlowOptions {
  stage: Stage;
  cast: readonly SimulatedPerson[];
  canaries: Canaries;
  live(): readonly Bot[];
  isOver(): boolean;
}

/** Before anything dies: Cora makes a topic, and Bob and Cat say yes to reading what is asked. */
export async function makeTopic({ stage, cast: [cora, , bob, cat], live }: FlowOptions): Promise<void> {
  stage.pointAt(live()[0]?.port ?? 0);
  if (!cora) return;
  await cora.command('ask topics');
  if (cora.seen.at(-1)?.text.includes('Benefits')) return;
  await cora.press('New topic');
  await cora.fill({
    Topic: 'Benefits',
    'First to be asked': 'Bob Reader',
    'Second to be asked': 'Cat Reader',
  });
  await cora.submit();
  cora.dismiss();
  for (const reader of [bob, cat]) {
    // The invitation stands on home before its message arrives.
    await reader?.openHome();
    await reader?.press('Yes', '“Benefits”');
  }
}

/** Each does the same again and again; what a death interrupts is put aside and begun anew, as people do. */
export function startFlows(options: FlowOptions): Flows {
  const {
    stage,
    cast: [cora, ann, bob, cat, dev, eve, fay],
    canaries,
    live,
    isOver,
  } = options;
  const counts: Record<string, number> = {};

  async function repeat(
    name: string,
    person: SimulatedPerson | undefined,
    act: (one: SimulatedPerson) => Promise<void>,
  ) {
    while (person && !isOver()) {
      const bot = live()[0];
      if (bot) stage.pointAt(bot.port);
      const ended = await Promise.race([
        act(person).then(
          () => 'done',
          () => 'interrupted',
        ),
        sleep(20_000, 'late'),
      ]);
      counts[`${name}, ${ended}`] = (counts[`${name}, ${ended}`] ?? 0) + 1;
      person.dismiss();
      // Nobody types faster; and what is answered while they type is not held to the outbox's pace.
      await sleep(6_000);
    }
  }

  const ask = async (person: SimulatedPerson) => {
    await person.command('ask');
    if (!person.form) await person.press('Open form');
    await person.fill({
      'What is it about?': 'Benefits',
      'Your question': canaries.next(),
      'Your name': 'Without my name',
    });
    await person.submit();
    await person.submit();
  };
  const answer = async (person: SimulatedPerson) => {
    await person.press('Read it');
    await person.submit();
    await person.fill({ 'Your answer': canaries.next() });
    await person.submit();
  };
  const callOut = async (person: SimulatedPerson) => {
    await person.command('availability new');
    const now = Date.parse('2027-02-01') + 60 * 86_400_000 + canaries.planted * 86_400_000;
    await person.fill({
      'What is it about?': 'Housing',
      'Kind of council': 'district council',
      Region: 'the East',
      Where: 'on site',
      'First day': day(now + 40 * 86_400_000),
      'How many peers?': '2',
      'Reply by': day(now),
      'The host, in confidence': canaries.next(),
    });
    await person.submit();
    await pressSoon(person, `Send to ${people.length - 1} people`);
  };
  const saySupport = async (person: SimulatedPerson) => {
    await person.command('alongside settings');
    await person.press('How I like to be supported');
    await person.fill({ 'In your own words': canaries.next() });
    await person.submit();
  };
  const sayHopes = async (person: SimulatedPerson) => {
    await person.command('buddy join');
    if (!person.form) await person.press('Change my answers');
    const isNew = person.form?.fields.includes('If it’s not in the list');
    await person.fill({
      ...(isNew && { 'If it’s not in the list': 'Camden Volunteers' }),
      'Your area': 'Camden',
      'What do you hope for?': canaries.next(),
    });
    await person.submit();
  };
  const done = Promise.all([
    repeat('asking', ann, ask),
    repeat('asking', dev, ask),
    repeat('answering', bob, answer),
    repeat('answering', cat, answer),
    repeat('calling out', cora, callOut),
    repeat('saying how they like to be supported', eve, saySupport),
    repeat('hoping for a buddy', fay, sayHopes),
  ]).then(() => {});
  return { counts, done };
}

/** What comes as a message after a form may take a moment. */
async function pressSoon(person: SimulatedPerson, button: string): Promise<void> {
  for (let tries = 1; tries < 20; tries += 1) {
    if (person.seen.at(-1)?.text.includes(`[${button}]`)) break;
    await sleep(250);
  }
  await person.press(button);
}

const day = (at: number) => new Date(at).toISOString().slice(0, 10);
