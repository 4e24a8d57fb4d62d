import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, connect as dial } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startAlongside } from '../../src/app.ts';
import { openDatabase } from '../../src/store/database.ts';
import { moveDatabase } from '../../src/store/move/move.ts';
import { readTarget, whatNext } from '../../src/store/move/words.ts';
import { openVault } from '../../src/store/seal.ts';
import { startScene } from '../features/questions-scene.ts';
import { BUILT } from '../support/bot.ts';
import { startChild } from '../support/child.ts';
import { emptyDatabase, freshDatabase } from '../support/database.ts';

const tell = () => {};
const move = (from: pg.PoolConfig, to: pg.PoolConfig | string) =>
  moveDatabase({ from, to, kind: 'test', tell });

async function ask<T extends pg.QueryResultRow>(connection: pg.PoolConfig, sql: string): Promise<T[]> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}
const tablesIn = (connection: pg.PoolConfig) =>
  ask(connection, `select relname from pg_class where relnamespace = 'public'::regnamespace`);

/** A database with every table, that nobody uses. */
async function quietDatabase(): Promise<pg.PoolConfig> {
  const fresh = await freshDatabase();
  await fresh.database.close();
  return fresh.connection;
}

/** Everything that makes the schema what it is, as far as PostgreSQL can say it. */
const shapeOf = (connection: pg.PoolConfig) =>
  ask(
    connection,
    `select conname::text as name, conrelid::regclass::text as "table", pg_get_constraintdef(oid) as what, convalidated
     from pg_constraint where connamespace = 'public'::regnamespace
     union all select tgname::text, tgrelid::regclass::text, pg_get_triggerdef(oid), tgenabled = 'O'
     from pg_trigger where not tgisinternal
     union all select indexrelid::regclass::text, indrelid::regclass::text, pg_get_indexdef(indexrelid), true
     from pg_index where indrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace) order by 1, 2, 3`,
  );

describe('a network that has been lived in', () => {
  it('goes on from another database: what waits goes out once, and what is sealed still opens', async () => {
    const scene = await startScene();
    const { network, ann, bob } = scene;
    await scene.openGate();
    await scene.makeTopic('Benefits', ['Bob Reader', 'Cat Reader']);
    await scene.ask(ann, 'Benefits', 'How do I appeal a PIP refusal?', { unnamed: true });
    await scene.answer(bob, 'Ask for a mandatory reconsideration first.');
    // Something is left to send: it was enqueued, and then the bot was stopped.
    await scene.ask(ann, 'Benefits', 'And after that?');
    await network.database.prisma.$executeRaw`
      update outbox set state = 'pending', payload = '{"text":"left to send"}', settled_at = null, ref_conversation = null, ref_id = null
      where seq = (select max(seq) from outbox where state = 'sent')`;
    await network.database.prisma
      .$executeRaw`update outbox_lane set due_at = '2027-01-01T00:00:00Z', turn = '2027-01-01T00:00:00Z'`;
    await network.bot.stop();
    await network.database.close();

    const target = await emptyDatabase();
    const moved = await move(network.connection, target);
    expect(moved.rows).toBeGreaterThan(50);
    expect(await shapeOf(target)).toEqual(await shapeOf(network.connection));

    const database = await openDatabase(target, { kind: 'test', log: tell, migrate: false });
    const vault = await openVault(database, network.keys);
    const about = { host: '127.0.0.1', port: 0, join: 'approval', log: tell, background: false } as const;
    const bot = await startAlongside({ ...about, adapters: network.adapters, database, vault });
    onTestFinished(async () => {
      await bot.stop();
      await database.close();
    });
    await bot.engine.tick();
    await bot.dispatcher.idle();
    const everybody = [...network.slack.ledger, ...network.teams.ledger];
    expect(everybody.filter(({ text }) => text === 'left to send')).toHaveLength(1);
    await ann.press('Read it', 'There’s an answer for you');
    expect(ann.form?.text).toContain('Ask for a mandatory reconsideration first.');
    ann.dismiss();
    // Numbers go on after the old ones.
    await ann.command('ask');
    await ann.fill({ 'What is it about?': 'Benefits', 'Your question': 'One more?' });
    await ann.submit();
    await ann.submit();
    await bot.dispatcher.idle();
    expect(await database.prisma.question.count()).toBe(3);
  });
});

