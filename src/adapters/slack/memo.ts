import type { MessageRef } from '../../chat/inbound.ts';
import { lengthOf, limits } from './limits.ts';

/** What a modal remembers in its private_metadata: the form's state, and the card that it was opened from. */
export interface Memo {
  state?: string;
  card?: MessageRef;
  /** Replaces that card; Slack takes it 5 times within 30 minutes. */
  responseUrl?: string;
}

export function packMemo(memo: Memo): string {
  const packed = JSON.stringify({ s: memo.state, c: memo.card, u: memo.responseUrl });
  if (lengthOf(packed) <= limits.privateMetadata) return packed;
  // chat.update does the same with the card alone, only slower.
  if (memo.responseUrl !== undefined) return packMemo({ ...memo, responseUrl: undefined });
  throw new Error(
    `The form's state has ${lengthOf(memo.state ?? '')} characters; a Slack form carries about ${limits.privateMetadata - 150}. Carry an id, not the thing.`,
  );
}

export function unpackMemo(packed: string): Memo {
  try {
    const { s, c, u } = JSON.parse(packed) as { s?: string; c?: MessageRef; u?: string };
    return {
      ...(typeof s === 'string' && { state: s }),
      ...(typeof c?.id === 'string' && typeof c.conversation === 'string' && { card: c }),
      ...(typeof u === 'string' && { responseUrl: u }),
    };
  } catch {
    return {};
  }
}
