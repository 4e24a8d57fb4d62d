/** The chat platforms that Alongside speaks; a new one is a name here and a folder in adapters/. */
export type Platform = 'slack' | 'teams';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Who did it, as the platform knows them. `workspace` is where they belong: a Slack team or organisation, a Teams tenant. */
export interface Sender {
  platform: Platform;
  workspace: string;
  user: string;
  /** Other workspaces under which the platform may have named the same user; without it, `workspace` is certain. */
  alsoIn?: readonly string[];
  /** The names of the installation that was told of it, where the platform gives any; if none is served, it is refused. */
  installation?: readonly string[];
  name?: string;
  /** IANA name, such as Europe/London. */
  timeZone?: string;
  /** Where the platform says it; compared with a list of who is expected, and kept nowhere. */
  email?: string;
}

/** Where it happened. `reference` is what the platform needs to write there again later (Teams). */
export interface Conversation {
  platform: Platform;
  workspace: string;
  id: string;
  kind: 'direct' | 'group' | 'channel';
  thread?: string;
  reference?: Json;
}

/** One message that a platform shows: enough to edit it. */
export interface MessageRef {
  conversation: string;
  id: string;
}

/**
 * Everything that can reach the bot. `id` is the platform's own delivery id, so that a repeated delivery is known.
 *
 * - `command`: a slash command; `route` is its first word (`availability`), `text` the rest (`new`).
 * - `message`: words in a direct message, or to a mention in a channel. The router reads them as a command when
 *   they begin with one; all others are answered, never lost. `edited`: it was changed after it was sent, and what it
 *   asked for is not done a second time. `attached`: words that came with it, such as a message that was passed on.
 * - `submission`: `values` holds no empty fields; a multiselect is always an array.
 */
export type Inbound = {
  id: string;
  sender: Sender;
  conversation: Conversation;
} & (
  | { kind: 'command'; route: string; text: string }
  | { kind: 'message'; text: string; edited?: true; attached?: readonly string[] }
  | { kind: 'action'; route: string; value: string; message?: MessageRef }
  | {
      kind: 'submission';
      route: string;
      state: string;
      values: Record<string, string | readonly string[]>;
      message?: MessageRef;
    }
  | { kind: 'lookup'; route: string; field: string; query: string }
  | { kind: 'home' }
  | { kind: 'joined' }
  | { kind: 'left' }
);

export type InboundOf<K extends Inbound['kind']> = Extract<Inbound, { kind: K }>;
