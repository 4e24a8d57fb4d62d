import type { z } from 'zod';
import type { HttpRoute } from '../chat/adapter.ts';
import type { Conversation, InboundOf, Json, Sender } from '../chat/inbound.ts';
import type { Block, Button, Card, MemberId, Message } from '../chat/message.ts';
import type { ReplyTo, Say } from '../chat/reply.ts';
import type { ActionRoute, CommandRoute, SubmissionRoute } from '../chat/route.ts';
import type { Actor, Role } from '../directory/actor.ts';
import type { Circumstance } from '../directory/profile.ts';
import type { Holder, SeatKey, SeatKind } from '../directory/seats.ts';
import type { Log } from '../log.ts';
import type { Draft } from '../outbox/enqueue/draft.ts';
import type { HomeCard } from '../outbox/enqueue/on-home.ts';
import type { Database, Tx } from '../store/database.ts';
import type { Due } from '../store/due.ts';
import type { Retention } from '../store/retention.ts';
import type { Vault } from '../store/seal.ts';
import type { TestHook } from '../store/steps.ts';
import type { AuditLabels } from './audit-labels.ts';
import type { Beginning } from './beginning.ts';
import type { Concern } from './crisis.ts';
import type { AnyMessage, Lost } from './messages/declare.ts';
import type { HomeAction, SettingsPart } from './page-parts.ts';
import type { Permission } from './permissions.ts';
import type { PlacementNews } from './placement-news.ts';
import type { SeatWords } from './seats.ts';
import type { Settings } from './settings.ts';

/** What every transaction works with, whether a person or the clock began it. */
export interface Work {
  tx: Tx;
  now: Date;
  log: Log;
  vault: Vault;
  settings: Settings;
  features: readonly Feature[];
  enqueue(...drafts: Draft[]): void;
  /** Puts cards on their readers' homes, or takes them off. */
  listOnHome(...cards: HomeCard[]): void;
  /** Reads once what several parts of one page ask for; only where nothing is written. */
  once<T>(what: string, read: () => Promise<T>): Promise<T>;
}

/** What a person began. */
export interface Context extends Work {
  actor: Actor;
  conversation: Conversation;
}

export interface Sweep {
  name: string;
  /** All sweeps' are read in one statement. What fails is put off by the engine, and not found meanwhile. */
  due: Due;
  /** Advances one item in a transaction of its own: a guarded write decides when two processes try. */
  advance(work: Work, id: string): Promise<void>;
}

/** Something that somebody began in a role and that goes on without them. `words` are for coordinators: nothing private. */
export interface OpenItem {
  id: string;
  words: string;
  /** Who stands in, and knows it: suggested first. */
  deputy?: Holder | undefined;
}

/** What becomes of somebody's work when their role ends (E21). */
export interface Handover {
  list(work: Work, from: MemberId, role: Role): Promise<readonly OpenItem[]>;
  /** Gives one to somebody else. What is wrong with that person, in words; `undefined` when it is theirs now. */
  give(work: Work, item: string, from: MemberId, to: MemberId): Promise<string | undefined>;
  /** What no coordinator may see, and goes on in private. */
  ended?(work: Work, from: MemberId, role: Role): Promise<void>;
}

/** A seat that may be offered here. What it is about is for its feature to say. */
export interface OfferedSeat extends SeatKind {
  /** Whoever holds it needs this role: without it the seat is over. */
  needs?: Role;
  /** By what it is within; nothing of what is gone, or over. */
  words(work: Pick<Work, 'tx'>, scopeIds: readonly string[]): Promise<ReadonlyMap<string, SeatWords>>;
  /** What is wrong with this person for it, in words for whoever offers it; they may say what is in confidence. */
  problem(work: Work, scopeId: string, member: MemberId): Promise<string | undefined>;
}

export interface SeatHooks {
  offers?: readonly OfferedSeat[];
  /** Somebody took a seat up, or left it: cards are as they are now. `former`: who had it and is still here to read so. */
  changed?(work: Work, seat: SeatKey, former?: MemberId): Promise<void>;
}

/** One time that something came round, which `arrange` set up. */
export interface Occurrence {
  kind: string;
  subject: string;
  /** The date where the schedule is kept, such as 2027-03-16. */
  localDate: string;
}

/** What a page of the bot's own server works with. */
export interface PageParts {
  database: Database;
  vault: Vault;
  settings: Settings;
  features: readonly Feature[];
  log: Log;
  testHook: TestHook;
}

/** A command of the terminal: the lines that it says, and whether all of it was done. */
export interface TerminalCommand {
  name: string;
  run(parts: PageParts, args: readonly string[]): Promise<{ lines: readonly string[]; ok: boolean }>;
}

/** What is kept of people here, and what becomes of it. */
export interface PrivacyHooks {
  /** How what is written down of who did what here reads to people. */
  auditLabels?: AuditLabels;
  /**
   * What somebody may have here, in plain words, by the column that names them (`buddy_side.member_id`). Columns that
   * would show what others did, such as whose list somebody is on, are left out.
   */
  holds?: Readonly<Record<string, string>>;
  /** Columns (`table.column`) whose rows stay when their person is forgotten, because others rely on them. */
  keepsNameless?: readonly string[];
  /** What is kept here about one person, for their own eyes: named so that they can read it. Never what others said of them. */
  export?(work: Work, member: MemberId): Promise<Json>;
  /**
   * Somebody asked to be forgotten, in the transaction that does it: what others rely on ends neutrally, and they are
   * told. Rows that refer to the person are taken afterwards, but for `keepsNameless`.
   */
  erase?(work: Work, member: MemberId): Promise<void>;
  /** How long what this feature keeps is kept. */
  retention?: readonly Retention[];
}

