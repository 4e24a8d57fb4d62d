import { oneLine, plainly } from './normalise.ts';

/** Ours: enough to be found by, and short enough to read on a phone. */
export const LIST_ITEMS = 10;
export const LIST_ITEM_LENGTH = 40;

/** "housing, debt advice": each once, in the order in which they were typed. */
export function readShortList(typed: string): string[] {
  const items = typed.split(/[,;\n]/).map(oneLine);
  return [...new Map(items.filter(Boolean).map((item) => [plainly(item), item] as const)).values()];
}
