import { closeSync, openSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runCampaign } from './campaign.ts';
import { measureLateness } from './lateness.ts';
import { linkMigrations } from './migrations.ts';
import { failuresOf, playAll } from './play-all.ts';
import { everyPoint, excuse, nameOf, points } from './points.ts';
import { freshName, prepareDatabase, type Server, startServer } from './server.ts';

const usage = `npm run campaign -- --kills N [--messages M] [--resume] [--every MS]   two bots, killed at random under load and faults
npm run campaign -- --points [words]      every step under every fault; only those whose name has the words
npm run campaign -- --lateness            how late messages are, below the platforms' limits and beyond them`;

const tell = (line: string) => void process.stdout.write(`${line}\n`);
const child = fileURLToPath(new URL('./child.js', import.meta.url));

async function main(args: readonly string[]): Promise<boolean> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      lateness: { type: 'boolean' },
      points: { type: 'boolean' },
      pairs: { type: 'string', default: '3' },
      kills: { type: 'string' },
      messages: { type: 'string' },
      resume: { type: 'boolean' },
      every: { type: 'string', default: '7000' },
      folder: { type: 'string', default: '.alongside/campaign' },
    },
  });
  await linkMigrations();
  tell(
    `Node ${process.version}, ${cpus().length} cores, load of the last minute ${loadavg()[0]?.toFixed(1)}.`,
  );
  if (values.points) return playPoints(positionals.join(' '), Number(values.pairs));
  if (values.lateness) {
    const { server, folder } = await openServer();
    return measureLateness({ server, child, output: openSync(join(folder, 'log'), 'w'), tell });
  }
  if (values.kills !== undefined) {
    const kills = Number(values.kills);
    return runCampaign({
      kills,
      messages: Number(values.messages ?? kills * 100),
      resume: values.resume ?? false,
      everyMs: Number(values.every),
      folder: resolve(values.folder),
      child,
      tell,
      later: (stop) => void stops.push(stop),
    });
  }
  tell(usage);
  return false;
}

/** What must be put away at the end, however it ends: the last first. */
const stops: (() => Promise<unknown>)[] = [];
let isStopping = false;
/** Once: whoever is told to stop while stopping goes on with it. */
async function stopAll(code: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  for (const stop of stops.splice(0).reverse()) await stop().catch(() => {});
  process.exit(code);
}

/** A folder for the length of the work, with a PostgreSQL in it. */
async function openServer(): Promise<{ server: Server; folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'alongside-campaign-'));
  stops.push(() => rm(folder, { recursive: true, force: true }));
  await chmod(folder, 0o711);
  const server = await startServer(join(folder, 'data'));
  stops.push(server.stop);
  return { server, folder };
}

async function playPoints(words: string, pairs: number): Promise<boolean> {
  const { server, folder } = await openServer();
  const output = openSync(join(folder, 'log'), 'w');
  const chosen = points.filter((point) => nameOf(point).includes(words));
  const since = performance.now();
  const played = await playAll({
    file: child,
    output,
    points: chosen,
    pairs,
    database: () => prepareDatabase(server.cluster.connection, freshName()),
    onPlayed: ({ point, wrong, ms }) =>
      tell(`${wrong.length === 0 ? 'kept' : 'BROKEN'}  ${nameOf(point)}  (${(ms / 1_000).toFixed(1)} s)`),
  });
  closeSync(output);
  const failures = failuresOf(played);
  const excused = everyPoint.filter((point) => excuse(point) !== undefined);
  const reasons = new Set(excused.map((point) => excuse(point)));
  tell(
    `\n${played.length} points were played in ${Math.round((performance.now() - since) / 1_000)} s, each with a process killed at it: ${failures.length} promises broken.`,
  );
  tell(`${excused.length} combinations of a step and a fault cannot be: ${[...reasons].join('; ')}.`);
  for (const failure of failures) tell(`BROKEN ${failure}`);
  return failures.length === 0 && played.length === chosen.length && played.length > 0;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stopAll(1));

main(process.argv.slice(2)).then(
  (isKept) => stopAll(isKept ? 0 : 1),
  (error: unknown) => {
    tell(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return stopAll(1);
  },
);
