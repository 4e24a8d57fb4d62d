import type { Button, Message } from '../chat/message.ts';
import type { Beginning } from './beginning.ts';
import type { Context } from './feature.ts';

/** What this person is to read before they may begin. `after` is the button that leads back. Undefined: nothing. */
export async function readFirst(
  context: Context,
  what: Beginning,
  after: Button,
): Promise<Message | undefined> {
  for (const feature of context.features) {
    const words = await feature.people?.readFirst?.(context, what, after);
    if (words) return words;
  }
  return undefined;
}
