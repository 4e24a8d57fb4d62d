import { spokenDay } from '../../../time/spoken.ts';
import { dateIn, morningOf, nextMorning, nextOrdinaryMonday } from '../../calendar.ts';
import type { SimulatedPerson } from '../../simulated.ts';
import type { Asked, Scene } from '../../story.ts';
import { gatherPool, IN_POOL } from '../setting.ts';

/** A project on its way, with those who have a part in it. */
export interface Project {
  scene: Scene;
  /** Runs it, in Slack. */
  priya: SimulatedPerson;
  /** An officer, in Slack. */
  leila: SimulatedPerson;
  /** In Teams. */
  kwame: SimulatedPerson;
  mei: SimulatedPerson;
  /** In Slack. */
  zofia: SimulatedPerson;
  joel: SimulatedPerson;
  /** Who hears of it, and isn’t interested. */
  others: readonly SimulatedPerson[];
  /** The date so many days after it began. */
  dateAfter(days: number): string;
  /** The working morning of that date, or the next one. */
  morningAfter(days: number): Date;
  /** Its days as they are first, and those to which they move. */
  days: Days;
  moved: Days;
}

export interface Days {
  dates: readonly [first: string, second: string];
  /** As its cards say them. */
  spoken: readonly string[];
}

export const HOST = 'Marshwick Borough Council';

export async function beginProject(scene: Scene): Promise<Project> {
  const priya = await scene.coordinator();
  await gatherPool(scene);
  const start = await scene.stage.now();
  const dateAfter = (days: number) => dateIn(start, days);
  const morningAfter = (days: number) => nextMorning(morningOf(dateAfter(days)));
  /** A Tuesday and a Wednesday of a week without a bank holiday. */
  const daysAfter = (days: number): Days => {
    const monday = nextOrdinaryMonday(morningAfter(days));
    const dates = [dateIn(monday, 1), dateIn(monday, 2)] as const;
    return { dates, spoken: dates.map((date) => spokenDay(date, dateAfter(0))) };
  };
  const [leila, kwame, mei, zofia, joel] = ['leila', 'kwame', 'mei', 'zofia', 'joel'].map((key) =>
    scene.someone(key),
  ) as [SimulatedPerson, SimulatedPerson, SimulatedPerson, SimulatedPerson, SimulatedPerson];
  const taking = [leila, kwame, mei, zofia, joel].map(({ user }) => user);
  return {
    scene,
    priya,
    leila,
    kwame,
    mei,
    zofia,
    joel,
    others: IN_POOL.map((key) => scene.someone(key)).filter(({ user }) => !taking.includes(user)),
    dateAfter,
    morningAfter,
    days: daysAfter(147),
    moved: daysAfter(210),
  };
}

export const charter = (words: string): Asked => ({ words, source: 'Peer charter' });

/** Answers about the host, as it is named in confidence. */
export async function answerHost(
  peer: SimulatedPerson,
  answer: Record<string, string> = { 'Your answer': 'No conflict: yes' },
  button = 'See who it is, and answer',
): Promise<void> {
  await peer.press(button);
  await peer.fill(answer);
  await peer.submit();
}

/** Of an officer: by whom their employer agreed. */
export async function sayEmployerAgreed(peer: SimulatedPerson): Promise<void> {
  await peer.press('They’ve agreed');
  await peer.fill({ 'Who agreed?': 'Ruth Vale, director of place' });
  await peer.submit();
}
