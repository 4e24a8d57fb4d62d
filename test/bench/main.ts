import { symlink } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { endAll, endSection } from './ending.ts';
import { root } from './places.ts';
import { type Asked, sections } from './sections.ts';

/**
 * `npm run bench` measures everything, `npm run bench -- <name> ...` some of it; `talk=50` says how many
 * presses. With BENCH_PROFILE=<folder> every process that is measured leaves a CPU profile there.
 */
async function main(args: readonly string[]): Promise<void> {
  const asked = new Map(args.map(readArgument));
  const names = [...asked.keys()];
  const unknown = names.find((name) => !sections.some((section) => section.name === name));
  if (unknown !== undefined)
    throw new Error(
      `There is no "${unknown}" to measure; there is: ${sections.map((one) => one.name).join(', ')}.`,
    );
  await linkMigrations();
  tell(`Node ${process.version}, ${cpus().length} cores, ${machineLoad()}`);
  for (const { name, run } of sections) {
    if (names.length > 0 && !asked.has(name)) continue;
    const since = performance.now();
    const lines = await run(asked.get(name) ?? { isNamed: false }).finally(endSection);
    const seconds = Math.round((performance.now() - since) / 1_000);
    tell(`\n== ${name} ==\n${lines.join('\n')}\n(${seconds} s; ${machineLoad()})`);
  }
}

function readArgument(text: string): [name: string, asked: Asked] {
  const [name = '', count] = text.split('=');
  if (count === undefined) return [name, { isNamed: true }];
  if (!/^[1-9]\d*$/.test(count))
    throw new Error(`"${text}": after the "=" comes how often, such as ${name}=50.`);
  return [name, { isNamed: true, count: Number(count) }];
}

const tell = (words: string) => void process.stdout.write(`${words}\n`);
/** Other people's work on the same machine slows everything down, so it is said. */
const machineLoad = () => `load of the machine in the last minute: ${loadavg()[0]?.toFixed(1)}`;

/** The compiled sources look for the migrations where they are from src/ and dist/: two levels up. */
async function linkMigrations(): Promise<void> {
  await symlink(join(root, 'prisma'), join(root, 'test/bench/dist/prisma'), 'junction').catch((error) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

/** Longer than the whole of it ever takes: something hangs. */
const mostMs = 12 * 60_000;

let isEnding = false;
/** Once: what fails because it is being stopped does not cut the stopping short. */
function end(code: number): void {
  if (isEnding) return;
  isEnding = true;
  void endAll().then(() => process.exit(code));
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end(1));
setTimeout(() => {
  tell('The bench took too long and was stopped.');
  end(1);
}, mostMs).unref();

main(process.argv.slice(2)).then(
  () => end(0),
  (error: unknown) => {
    tell(error instanceof Error ? (error.stack ?? error.message) : String(error));
    end(1);
  },
);
