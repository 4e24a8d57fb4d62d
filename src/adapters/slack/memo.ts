import { z } from 'zod';
import type { MessageRef } from '../../chat/inbound.ts';
import { isId } from './json.ts';
import { lengthOf, limits } from './limits.ts';

/** What a modal remembers in its private_metadata: the form's state, and the card that it was opened from. */
export interface Memo {
  state?: string;
  card?: MessageRef;
  /** Replaces that card; Slack takes it 5 times within 30 minutes. */
  responseUrl?: string;
}

export function packMemo(memo: Memo): string {
  const text = JSON.stringify({ s: memo.state, c: memo.card, u: memo.responseUrl });
  if (lengthOf(text) <= limits.privateMetadata) return text;
  // chat.update does the same with the card alone, only slower.
  if (memo.responseUrl !== undefined) return packMemo({ ...memo, responseUrl: undefined });
  throw new Error(
    `The form's state has ${lengthOf(memo.state ?? '')} characters; a Slack form carries about ${limits.privateMetadata - 150}. Carry an id, not the thing.`,
  );
}

const id = z.string().min(1).refine(isId);
const packed = z.object({
  s: z.string().max(limits.privateMetadata).optional().catch(undefined),
  c: z.object({ conversation: id, id }).optional().catch(undefined),
  u: z.string().optional().catch(undefined),
});

/** What is not as we packed it is left out. */
export function unpackMemo(text: string): Memo {
  const read = packed.safeParse(fromJson(text));
  if (!read.success) return {};
  const { s, c, u } = read.data;
  return {
    ...(s !== undefined && { state: s }),
    ...(c && { card: c }),
    ...(u !== undefined && { responseUrl: u }),
  };
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
