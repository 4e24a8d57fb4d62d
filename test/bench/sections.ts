import { measureFairness } from './sections/fairness.ts';
import { measureHome } from './sections/home.ts';
import { measureOutbox } from './sections/outbox.ts';
import { measureProjects } from './sections/projects.ts';
import { measureSlack } from './sections/slack.ts';
import { measureStart } from './sections/start.ts';
import { measureStatements } from './sections/statements.ts';
import { measureTalk } from './sections/talk.ts';
import { measureTeams } from './sections/teams.ts';
import { measureYears } from './sections/years.ts';

/** How a section was asked for: by name, or with everything else; and with `talk=50` how much of it. */
export interface Asked {
  isNamed: boolean;
  count?: number;
}

/** One part of the bench. What it starts is stopped after it by what it left with `atEnd`. */
export interface Section {
  name: string;
  /** @returns the lines to print */
  run(asked: Asked): Promise<readonly string[]>;
}

/** THE list of what is measured, in order. */
export const sections: readonly Section[] = [
  { name: 'slack', run: measureSlack },
  { name: 'teams', run: measureTeams },
  { name: 'home', run: measureHome },
  { name: 'start', run: measureStart },
  { name: 'outbox', run: measureOutbox },
  { name: 'projects', run: measureProjects },
  { name: 'talk', run: measureTalk },
  { name: 'fairness', run: measureFairness },
  { name: 'statements', run: measureStatements },
  { name: 'years', run: measureYears },
];
