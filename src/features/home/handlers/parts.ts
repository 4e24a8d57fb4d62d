import type { Context } from '../../../bot/feature.ts';
import type { HomePart, SettingsPart } from '../../../bot/page-parts.ts';

const inPlace = (one: { place?: number }, other: { place?: number }): number =>
  (one.place ?? 0) - (other.place ?? 0);

/** Every feature's part of home, one after the other: a transaction is one connection, which answers one question at a time. */
export async function readHomeParts(context: Context): Promise<HomePart[]> {
  const parts: HomePart[] = [];
  for (const feature of context.features) parts.push(...[(await feature.home?.(context)) ?? []].flat());
  return parts.sort(inPlace);
}

export async function readSettingsParts(context: Context): Promise<SettingsPart[]> {
  const parts: SettingsPart[] = [];
  for (const feature of context.features) {
    const part = await feature.settings?.(context);
    if (part) parts.push(part);
  }
  return parts.sort(inPlace);
}
