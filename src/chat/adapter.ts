import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Inbound, Json, MessageRef, Platform } from './inbound.ts';
import type { Message } from './message.ts';
import type { Reply } from './reply.ts';

/** Where a message goes: a person's direct chat (opened when there is none yet), or a known conversation. */
export interface Destination {
  platform: Platform;
  workspace: string;
  user?: string;
  conversation?: { id: string; thread?: string; reference?: Json };
  /** The reader's IANA zone, where the platform does not convert times itself. */
  timeZone?: string;
}

/** `path` is exact. The handler owns the raw request: it reads the body, caps it and answers. */
export interface HttpRoute {
  method: string;
  path: string;
  handle(request: IncomingMessage, response: ServerResponse): void | Promise<void>;
}

/** Whoever sent it went away before the end of it: nothing went wrong here, and nobody is left to answer. */
export const brokeOff = (request: IncomingMessage): boolean => request.destroyed && !request.complete;

export type Receive = (inbound: Inbound) => Promise<Reply>;

/** One of a platform's rate limits: at most `most` writes of this kind within any `inMs` milliseconds. */
export interface Limit {
  per: 'conversation' | 'workspace';
  on: 'post' | 'edit' | 'any';
  most: number;
  inMs: number;
}

/** A chat platform is nothing more than this. */
export interface Adapter {
  readonly platform: Platform;
  /** Kept for all processes together, in the database. */
  readonly limits: readonly Limit[];
  /** `serve` is told the workspaces or tenants in which the app is installed: their people are no strangers. */
  start(
    receive: Receive,
    mount: (route: HttpRoute) => void,
    serve?: (workspaces: readonly string[]) => Promise<void>,
  ): Promise<void>;
  stop(): Promise<void>;
  /**
   * Posts, or edits the message in `replacing`. `id` is ours and opaque; where the platform can carry it, `find` looks it up.
   * @throws SendError, and nothing else
   */
  send(
    to: Destination,
    message: Message,
    as: { id: string; replacing?: MessageRef; signal?: AbortSignal },
  ): Promise<MessageRef>;
  /** @throws SendError; `never` says that there it cannot be looked up */
  find?(to: Destination, id: string, since: Date): Promise<MessageRef | undefined>;
}

/**
 * Why a send failed. `retry`: surely not delivered, try again (after `retryAfterMs` when the platform said so).
 * `never`: it will not be delivered (not installed, blocked, account gone). `unknown`: it may have been delivered.
 */
export class SendError extends Error {
  readonly outcome: 'retry' | 'never' | 'unknown';
  readonly retryAfterMs: number | undefined;
  /** Whom the platform asked to wait: the one conversation, or all writes of this kind to the workspace. */
  readonly scope: Limit['per'];
  constructor(
    outcome: 'retry' | 'never' | 'unknown',
    reason: string,
    about: { retryAfterMs?: number; scope?: Limit['per']; cause?: unknown } = {},
  ) {
    super(reason, { cause: about.cause });
    this.name = 'SendError';
    this.outcome = outcome;
    this.retryAfterMs = about.retryAfterMs;
    this.scope = about.scope ?? 'conversation';
  }
}
