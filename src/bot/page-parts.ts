import type { Block, Button } from '../chat/message.ts';
import type { Audience } from './permissions.ts';

/** Something that people can do here: a short button on home, in the order of the ranks. */
export interface HomeAction {
  button: Button;
  for: Audience | 'guests';
  rank: number;
}

/** A feature's part of *My settings*, the second page of home: what there is, and nothing of what is in it. */
export interface SettingsPart {
  /** Parts stand in the order of their places, and within one in the order of the features; without it, first of all. */
  place?: number;
  rows: readonly Block[];
  /** For coordinators, all in one row. */
  coordinating?: readonly Button[];
}
