import type { Context, HomePart } from '../../../bot/feature.ts';

/** Every feature's part of home, one after the other: a transaction is one connection, which answers one question at a time. */
export async function readParts(context: Context): Promise<HomePart[]> {
  const parts: HomePart[] = [];
  for (const feature of context.features) {
    const part = await feature.home?.(context);
    if (part) parts.push(part);
  }
  return parts;
}
