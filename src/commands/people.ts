import { settingsOf } from '../app.ts';
import { readConfig } from '../config.ts';
import { features } from '../features/index.ts';
import { noTestHook } from '../store/steps.ts';
import { chooseData, openStore, without } from './data.ts';
import { logProblems, stop, tell } from './run.ts';

/** `import -- people.csv [--write]`, `export -- members.csv`; also while the bot runs. Ends with 1 while something is to be mended. */
export const people =
  (verb: 'import' | 'export') =>
  async (args: readonly string[]): Promise<void> => {
    const command = features.flatMap(({ terminal = [] }) => terminal).find(({ name }) => name === verb);
    if (!command) throw new Error(`No feature knows how to ${verb} people.`);
    const config = readConfig(undefined, 'operate');
    const place = await chooseData(config, args, verb === 'import');
    const { database, vault } = await openStore(place, place.dataDir, logProblems);
    const settings = settingsOf(config);
    const parts = { features, vault, log: logProblems, settings, testHook: noTestHook, database };
    const told = await command.run(parts, without(args));
    for (const line of told.lines) tell(line);
    await stop(told.ok ? 0 : 1);
  };
