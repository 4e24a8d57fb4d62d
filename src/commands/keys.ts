import { readConfig } from '../config.ts';
import { turnKeys, verifyKeys } from '../store/turn-keys.ts';
import { chooseData, openData, without } from './data.ts';
import { logProblems, stop, tell } from './run.ts';

/** `keys -- rotate | rotate --retire | verify`; ends with 1 while something is left to do. */
export async function keys(args: readonly string[]): Promise<void> {
  const [verb, option] = without(args);
  const retire = option === '--retire';
  if ((verb !== 'rotate' && verb !== 'verify') || (option && !(retire && verb === 'rotate')))
    throw new Error(
      'Please say: npm run keys -- verify, npm run keys -- rotate, or npm run keys -- rotate --retire',
    );
  const place = await chooseData(readConfig(undefined, 'operate'), args);
  const { database, keys: source } = await openData(place, place.dataDir, logProblems);
  const told =
    verb === 'rotate' ? await turnKeys(database, source, retire) : await verifyKeys(database, source);
  for (const line of told.lines) tell(line);
  await stop(told.done ? 0 : 1);
}
