import type { Message } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { plain } from '../../../chat/words.ts';
import * as hoursRoutes from '../routes.ts';

export const stopButton = button(hoursRoutes.stopMessages, 'Stop messages and hide this', {});
/** As if nothing had stood here. */
export const messagesStopped: Message = plain(
  'All right',
  'I write only when you write to me, and I won’t ask you to ring anybody. Type “home” at any time.',
);
