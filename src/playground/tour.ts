import { Temporal } from 'temporal-polyfill';
import type { Stage } from './stage.ts';
import { availability } from './stories/availability/availability.ts';
import { buddies } from './stories/buddies.ts';
import { callOut } from './stories/call-out.ts';
import { escalations } from './stories/escalations.ts';
import { forum } from './stories/forum.ts';
import { questions } from './stories/questions.ts';
import { openScene, type Story } from './story.ts';
import { mondaysFrom } from './weeks.ts';

/** The long one comes last: it takes eight months, and whoever comes after it would begin in another year. */
export const stories: readonly Story[] = [callOut, buddies, questions, forum, escalations, availability];

export interface Wish {
  stories: readonly Story[];
  /** From 10:00 on each of these Mondays; else one after the other, in one network. */
  mondays?: readonly string[];
}

const EVERY_MONDAY = '--every-monday';
const MOST_WEEKS = 520;

/** What stands after `npm run tour --`. @throws with what was expected */
export function readTour(args: readonly string[]): Wish {
  if (args[0] !== EVERY_MONDAY) return { stories: storiesCalled(args) };
  const [, first, weeks, ...names] = args;
  return { stories: storiesCalled(names), mondays: mondaysFrom(readMonday(first), readWeeks(weeks)) };
}

function storiesCalled(names: readonly string[]): readonly Story[] {
  const unknown = names.filter((name) => !stories.some((story) => story.name === name));
  if (unknown.length > 0)
    throw new Error(
      `There is no story called ${unknown.join(', ')}; there is: ${stories.map(({ name }) => name).join(', ')}.`,
    );
  return stories.filter(({ name }) => names.length === 0 || names.includes(name));
}

const USAGE = `For example: npm run tour -- ${EVERY_MONDAY} 2026-11-30 104`;

function readMonday(given: string | undefined): string {
  if (given === undefined) throw new Error(`The first Monday is missing. ${USAGE}`);
  const date = readDate(given);
  if (!date) throw new Error(`“${given}” is no date; a Monday such as 2026-11-30 was expected. ${USAGE}`);
  if (date.dayOfWeek !== 1)
    throw new Error(
      `${given} is a ${date.toLocaleString('en-GB', { weekday: 'long' })}; a Monday was expected, such as ${date.subtract({ days: date.dayOfWeek - 1 })}.`,
    );
  return given;
}

function readDate(given: string): Temporal.PlainDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(given)) return undefined;
  try {
    return Temporal.PlainDate.from(given, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}

function readWeeks(given: string | undefined): number {
  const weeks = /^\d{1,4}$/.test(given ?? '') ? Number(given) : 0;
  if (weeks < 1 || weeks > MOST_WEEKS)
    throw new Error(
      `${given === undefined ? 'How many weeks is missing' : `“${given}” is no number of weeks`}; 1 to ${MOST_WEEKS} was expected. ${USAGE}`,
    );
  return weeks;
}

/** Plays the stories in the terminal, one after the other. @throws when a platform refuses something */
export async function playTour(
  stage: Stage,
  wished: readonly Story[],
  tell: (line: string) => void,
): Promise<void> {
  const scene = openScene(stage, tell);
  for (const story of wished) {
    tell(`\n=== ${story.title}`);
    await story.play(scene);
  }
  const refused = [...stage.slack.refusals, ...stage.teams.refusals];
  if (refused.length > 0) throw new Error(`A platform refused something:\n${refused.join('\n')}`);
}
