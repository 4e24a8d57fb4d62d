import { fairnessFigures } from '../../support/year-of-votes.ts';

/** A year of votes on when to meet, by the rule that we have and by the one that everybody would think of first. */
export const measureFairness = async (): Promise<readonly string[]> => fairnessFigures();
