import { type Block, bold, paragraph } from '../../../chat/message.ts';

/** What is not as it should be with who looks after safety; and where people are sent, what changed within a week or waits for a yes. */
export const statusBlocks = (seats: readonly string[], changes: readonly string[]): Block[] => [
  ...(seats.length > 0
    ? [paragraph(bold('Who looks after safety: '), seats.join(' ')), { type: 'divider' } as const]
    : []),
  ...(changes.length > 0
    ? [
        paragraph(bold('Where people are sent, in the last 7 days')),
        ...changes.map((line) => paragraph(`• ${line}`)),
        { type: 'divider' } as const,
      ]
    : []),
];
