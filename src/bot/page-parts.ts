import type { Block, Button, Card } from '../chat/message.ts';
import type { Audience } from './audience.ts';

/** A card that asks something of this person; drawn when its page is shown, for hundreds may wait. */
export type Waiting = Card | (() => Promise<Card | undefined>);

/** A part of one page that several features draw. */
interface Placed {
  /** Parts stand in the order of their places, and within one in the order of the features; without it, first of all. */
  place?: number;
}

/** Something that people can do here: a short button on home, in the order of the ranks. */
export interface HomeAction {
  button: Button;
  for: Audience | 'guests';
  rank: number;
}

/** A feature's part of the one page that shows what waits for me. */
export interface HomePart extends Placed {
  /** All of them, most urgent first. */
  waiting: readonly Waiting[];
  blocks: readonly Block[];
}

/** A feature's part of *My settings*, the second page of home: what there is, and nothing of what is in it. */
export interface SettingsPart extends Placed {
  rows: readonly Block[];
  /** For coordinators, all in one row. */
  coordinating?: readonly Button[];
}
