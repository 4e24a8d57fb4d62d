import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../config.ts';
import type { Log, LogLine } from '../log.ts';
import { openStore } from './data.ts';
import { isStopping, logProblems, stop, stops, tell } from './run.ts';
import { openPlaygroundStage, rowsOf } from './stage.ts';

/** A tour is of what is said and when: a busy machine may take its time. */
const TOUR_PATIENCE_MS = 60_000;

/** Plays the stories on a fresh database and leaves nothing behind. */
export async function tour(args: readonly string[]): Promise<void> {
  const { playTour, readTour } = await import('../playground/tour.ts');
  const { stories, mondays } = readTour(args);
  const folder = await mkdtemp(join(tmpdir(), 'alongside-tour-'));
  stops.push(() => rm(folder, { recursive: true, force: true }));
  const config = readConfig({ PORT: '0' });
  const logged: LogLine[] = [];
  const log: Log = (line) => {
    logProblems(line);
    logged.push(line);
  };
  const { database, vault } = await openStore(config, folder, log);
  const stage = await openPlaygroundStage(config, { database, vault, log }, { patienceMs: TOUR_PATIENCE_MS });
  if (!mondays) {
    await playTour(stage, stories, tell);
    return stop(0);
  }
  const { openWeeks, playWeeks } = await import('../playground/weeks.ts');
  const weekOf = await openWeeks(stage, rowsOf(database), logged);
  await stop((await playWeeks(weekOf, { mondays, stories }, tell, () => !isStopping())) ? 0 : 1);
}
