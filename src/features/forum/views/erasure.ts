import { plain } from '../../../chat/words.ts';
import type { Draft } from '../../../outbox/enqueue/draft.ts';
import type { ForumEvent } from '../store/event.ts';
import { noticeMessage } from './messages.ts';

/** Whoever set it up has left the network, and somebody has to know that it is with them now. */
export const yoursNow = (event: ForumEvent): Draft =>
  noticeMessage(
    event,
    `forum:yours:${event.id}:${event.organiserId}`,
    plain(
      'A meeting is yours now',
      'Whoever set it up has left the network. Its card is with you: you can move it, or cancel it.',
    ),
  );
