import type { Context } from '../../../bot/feature.ts';
import type { SettingsPart } from '../../../bot/page-parts.ts';
import type { Card } from '../../../chat/message.ts';

const inPlace = (one: { place?: number }, other: { place?: number }): number =>
  (one.place ?? 0) - (other.place ?? 0);

/** What waits for whoever wrote without a name: found by its feature, last on home. */
export async function readUnnamedCards(context: Context): Promise<Card[]> {
  const cards: Card[] = [];
  for (const feature of context.features) cards.push(...((await feature.unnamedCards?.(context)) ?? []));
  return cards;
}

export async function readSettingsParts(context: Context): Promise<SettingsPart[]> {
  const parts: SettingsPart[] = [];
  for (const feature of context.features) {
    const part = await feature.settings?.(context);
    if (part) parts.push(part);
  }
  return parts.sort(inPlace);
}
