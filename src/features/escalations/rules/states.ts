import type { MemberId } from '../../../chat/message.ts';

/**
 * - `planned`: somebody will be asked later, at a time the asker chose. `asked`: one person is asked at a time.
 * - `taken`: somebody said "I'm calling now". `checked`: the asker was asked whether they have spoken.
 * - `urgent`: two at once, along the list, again and again. `urgent-taken`: somebody said so while it is urgent.
 * - `spoken`, `stopped`: the asker ended it. `unanswered`: it ended loudly.
 */
export type State = OpenState | ClosedState;
export type OpenState = 'planned' | 'asked' | 'taken' | 'checked' | 'urgent' | 'urgent-taken';
export type ClosedState = 'spoken' | 'stopped' | 'unanswered';
export const OPEN: readonly State[] = ['planned', 'asked', 'taken', 'checked', 'urgent', 'urgent-taken'];
export const isOpen = (state: State | 'new'): state is OpenState => OPEN.some((open) => open === state);

export type Outcome = 'sent' | 'undelivered' | 'handed-over' | 'calling';
export interface Asked {
  person: MemberId;
  at: Date;
  urgent: boolean;
  outcome: Outcome;
}

/** All that is remembered between two events. */
export interface Memory {
  state: State | 'new';
  /** The present pass along the list is urgent, and when it began. What was asked before it counts for the gap alone. */
  urgent: boolean;
  since: Date;
  /** Whether it ever turned urgent: that is the one time when somebody may be asked again at once. */
  urgentSince: Date | null;
  pressedAt: Date;
  dueAt: Date | null;
  closedAt: Date | null;
  chosen: MemberId | null;
  /** Who said last that they are calling, and did not hand it over since. */
  caller: MemberId | null;
  skipped: readonly MemberId[];
}
export interface Request extends Memory {
  /** Oldest first. */
  asks: readonly Asked[];
  /** What the same asker's other requests asked of people a moment ago. */
  earlier: readonly Pick<Asked, 'person' | 'at'>[];
}

export type Event =
  | { kind: 'press' | 'urge' | 'time' | 'another' | 'undo' | 'spoken' | 'stop' }
  | { kind: 'answer' | 'hand-over' | 'undelivered' | 'skip'; person: MemberId }
  | { kind: 'plan'; person: MemberId; at: Date };

/** What follows: what to remember, whom to ask now, and what became of somebody's ask. */
export interface Decision {
  memory: Memory & { state: State };
  ask: readonly MemberId[];
  mark?: { person: MemberId; outcome: Outcome };
}
