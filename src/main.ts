import { keys } from './commands/keys.ts';
import { move } from './commands/move.ts';
import { people } from './commands/people.ts';
import { playground } from './commands/playground.ts';
import { isStopping, stop, tell } from './commands/run.ts';
import { serve } from './commands/serve.ts';
import { tour } from './commands/tour.ts';
import { readConfig } from './config.ts';
import { errorLine, logToStdout } from './log.ts';

/** What can stand behind `node dist/main.js`, as the scripts of package.json do it. */
const COMMANDS: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  tour,
  keys,
  move,
  import: people('import'),
  export: people('export'),
};

/** Without a command: the network that the settings name, or the playground where they name none. */
async function start(): Promise<void> {
  const config = readConfig();
  tell(config.why);
  await (config.mode === 'playground' ? playground(config) : serve(config));
}

async function main([command, ...args]: readonly string[]): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(0));
  const run = command === undefined ? undefined : COMMANDS[command];
  await (run ? run(args) : start());
}

process.on('unhandledRejection', (reason) =>
  logToStdout({ event: 'unhandled-rejection', error: errorLine(reason) }),
);

main(process.argv.slice(2)).catch((error: unknown) => {
  // Told to stop while starting: what was taken away from under the start is no fault of its own.
  if (!isStopping()) process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  void stop(1);
});
