// npm run db:migration -- <name>: writes the next migration from the difference between prisma/schema/ and the
// migrations so far. Needs no network: it starts an embedded PostgreSQL in a temporary folder.
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '../src/store/embedded/start.ts';
import { migrationsFolder } from '../src/store/migrate.ts';
import { diffSchema } from './diff.ts';

const name = process.argv.slice(2).join('_');
if (!/^[a-z0-9_]+$/.test(name)) {
  throw new Error('Name the migration in small letters, such as: npm run db:migration -- forum_topics');
}

const dataDir = await mkdtemp(join(tmpdir(), 'alongside-migration-'));
await chmod(dataDir, 0o711);
try {
  const cluster = await startEmbedded({ dataDir, log: () => {}, durable: false });
  const sql = await diffSchema(cluster.connection).finally(() => cluster.stop());
  process.stdout.write(
    sql === '' ? 'Nothing to do: the migrations already make what prisma/schema/ says.\n' : await write(sql),
  );
} finally {
  await rm(dataDir, { recursive: true });
}

async function write(sql: string): Promise<string> {
  const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
  const folder = join(migrationsFolder, `${stamp}_${name}`);
  await mkdir(folder);
  await writeFile(join(folder, 'migration.sql'), `${sql}\n`);
  return `${folder}/migration.sql is written. Read it; add partial indexes and checks by hand.\n`;
}
