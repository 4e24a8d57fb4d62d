import type { Card } from '../chat/message.ts';
import type { Waiting } from './feature.ts';

/** Cards on one page of home: with their buttons well inside Slack's 100 blocks and Teams' 28 KB, and read on a phone. */
export const HOME_PAGE = 8;

/** Draws these, one after the other; what is no longer there is left out. */
export async function drawWaiting(waiting: readonly Waiting[]): Promise<Card[]> {
  const cards: Card[] = [];
  for (const one of waiting) {
    const card = typeof one === 'function' ? await one() : one;
    if (card) cards.push(card);
  }
  return cards;
}
