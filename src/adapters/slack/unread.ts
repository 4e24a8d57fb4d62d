import type { Log } from './log.ts';
import { type RenderedMessage, renderMessage } from './render.ts';

/** A press or a form that does not say who sent it: nobody is taken for somebody else, and nobody is left without an answer. */
export const unreadWords =
  'I couldn’t tell who sent that, so nothing was changed. Please try again in a minute. If it happens again, tell one of your network’s coordinators.';

/** What Slack sent without what we need: a line for whoever runs the bot, and words for the person. */
export function unread(log: Log, kind: 'command' | 'action' | 'submission' | 'lookup'): RenderedMessage {
  log({ event: 'slack.unread', kind, reason: 'nothing in it says who acts, or on what' });
  return renderMessage({ text: unreadWords });
}
