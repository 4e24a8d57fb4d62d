import type { Platform } from '../chat/inbound.ts';
import type { Limited } from './allowance.ts';

/**
 * A chat platform made by us, that speaks the real one's wire formats over HTTP: the real SDKs talk to it.
 * It is strict: an unknown field, an over-long label or a card that the real one would reject is refused with its reason.
 */
export interface SimulatedPlatform {
  readonly platform: Platform;
  readonly workspace: string;
  /** The address that the bot's SDK is pointed at. */
  readonly apiUrl: string;
  /** Everything that anybody saw, in order. */
  readonly ledger: readonly Seen[];
  /** Requests that were refused as the real platform would refuse them, with the reason. */
  readonly refusals: readonly string[];
  /** What was refused with 429 because it broke one of the platform's limits; none when no limits were given. */
  readonly limited?: readonly Limited[];
  /** `workspace`: another one than the platform's own, for an app that is installed in several. */
  person(user: string, about?: { name?: string; timeZone?: string; workspace?: string }): SimulatedPerson;
  /** The next `times` (1 unless told) matching calls of the bot fail so. */
  fail(fault: Fault): void;
  stop(): Promise<void>;
}

/**
 * - `limited`: 429 with Retry-After. `broken`: 503, nothing accepted. `hang`: never answered, nothing accepted.
 * - `accepted-reset`, `accepted-broken`, `accepted-hang`: the message is shown, and then the connection is reset, a 5xx, or silence.
 * - `slow`: answered after two seconds.
 * - `refused`: as if the app were not installed for that person or they had left (Teams 403, Slack `user_not_found`).
 */
export interface Fault {
  kind: (typeof faultKinds)[number];
  /** Only what is written to this user. */
  user?: string;
  /** Only a message in which these words stand. */
  about?: string;
  /** Not what is written: what looks for it afterwards, on a platform that lets one look. */
  of?: 'look-up';
  times?: number;
  retryAfterSeconds?: number;
}
export const faultKinds = [
  'limited',
  'broken',
  'hang',
  'slow',
  'accepted-reset',
  'accepted-broken',
  'accepted-hang',
  'refused',
] as const;

/** One thing that one person saw. `text` is the screen as words, top to bottom, buttons as `[Label]`, inputs as `Label: ____`. */
export interface Seen {
  seq: number;
  at: Date;
  user: string;
  /** `private`: only this person sees it, and it is gone on reload (Slack's ephemeral). */
  kind: 'message' | 'edit' | 'private' | 'form' | 'form-errors' | 'form-closed' | 'home' | 'typed';
  conversation: string;
  /** The message's id, so that an edit can be told from a new message. */
  id?: string;
  text: string;
  /** What a lock screen would show of it; empty where nothing is notified (edits). */
  preview: string;
  buttons: readonly string[];
}

export interface ShownForm {
  title: string;
  text: string;
  submit: string | undefined;
  /** The labels of its inputs, in order. */
  fields: readonly string[];
  /** Those of them that are ticked or picked from, and not typed into. */
  picked: readonly string[];
  errors: Readonly<Record<string, string>>;
}

/**
 * A shape that words may come in, where a platform has it; without it they come plain.
 * - `aside`: Slack's `/me`. `broadcast`: in a thread, and sent to the chat as well. `with-file`: beside a file.
 * - `passed-on`: another message that is forwarded (Slack), or words that come as HTML alone (Teams).
 * - `edited`: what was said last, changed into these.
 */
export type Shape = 'aside' | 'broadcast' | 'with-file' | 'passed-on' | 'edited';

/** What somebody wanted to press, to fill in or to send does not stand on their screen, or not yet. */
export class NotThere extends Error {}

/** Somebody at a screen. Everything goes the real way: signed HTTP to the bot, and what it answers is shown. */
export interface SimulatedPerson {
  readonly user: string;
  readonly name: string;
  /** Words in the direct chat with the bot. */
  say(text: string, shape?: Shape): Promise<void>;
  /** `availability new`: `/availability new` on Slack, the same words in the direct chat on Teams. */
  command(text: string, where?: { channel: string }): Promise<void>;
  /** `@Alongside words` in a channel. */
  mention(channel: string, text: string): Promise<void>;
  /**
   * Presses a button by its label: in the open form, else on the newest card (or home) that shows it; `on` narrows to a
   * card whose text contains it. Throws, listing the buttons there are, when there is no such button.
   */
  press(label: string, on?: string): Promise<void>;
  /** Types into the open form, by field label. An option is given by its label. Throws when there is no such field. */
  fill(values: Record<string, string | readonly string[]>): Promise<void>;
  submit(): Promise<void>;
  /** Closes the open form without sending. */
  dismiss(): void;
  /** What a type-ahead field offers for the query, as labels. */
  suggest(field: string, query: string): Promise<readonly string[]>;
  /** Slack: opens App Home. Teams: types `home`. */
  openHome(): Promise<void>;
  /** Installs the app for this person (Teams), or opens it for the first time (Slack). */
  install(): Promise<void>;
  uninstall(): Promise<void>;
  /** The form that is open now, on Teams also one drawn inline in the chat. */
  readonly form: ShownForm | undefined;
  /** The direct chat as it looks now: each message once, in its latest words, oldest first. */
  readonly chat: readonly string[];
  /** Everything this person ever saw. */
  readonly seen: readonly Seen[];
  /** The bot's HTTP status for the last thing this person did, and how long it took. */
  readonly last: { status: number; ms: number } | undefined;
}
