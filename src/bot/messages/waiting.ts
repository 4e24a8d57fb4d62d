import type { Card } from '../../chat/message.ts';
import { readOnHome, type StandingCard } from '../../outbox/enqueue/on-home.ts';
import type { Context } from '../feature.ts';
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
 * Draws these in their order, each kind with one question to its feature. What is no longer there, or no longer waits,
 * is left out; a card whose record has gone stands there no more.
 */
export async function drawStanding(context: Context, cards: readonly StandingCard[]): Promise<Drawn[]> {
  const { actor, now } = context;
  const reader = { member: actor.member };
  const kinds = new Map<string, { of: CardOf<unknown>; seen: ReadonlyMap<string, unknown> }>();
  for (const kind of new Set(cards.map((card) => card.kind))) {
    const of = findCard(context, kind);
    const records = [...new Set(cards.flatMap((card) => (card.kind === kind ? card.record : [])))];
    const seen = await of?.said.read?.(context, records, actor.member);
    if (of && seen) kinds.set(kind, { of, seen });
  }
  return cards.map((one) => {
    const { of, seen } = kinds.get(one.kind) ?? {};
    const read = seen?.get(one.record);
    if (!of || read === undefined) {
      if (of) context.listOnHome({ member: actor.member, ...one, waits: undefined, comesAt: undefined });
      return { card: undefined, coming: undefined };
    }
    const { said } = of;
    const isCurrent = !said.edition || said.edition.of(read) === one.edition;
    const waits = isCurrent && said.waits?.(read, actor.member, now) !== undefined;
    return {
      card: waits ? said.draw(read, { reader, now }) : undefined,
      coming: isCurrent ? said.comes?.(read, actor.member) : undefined,
    };
  });
}

/** A kind that the code no longer knows draws nothing. */
const findCard = ({ features }: Context, kind: string): CardOf<unknown> | undefined =>
  features.flatMap(({ messages = [] }) => cardsIn(messages)).find((one) => one.kind === kind);
