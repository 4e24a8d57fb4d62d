import { at, textAt } from './json.ts';

/** What we listen for, by its least shape: Bolt throws on less, which would ask Slack to send it again. */
export function isFromSlack(body: Record<string, unknown>): boolean {
  if (body.type === undefined) return typeof body.command === 'string';
  switch (body.type) {
    case 'event_callback':
      return textAt(body, 'event.type') !== undefined;
    case 'block_actions':
      return textAt(body, 'actions.0.action_id') !== undefined;
    case 'view_submission':
      return textAt(body, 'view.callback_id') !== undefined;
    case 'block_suggestion':
      return textAt(body, 'action_id') !== undefined && typeof at(body, 'value') === 'string';
    default:
      return false;
  }
}
