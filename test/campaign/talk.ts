import type { Limit } from '../../src/chat/adapter.ts';
import type { Platform } from '../../src/chat/inbound.ts';
import type { Step } from '../../src/store/steps.ts';

/** What a bot of the campaign is told. */
export type ToBot =
  | { begin: true }
  /** Ask us at this step (at any, where it does not matter), the `left`-th time that it is reached. */
  | { arm: { step: Step | 'any'; left: number } | undefined }
  | { verdict: 'die' | 'go' }
  /** Run the sweeps now. */
  | { tick: true };

/** What it tells. */
export type FromBot =
  | { warm: true }
  | { ready: { port: number; limits: { platform: Platform; limits: Limit[] }[] } }
  | { reached: Step };
