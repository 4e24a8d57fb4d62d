import type { Card, MemberId } from '../../chat/message.ts';
import { readOnHome, type StandingCard } from '../../outbox/enqueue/on-home.ts';
import type { Context, Work } from '../feature.ts';
import { type AnyMessage, type CardOf, type Coming, cardsIn } from './declare.ts';

/** What stands on somebody's home: what waits, the most urgent first, and what is coming up, the soonest first. */
export interface Standing {
  waiting: readonly StandingCard[];
  coming: readonly StandingCard[];
}

/** All, or those of some declarations. */
export async function readStandingCards(
  { tx, actor, now }: Context,
  only?: readonly AnyMessage[],
): Promise<Standing> {
  const isAsked = ({ kind }: StandingCard) => !only || only.some((one) => one.kind === kind);
  const all = (await readOnHome(tx, actor.member, now)).filter(isAsked);
  return {
    waiting: all.filter(({ waits }) => waits),
    coming: all
      .filter(({ comesAt, waits }) => !waits && comesAt !== null && comesAt > now)
      .toSorted((a, b) => Number(a.comesAt) - Number(b.comesAt)),
  };
}

/** Of one card: what waits of it drawn, what is coming up. */
export interface Drawn {
  card: Card | undefined;
  coming: Coming | undefined;
}

/**
 * Draws these in their order, with one question to their feature for all kinds that are read in the same way. What is no
 * longer there, or no longer waits, is left out; a card that has nothing to say any more stands there no more.
 */
export const drawStanding = (context: Context, cards: readonly StandingCard[]): Promise<Drawn[]> =>
  drawFor(context, context.actor.member, cards);

/** Takes off somebody's home what is not theirs to see any more, or asks nothing now: a role of theirs is over. */
export async function dropStale(work: Work, member: MemberId): Promise<void> {
  await drawFor(work, member, await readOnHome(work.tx, member, work.now));
}

type Read = NonNullable<CardOf<unknown>['said']['read']>;

async function drawFor(work: Work, member: MemberId, cards: readonly StandingCard[]): Promise<Drawn[]> {
  const { now } = work;
  const names = [...new Set(cards.map(({ kind }) => kind))];
  const kinds = new Map(names.map((kind) => [kind, findCard(work, kind)]));
  const records = new Map<Read, Set<string>>();
  for (const { kind, record } of cards) {
    const read = kinds.get(kind)?.said.read;
    if (read) records.set(read, (records.get(read) ?? new Set()).add(record));
  }
  const found = new Map<Read, ReadonlyMap<string, unknown>>();
  for (const [read, some] of records) found.set(read, await read(work, [...some], member));
  return cards.map((one) => {
    const of = kinds.get(one.kind);
    const seen = of?.said.read && found.get(of.said.read);
    if (!of || !seen) return { card: undefined, coming: undefined };
    const { kind, record, edition } = one;
    const { said } = of;
    const read = seen.get(record);
    const isCurrent = read !== undefined && (!said.edition || said.edition.of(read) === edition);
    const waits = isCurrent && said.waits?.(read, member, now) !== undefined;
    const coming = isCurrent ? said.comes?.(read, member) : undefined;
    if (!waits && !coming) work.listOnHome({ member, kind, record, edition });
    return { card: waits ? said.draw(read, { reader: { member }, now }) : undefined, coming };
  });
}

/** A kind that the code no longer knows draws nothing. */
const findCard = ({ features }: Work, kind: string): CardOf<unknown> | undefined =>
  features.flatMap(({ messages = [] }) => cardsIn(messages)).find((one) => one.kind === kind);
