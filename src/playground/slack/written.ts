import type { Shape } from '../simulated.ts';
import { escapeTyped } from './payloads.ts';
import type { Json, Posted } from './world.ts';

/** Words in the direct chat with the bot as an event, in the shapes that Slack's reference of message events gives. */
export function wordsEvent(
  { user, channel, ts, text }: { user: string; channel: string; ts: string; text: string },
  shape: Shape | undefined,
  before: Posted | undefined,
): Json {
  const where = { type: 'message', channel, channel_type: 'im' };
  const plain = { ...where, user, ts, text: escapeTyped(text), client_msg_id: `client-${ts}` };
  switch (shape) {
    case undefined:
      return plain;
    case 'aside': {
      const { client_msg_id: _, ...said } = plain;
      return { ...said, subtype: 'me_message' };
    }
    case 'broadcast': {
      const thread = before?.ts ?? ts;
      const root = { type: 'message', user, ts: thread, text: before?.text ?? '', thread_ts: thread };
      return { ...plain, subtype: 'thread_broadcast', thread_ts: thread, root: { ...root, reply_count: 1 } };
    }
    case 'with-file': {
      const file = {
        id: `F${ts}`,
        name: 'photo.jpg',
        mimetype: 'image/jpeg',
        filetype: 'jpg',
        mode: 'hosted',
      };
      return { ...plain, subtype: 'file_share', upload: false, files: [{ ...file, user }] };
    }
    case 'passed-on': {
      const author = { author_id: 'UELSE', author_name: 'Somebody else', channel_id: 'C0ELSE' };
      const shared = {
        ...author,
        is_share: true,
        is_msg_unfurl: true,
        text: plain.text,
        fallback: plain.text,
      };
      return { ...plain, text: '', attachments: [shared] };
    }
    case 'edited': {
      const first = before?.ts ?? ts;
      const said = { type: 'message', user, ts: first, text: plain.text, edited: { user, ts } };
      const was = { type: 'message', user, ts: first, text: escapeTyped(before?.text ?? '') };
      return { ...where, subtype: 'message_changed', hidden: true, ts, message: said, previous_message: was };
    }
  }
}
