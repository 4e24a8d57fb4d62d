import type { LogLine } from '../log.ts';
import { dateIn, lastMorningBefore, morningOf } from './calendar.ts';
import type { Keeper } from './keeper.ts';
import type { Stage } from './stage.ts';
import { settleCast } from './stories/setting.ts';
import { openScene, type Story } from './story.ts';

/** Plays a story from its beginning. @throws when it cannot go on, when a platform refuses something, or for a problem in the log */
export type Play = (story: Story) => Promise<void>;

/** So long the same network goes on living from one date to the next; who stays longer is asked for this and that again. */
const MOST_DAYS = 28;

/**
 * For any date, the stories from ten o'clock on it. The cast comes in on the last working morning before, once in a
 * while; each story then finds them as they were, and the clock too.
 * @param logged what the bot logs; a fault in it ends a story
 */
export async function openWeeks(
  stage: Stage,
  { keepRows, returnRows }: Pick<Keeper, 'keepRows' | 'returnRows'>,
  logged: readonly LogLine[],
): Promise<(date: string) => Promise<Play>> {
  await keepRows('nobody');
  const nobody = stage.save();
  let start: { screens: Buffer; date: string; since: string } | undefined;

  async function putBack(which: 'nobody' | 'start', screens: Buffer): Promise<void> {
    await stage.settle();
    if (!(await returnRows(which))) throw new Error('The rows that were kept are of another version.');
    await stage.restore(screens);
  }

  async function goTo(date: string): Promise<void> {
    if (!start || date < start.date || date > dateIn(morningOf(start.since), MOST_DAYS)) {
      start = undefined;
      await putBack('nobody', nobody);
      await stage.setClock(lastMorningBefore(date));
      await settleCast(openScene(stage, () => {}));
    } else await putBack('start', start.screens);
    await stage.travelTo(morningOf(date));
    await keepRows('start');
    start = { screens: stage.save(), date, since: start?.since ?? date };
  }

  return async (date) => {
    await goTo(date);
    return async (story) => {
      if (start?.date !== date) throw new Error('Another week was begun meanwhile.');
      await putBack('start', start.screens);
      const known = faultsOn(stage, logged).map((list) => list.length);
      const problems: string[] = [];
      await story
        .play(openScene(stage, () => {}, { settled: true }))
        .catch((error: Error) => problems.push(error.message));
      problems.push(...faultsOn(stage, logged).flatMap((list, i) => list.slice(known[i])));
      if (problems.length > 0) throw new Error(problems.join('; '));
    };
  };
}

const faultsOn = ({ slack, teams }: Stage, logged: readonly LogLine[]): (readonly string[])[] => [
  slack.refusals,
  teams.refusals,
  logged.filter(isFault).map((line) => JSON.stringify(line)),
];

/** An error, or a message that did not arrive. */
const isFault = ({ event, error, outcome }: LogLine): boolean =>
  Boolean(error) || (event === 'outbox.attempt' && ['failed', 'unknown'].includes(String(outcome)));

/** The Mondays from this one on. */
export const mondaysFrom = (first: string, weeks: number): string[] =>
  Array.from({ length: weeks }, (_, week) => dateIn(morningOf(first), 7 * week));

/** Plays the stories at each of those Mondays, one line each. False: not all came to their end. */
export async function playWeeks(
  weekOf: (date: string) => Promise<Play>,
  { mondays, stories }: { mondays: readonly string[]; stories: readonly Story[] },
  tell: (line: string) => void,
  mayGoOn: () => boolean = () => true,
): Promise<boolean> {
  let [ended, failed] = [0, 0];
  for (const monday of mondays) {
    let play: Play | undefined;
    for (const story of stories) {
      if (!mayGoOn()) return false;
      const what = `${monday} ${story.name.padEnd(12)}`;
      try {
        play ??= await weekOf(monday);
        await play(story);
        ended += 1;
        tell(`${what} ok`);
      } catch (error) {
        if (!mayGoOn()) return false;
        failed += 1;
        const words = error instanceof Error ? error.message : String(error);
        tell(`${what} FAILED: ${words.trim().replaceAll(/\s*\n\s*/g, ' ')}`);
      }
    }
  }
  tell(failed === 0 ? `All ${ended} came to their end.` : `${failed} of ${ended + failed} could not go on.`);
  return failed === 0;
}