/** What follows when a message of one kind will not arrive. */
export interface LossHandler {
  kind: string;
  handle(work: Work, lost: Lost): Promise<void>;
}

/** What becomes of this feature’s messages. */
export interface DeliveryHooks {
  /**
   * What its messages are about, for the coordinators' list of people who could not be reached (`call-outs`). Without
   * it a feature's messages are totals of five or more there, and nobody is named.
   */
  listedAs?: string;
  /** What follows when one of its declared messages will not arrive. */
  lost?: readonly LossHandler[];
}

/** Somebody comes, or something about them changes. */
export interface PeopleHooks {
  /** Somebody writes who is no member yet: called before they are answered. */
  appeared?(context: Context, sender: Sender): Promise<void>;
  /** Somebody asks to join, with what they typed behind the word: said instead of asking a coordinator. */
  asksToJoin?(context: Context, typed: string | undefined): Promise<Say | undefined>;
  /** Members who have begun this, or of one person whether they have: for what is to be read by those who began before it. */
  begun?(tx: Tx, what: Beginning, member?: MemberId): Promise<readonly MemberId[]>;
  /**
   * What is to be read before somebody may begin something (`peer-pool`); `after` is the button that they pressed.
   * Undefined: nothing is.
   */
  readFirst?(context: Context, what: Beginning, after: Button): Promise<Message | undefined>;
  /** Somebody's circumstances have changed (A8): called in the same transaction, whoever changed them. */
  changed?(work: Work, member: MemberId, what: readonly Circumstance[]): Promise<void>;
  /**
   * How many open things it touches when the organisation of some becomes that of others: said before it is done, as a
   * number, for whose they are is not for whoever merges.
   */
  touchedByMerge?(work: Work, moving: readonly MemberId[], joining: readonly MemberId[]): Promise<number>;
}

export interface PlacementHooks {
  /** People on this project moved, so that it counts differently; it is locked. */
  moved?(work: Work, project: string, news?: PlacementNews): Promise<void>;
  /** Names of people on it were handed to somebody here who answers for its host (A21). */
  handedOver?(work: Work, recipients: readonly string[]): Promise<void>;
}

export interface Feature {
  name: string;
  /** Everything that it says to somebody else, or later. */
  messages?: readonly AnyMessage[];
  bindings: readonly Binding[];
  /** Its permissions: one that no route carries is a mistake, and such a bot does not start. */
  permissions?: Readonly<Record<string, Permission>>;
  sweeps?: readonly Sweep[];
  /** What waits for somebody who wrote without a name: no row says that it is theirs, so that its feature finds it. */
  unnamedCards?(context: Context): Promise<readonly Card[]>;
  /** What people can do here, on home: the same for everybody of a role, so that nothing is read for it. */
  homeActions?: readonly HomeAction[];
  settings?(context: Context): Promise<SettingsPart>;
  /** Words that are no command and yet mean something here, such as a code. Undefined: they don't. */
  readTyped?(context: Context, words: string): Promise<Say | undefined>;
  /** What coordinators read first on the page of how things stand; nothing where all is as it should be. */
  status?(context: Context): Promise<readonly Block[]>;
  /** What its commands are about together, where they are many; features of one line share it in help. */
  helpLine?: string;
  /** Buttons that lead to a person or a number, shown wherever somebody may need one now. */
  helpNow?(context: Context, concern: Concern): Promise<readonly Button[]>;
  /** Buttons for somebody whose words nobody could match. */
  suggestedActions?(context: Context): Promise<readonly Button[]>;
  /** Ids of what is support: never limited, whatever comes how fast. */
  support?: readonly string[];
  /**
   * What the log does not tell apart, and dates by the hour, for in a small network a route and its moment say who: all of
   * this feature, or these routes. What is support is so anyway.
   */
  discreet?: true | readonly string[];
  privacy?: PrivacyHooks;
  delivery?: DeliveryHooks;
  people?: PeopleHooks;
  handover?: Handover;
  seats?: SeatHooks;
  placements?: PlacementHooks;
  /** Commands of the terminal, for whoever runs the bot. */
  terminal?: readonly TerminalCommand[];
  /** Web pages of this feature, such as calendar files; mounted on the bot's own server. */
  pages?(about: PageParts): readonly HttpRoute[];
  /** Something that this feature arranged comes round: called once for each date. */
  occurs?(work: Work, occurrence: Occurrence): Promise<void>;
}

export type Handler<In, Out> = (context: Context, input: In) => Promise<Out> | Out;

export type Binding =
  | {
      kind: 'command';
      route: CommandRoute<z.ZodType, Permission>;
      handle: Handler<never, ReplyTo['command']>;
    }
  | {
      kind: 'action';
      route: ActionRoute<z.ZodType, true | undefined, Permission>;
      handle: Handler<never, ReplyTo['action'] | ReplyTo['formAction']>;
    }
  | {
      kind: 'submission';
      route: SubmissionRoute<z.ZodType, z.ZodObject, Permission>;
      handle: Handler<never, ReplyTo['submission']>;
    }
  | { kind: 'message'; handle: Handler<InboundOf<'message'>, ReplyTo['message']> }
  | { kind: 'home'; handle: Handler<InboundOf<'home'>, ReplyTo['home']> }
  | { kind: 'joined'; handle: Handler<InboundOf<'joined'>, ReplyTo['joined']> }
  | { kind: 'left'; handle: Handler<InboundOf<'left'>, ReplyTo['left']> };
