import { expect, onTestFinished } from 'vitest';
import type { Adapter, Destination, Receive } from '../../src/chat/adapter.ts';
import type { Inbound, InboundOf } from '../../src/chat/inbound.ts';
import type { Card, Message } from '../../src/chat/message.ts';
import { message } from '../../src/chat/message.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { none, say } from '../../src/chat/reply.ts';
import type { SimulatedPerson, SimulatedPlatform } from '../../src/playground/simulated.ts';

/** An adapter that was started on a real node:http server, and the simulated platform that it talks to. */
export interface World {
  simulated: SimulatedPlatform;
  adapter: Adapter;
  /** A channel that the bot is in. Whoever speaks there joins it. */
  channel: string;
  stop(): Promise<void>;
}

/** `sendLimitMs` stands in for the 8 s after which a send is cut. */
export type StartWorld = (receive: Receive, options: { sendLimitMs?: number }) => Promise<World>;

/** A world with a scripted bot: `heard` is what reached it, `answers` says what it replies. */
export interface Scene extends World {
  readonly heard: readonly Inbound[];
  answers(script: (inbound: Inbound) => Reply | Promise<Reply>): void;
  /** The newest inbound of a kind; fails when there is none. */
  last<K extends Inbound['kind']>(kind: K): InboundOf<K>;
  /** Where to write to this person: learnt from their own words, as people.resolve does. */
  meet(person: SimulatedPerson): Promise<Destination>;
  /** Meets the person and sends them the card. */
  deal(person: SimulatedPerson, card: Card): Promise<Destination>;
}

export async function enter(startWorld: StartWorld, options: { sendLimitMs?: number } = {}): Promise<Scene> {
  const heard: Inbound[] = [];
  let script: (inbound: Inbound) => Reply | Promise<Reply> = answerPlainly;
  const world = await startWorld(async (inbound) => {
    heard.push(inbound);
    return script(inbound);
  }, options);
  onTestFinished(() => world.stop());

  const last = <K extends Inbound['kind']>(kind: K) => {
    const found = heard.findLast((inbound) => inbound.kind === kind);
    expect(found, `an inbound of kind ${kind} among ${JSON.stringify(heard)}`).toBeDefined();
    return found as InboundOf<K>;
  };
  const meet = async (person: SimulatedPerson): Promise<Destination> => {
    await person.install();
    await person.say('hello');
    await expect.poll(() => heard.some((inbound) => inbound.kind === 'message')).toBe(true);
    const { platform, workspace, user, timeZone } = last('message').sender;
    return { platform, workspace, user, ...(timeZone !== undefined && { timeZone }) };
  };
  return {
    ...world,
    heard,
    last,
    meet,
    answers(next) {
      script = next;
    },
    async deal(person, card) {
      const to = await meet(person);
      await world.adapter.send(to, message(card), { id: 'dealt' });
      return to;
    },
  };
}

function answerPlainly(inbound: Inbound): Reply {
  if (inbound.kind === 'lookup') return { kind: 'options', options: [] };
  if (inbound.kind === 'home') return say({ text: 'Home' });
  return none;
}

/** What the person typed, whether it came as a slash command or as words. */
export function wordsOf(inbound: Inbound): string {
  if (inbound.kind === 'command') return `${inbound.route} ${inbound.text}`.trim();
  return inbound.kind === 'message' ? inbound.text : '';
}

/** Waits until something that is not the person's own typing shows the words. */
export async function seesText(person: SimulatedPerson, words: string): Promise<void> {
  await expect.poll(() => shown(person).join('\n---\n'), { timeout: 3_000 }).toContain(words);
}

export function shown(person: SimulatedPerson): string[] {
  return person.seen.filter((seen) => seen.kind !== 'typed').map((seen) => seen.text);
}

export function reply(text: string): Reply {
  return say(message({ title: text, body: [] }) satisfies Message);
}

/** The form that was offered: on its own, or behind *Open form* where the platform cannot open one from typed words. */
export async function openOffered(person: SimulatedPerson): Promise<void> {
  if (person.form === undefined) await person.press('Open form');
  await expect.poll(() => person.form?.title).toBeDefined();
}

/** What the bot said where everybody reads along. */
export function spokenIn(
  ledger: readonly { conversation: string; kind: string; text: string }[],
  channel: string,
): string[] {
  return ledger
    .filter((seen) => seen.conversation.startsWith(channel) && seen.kind !== 'typed')
    .map((seen) => seen.text.trim());
}