describe('what a move refuses, and leaves as it was', () => {
  it('a target that is not empty', async () => {
    const source = await quietDatabase();
    const target = await emptyDatabase();
    await ask(target, 'create table somebody_elses (id int)');
    await expect(move(source, target)).rejects.toThrow(/public .*not empty: it holds somebody_elses/);
    expect(await tablesIn(target)).toEqual([{ relname: 'somebody_elses' }]);
    const own = await quietDatabase();
    await expect(move(source, own)).rejects.toThrow(/not empty.*and \d+ more/);
  });

  it('a source that is in use', async () => {
    const source = await freshDatabase();
    await expect(move(source.connection, await emptyDatabase())).rejects.toThrow(
      /still in use .*Stop the bot/s,
    );
  });

  it('a source that is behind, newer, or of another kind', async () => {
    const target = await emptyDatabase();
    const source = await quietDatabase();
    await expect(moveDatabase({ from: source, to: target, kind: 'live', tell })).rejects.toThrow(
      /is a test one, and only a live one/,
    );
    await ask(source, `insert into migration values ('29990101000000_later', '', now())`);
    await expect(move(source, target)).rejects.toThrow(/newer than this version/);
    await ask(
      source,
      `delete from migration where name in ('29990101000000_later', '20261122120700_buddies')`,
    );
    await ask(source, `delete from migration where name > '20261122120700'`);
    await expect(move(source, target)).rejects.toThrow(
      /behind .*20261122120700_buddies.*Start the bot once/s,
    );
    expect(await tablesIn(target)).toEqual([]);
  });

  it('the same database, by whatever name it is reached', async () => {
    const source = await quietDatabase();
    await expect(move(source, source)).rejects.toThrow('the very database that is to be moved');
  });

  it('a server that cannot be reached, a database that is not there, and what is no address', async () => {
    const source = await quietDatabase();
    await expect(move(source, 'postgresql://somebody:secret@127.0.0.1:1/alongside')).rejects.toThrow(
      /Nothing answers there: check host and port/,
    );
    await expect(move(source, { ...source, database: 'not_there' })).rejects.toThrow(
      'create it on the server',
    );
    for (const wrong of [undefined, '', 'alongside', 'mysql://localhost/alongside', 'postgresql://localhost'])
      expect(() => readTarget(wrong)).toThrow('npm run db:move -- postgresql://');
    const message = await move(source, 'postgresql://u:secret@nowhere.invalid/x').catch(String);
    expect(message).toContain('check the spelling of the host');
    expect(message).not.toContain('secret');
  });

  it('a database that does not keep UTF8', async () => {
    const source = await quietDatabase();
    const { database: name } = await emptyDatabase();
    await ask(source, `create database ${name}_latin encoding 'SQL_ASCII' locale 'C' template template0`);
    onTestFinished(() => ask(source, `drop database ${name}_latin`).then(() => {}));
    await expect(move(source, { ...source, database: `${name}_latin` })).rejects.toThrow(/as SQL_ASCII/);
  });
});

describe('a move that is broken off', () => {
  it('keeps nothing on the target, and is done by running it again', async () => {
    const source = await quietDatabase();
    const target = await emptyDatabase();
    // A row that the target's own rules refuse, as after a fault of the disk.
    await ask(source, `alter table outbox_lane drop constraint outbox_lane_pkey`);
    await ask(
      source,
      `insert into outbox_lane (destination, next_at) values ('account:1', now()), ('account:1', now())`,
    );
    await expect(move(source, target)).rejects.toThrow(
      /broken off: .*outbox_lane_pkey.*Nothing was kept.*run this again/s,
    );
    expect(await tablesIn(target)).toEqual([]);
    await ask(source, `delete from outbox_lane`);
    expect(await move(source, target)).toMatchObject({ tables: expect.any(Number) });
  });

  it('notices what was damaged on its way, though no rule of the target objects', async () => {
    const source = await quietDatabase();
    await ask(source, `insert into meta values ('name', 'Alongside')`);
    const target = await emptyDatabase();
    const { host = '', port = 5432 } = target as pg.ClientConfig;
    const line = createServer((near) => {
      const far = host.startsWith('/') ? dial(`${host}/.s.PGSQL.${port}`) : dial(port, host);
      near.on('data', (chunk) =>
        far.write(
          Buffer.from(chunk.toString('latin1').replace('name\tAlongside', 'name\tElsewhere'), 'latin1'),
        ),
      );
      far.pipe(near);
      for (const end of [near, far]) end.on('error', () => {}).on('close', () => near.destroy());
    });
    await new Promise<void>((resolve) => void line.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void line.close());
    const damaged = { ...target, host: '127.0.0.1', port: (line.address() as { port: number }).port };
    await expect(move(source, damaged)).rejects.toThrow(/what arrived in meta is not what was sent/);
    expect(await tablesIn(target)).toEqual([]);
  });
});

describe('npm run db:move', () => {
  const run = (dataDir: string, args: readonly string[]) =>
    startChild(
      `process.env.DATA_DIR = ${JSON.stringify(dataDir)};
       process.chdir(${JSON.stringify(dataDir)});
       process.argv.splice(1, process.argv.length, 'main.js', 'move', ...${JSON.stringify(args)});
       await import(${JSON.stringify(BUILT)});`,
    );

  it('moves the embedded database while no bot is in it, and says what to do next', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'alongside-move-'));
    onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
    const nothing = run(dataDir, ['postgresql://localhost/x']);
    await expect(nothing.line()).rejects.toThrow(/no embedded database in .*nothing to move/);
    const bot = startChild(
      `import { startEmbedded } from './dist/store/embedded/start.js';
       import { openDatabase } from './dist/store/database.js';
       const cluster = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, log() {} });
       const database = await openDatabase(cluster.connection, { kind: 'live', log() {} });
       process.on('SIGTERM', async () => { await database.close(); await cluster.stop(); process.exit(0); });
       console.log('up');
       setInterval(() => {}, 1000);`,
    );
    await bot.line();
    const target = await emptyDatabase();
    const { host = '', port, user, password = '', database } = target as pg.ClientConfig;
    const url = `postgresql:///${database}?host=${encodeURIComponent(host)}&port=${port}&user=${user}&password=${password}`;
    await expect(run(dataDir, [url]).line()).rejects.toThrow(/still in use.*Stop the bot/s);
    await bot.end('SIGTERM');
    const moving = run(dataDir, [url]);
    let said = '';
    while (!said.includes('Do not start a bot on it again')) said += `${await moving.line()}\n`;
    expect(said).toContain('1. Set DATABASE_URL');
    expect(said).toContain(`Keep the key file ${dataDir}/keys`);
    expect(await ask(target, `select value from meta where key = 'kind'`)).toEqual([{ value: 'live' }]);
  });

  it('does not tell who has set ALONGSIDE_KEYS about a key file', () => {
    expect(whatNext({ tables: 1, rows: 1 }, { where: '/x' })).toContain('Keep ALONGSIDE_KEYS as it is');
  });
});
