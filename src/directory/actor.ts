import type { Platform } from '../chat/inbound.ts';
import type { MemberId } from '../chat/message.ts';

/** The person who acts, as the network knows them. A guest has written to the bot, and is nothing more yet. */
export interface Actor {
  member: MemberId;
  /** Which of their accounts they act from. */
  account: string;
  name: string;
  /** What they said that they like to be called. */
  called?: string | null;
  standing: 'guest' | 'asked' | 'member' | 'left';
  roles: readonly Role[];
  platform: Platform;
  timeZone: string;
  /** Until then this account, which was joined to theirs a short time ago, opens nothing that they wrote in private. */
  shutUntil?: Date;
}

/** What coordinators grant, from a day to a day (E21). */
export type Role =
  | 'coordinator'
  | 'organiser'
  | 'supervisor'
  | 'project-manager'
  | 'evaluation-lead'
  | 'conciliator'
  | 'committee'
  | 'steering-group'
  | 'champion';
