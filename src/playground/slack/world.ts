import { randomBytes } from 'node:crypto';
import type { Fault, Seen } from '../simulated.ts';

export type Json = { [key: string]: unknown };

export interface Account {
  user: string;
  name: string;
  timeZone: string;
  isActive: boolean;
  /** Of a Grid organisation, as users.info says it. */
  organisation?: { id: string; teams: readonly string[] };
}

export interface Posted {
  seq: number;
  channel: string;
  ts: string;
  author: string;
  text: string;
  blocks: Json[];
  metadata?: Json;
  thread?: string;
  /** An ephemeral message: only this person sees it, and chat.update cannot reach it. */
  onlyFor?: string;
  gone?: true;
  isEdited?: true;
}

/** `state` is what was typed: block_id -> action_id -> value as Slack sends it. */
export interface OpenView {
  id: string;
  hash: string;
  view: Json;
  state: Record<string, Record<string, Json>>;
  errors: Record<string, string>;
  /** What the bot offered for fields that ask it, by block: whoever chooses one of these does not ask again. */
  offered?: Record<string, Json[]>;
}

export interface Hook {
  user: string;
  channel: string;
  ts: string | undefined;
  uses: number;
  until: number;
}

/** Everything that the simulated workspace knows. */
export interface World {
  workspace: string;
  botUser: string;
  botId: string;
  now: () => Date;
  accounts: Map<string, Account>;
  /** The workspaces of people and channels that are not of `workspace`. */
  elsewhere: Map<string, string>;
  /** Members by channel; the bot is one of them by its user id. */
  channels: Map<string, Set<string>>;
  messages: Posted[];
  /** Open modals by person, the last one on top. */
  stacks: Map<string, OpenView[]>;
  homes: Map<string, { view: OpenView; seq: number }>;
  triggers: Map<string, { user: string; until: number; isUsed: boolean }>;
  hooks: Map<string, Hook>;
  ledger: Seen[];
  refusals: string[];
  faults: Fault[];
  lastTs: number;
  /** Told of everything that is seen. */
  listeners: ((seen: Seen) => void)[];
}

export function newWorld(workspace: string, now: () => Date): World {
  return {
    workspace,
    botUser: 'UALONGSIDE',
    botId: 'BALONGSIDE',
    now,
    accounts: new Map(),
    elsewhere: new Map(),
    channels: new Map(),
    messages: [],
    stacks: new Map(),
    homes: new Map(),
    triggers: new Map(),
    hooks: new Map(),
    ledger: [],
    refusals: [],
    faults: [],
    lastTs: 0,
    listeners: [],
  };
}

export const newId = (prefix: string) => `${prefix}${randomBytes(5).toString('hex').toUpperCase()}`;

/** Unique and growing, as Slack's are within a channel; on the world's clock, which a playground may turn. */
export function newTs(world: World): string {
  world.lastTs = Math.max(world.lastTs + 1, world.now().getTime() * 1_000);
  return `${Math.floor(world.lastTs / 1e6)}.${String(world.lastTs % 1e6).padStart(6, '0')}`;
}

/** The workspace of a person, a channel or a direct chat. */
export const workspaceOf = (world: World, id: string): string =>
  world.elsewhere.get(personIn(id) ?? id) ?? world.workspace;

export const directOf = (user: string) => `D${user}`;
export const personIn = (channel: string) => (channel.startsWith('D') ? channel.slice(1) : undefined);

/** 3 s, one use. */
export function newTrigger(world: World, user: string): string {
  const id = `${newId('')}.${newId('')}`;
  world.triggers.set(id, { user, until: Date.now() + 3_000, isUsed: false });
  return id;
}

export function show(world: World, seen: Omit<Seen, 'seq' | 'at'>): number {
  const shown = { seq: world.ledger.length + 1, at: world.now(), ...seen };
  world.ledger.push(shown);
  for (const listener of world.listeners) listener(shown);
  return shown.seq;
}

/** Who sees what is posted there. */
export function audience(world: World, channel: string): string[] {
  const person = personIn(channel);
  if (person !== undefined) return [person];
  return [...(world.channels.get(channel) ?? [])].filter((user) => user !== world.botUser);
}

export function join(world: World, channel: string, user: string): void {
  const members = world.channels.get(channel) ?? new Set([world.botUser]);
  members.add(user);
  world.channels.set(channel, members);
}

export const topView = (world: World, user: string) => world.stacks.get(user)?.at(-1);
