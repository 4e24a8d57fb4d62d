import { measureOutbox } from './sections/outbox.ts';
import { measureSlack } from './sections/slack.ts';
import { measureStart } from './sections/start.ts';
import { measureTeams } from './sections/teams.ts';

/** One part of the bench. What it starts is stopped after it by what it left with `atEnd`. */
export interface Section {
  name: string;
  /** @returns the lines to print */
  run(): Promise<readonly string[]>;
}

/** THE list of what is measured, in order. */
export const sections: readonly Section[] = [
  { name: 'slack', run: measureSlack },
  { name: 'teams', run: measureTeams },
  { name: 'start', run: measureStart },
  { name: 'outbox', run: measureOutbox },
];
