import type { KnownBlock } from '@slack/types';
import { lengthOf, limits } from './limits.ts';
import { plain } from './render-text.ts';

/** Blocks that stay together or are left out together, such as a row and its buttons. */
export type Group = KnownBlock[];

/** The tail, which holds what can be done, is kept before the body; what does not fit is counted. */
export function fitBlocks(body: readonly Group[], tail: readonly Group[], maxBlocks: number): KnownBlock[] {
  const maxCharacters =
    maxBlocks === limits.messageBlocks ? limits.messageCharacters : Number.POSITIVE_INFINITY;
  const end = take(tail, Math.floor(maxBlocks / 2), maxCharacters / 2, 'buttons');
  const start = take(body, maxBlocks - end.length, maxCharacters - charactersIn(end), 'parts');
  return [...start, ...end];
}

function take(
  groups: readonly Group[],
  maxBlocks: number,
  maxCharacters: number,
  what: 'parts' | 'buttons',
): Group {
  const all = groups.flat();
  if (all.length <= maxBlocks && charactersIn(all) <= maxCharacters) return all;
  const taken: Group = [];
  let used = 0;
  for (const [i, group] of groups.entries()) {
    used += charactersIn(group);
    // One block and 100 characters are for the line that says what is missing.
    if (taken.length + group.length > maxBlocks - 1 || used > maxCharacters - 100) {
      const dropped = groups.slice(i);
      const count =
        what === 'parts' ? dropped.length : dropped.flat().reduce((n, block) => n + buttonsIn(block), 0);
      return [
        ...taken,
        { type: 'context', elements: [plain(`… and ${count} more ${what} that do not fit here`)] },
      ];
    }
    taken.push(...group);
  }
  return taken;
}

const buttonsIn = (block: KnownBlock) => (block.type === 'actions' ? block.elements.length : 0);

/** Every string that a person reads, which is what Slack seems to count. */
function charactersIn(blocks: readonly KnownBlock[]): number {
  let count = 0;
  const visit = (value: unknown, key: string): void => {
    if (typeof value === 'string' && (key === 'text' || key === 'fallback' || key === 'url'))
      count += lengthOf(value);
    else if (typeof value === 'object' && value !== null)
      for (const [k, v] of Object.entries(value)) visit(v, k);
  };
  visit(blocks, '');
  return count;
}

export function inLots<T>(all: readonly T[], size: number): T[][] {
  const lots: T[][] = [];
  for (let i = 0; i < all.length; i += size) lots.push(all.slice(i, i + size));
  return lots;
}
