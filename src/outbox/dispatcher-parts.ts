import type { Log } from '../log.ts';
import type { Vault } from '../store/seal.ts';
import type { AttemptParts } from './queue/attempt.ts';
import type { Leases } from './queue/lanes.ts';
import type { Undelivered } from './queue/settle.ts';

export interface Dispatcher {
  start(): void;
  /** Something was enqueued: look now rather than at the next tick. */
  wake(): void;
  /** Resolves when nothing that is due now is left unsent or being sent. For tests and the tour. */
  idle(): Promise<void>;
  /** Takes no new messages, gives back those that were not begun, and waits for those in flight. */
  stop(): Promise<void>;
}

export interface DispatcherParts extends AttemptParts {
  vault: Vault;
  undelivered: Undelivered;
  log: Log;
  /** What the log calls a feature. */
  nameFeature?: (feature: string) => string;
  leases?: Leases;
  lanesAtOnce?: number;
}
