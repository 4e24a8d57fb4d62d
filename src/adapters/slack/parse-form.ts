import { randomUUID } from 'node:crypto';
import type { InboundOf } from '../../chat/inbound.ts';
import { cutTo } from '../../text/cut.ts';
import { type Home, identify, placeOf, whoActs } from './identity.ts';
import { at, entriesAt, entriesOf, textAt } from './json.ts';
import { limits } from './limits.ts';
import { type Arrival, conversationOf, optional, ownConversation, viewOf } from './parse.ts';
import { fieldOf } from './render-form.ts';

/** `fields` are the ids of the blocks that an error can stand beside, by field id, in the order shown. */
export type Submission = Arrival<InboundOf<'submission'>> & { fields: ReadonlyMap<string, string> };

export function parseSubmission(body: unknown, home: Home): Submission | undefined {
  const [who, view, route] = [whoActs(body, home), viewOf(body), textAt(body, 'view.callback_id')];
  if (!who || !view || !route) return undefined;
  const team = placeOf(who);
  // The hash stays the same when a form comes back with errors: the trigger tells one sending from the next.
  const sending = `${view.id}:${textAt(body, 'view.hash') ?? ''}:${textAt(body, 'trigger_id') ?? randomUUID()}`;
  const { card, state, responseUrl } = view.memo;
  const fields = inputsOf(body);
  return {
    who,
    inbound: {
      kind: 'submission',
      id: `slack:${team}:${sending}`,
      sender: identify(who),
      conversation: card ? conversationOf(team, card.conversation) : ownConversation(team, who.user),
      route,
      state: state ?? '',
      values: valuesOf(body),
      ...optional('message', card),
    },
    view,
    ...optional('trigger', textAt(body, 'trigger_id')),
    ...optional('responseUrl', responseUrl),
    fields,
  };
}

export function parseLookup(body: unknown, home: Home): Arrival<InboundOf<'lookup'>> | undefined {
  const [who, view] = [whoActs(body, home), viewOf(body)];
  const [route, block] = [textAt(body, 'view.callback_id'), textAt(body, 'block_id')];
  if (!who || !route || !block) return undefined;
  const team = placeOf(who);
  const card = view?.memo.card;
  return {
    who,
    inbound: {
      kind: 'lookup',
      // Asking twice is harmless, and the same letters may be typed again: never taken for a repeat.
      id: `slack:${team}:${randomUUID()}`,
      sender: identify(who),
      conversation: card ? conversationOf(team, card.conversation) : ownConversation(team, who.user),
      route,
      field: fieldOf(block),
      query: textAt(body, 'value') ?? '',
    },
  };
}

/** The fields of a form as it was sent: an error can stand beside each. */
export function inputsOf(body: unknown): Map<string, string> {
  const blocks = entriesAt(body, 'view.blocks').map(([, block]) => block);
  const inputs = blocks
    .filter((block) => textAt(block, 'type') === 'input')
    .map((block) => textAt(block, 'block_id'));
  return new Map(inputs.filter((id) => id !== undefined).map((id) => [fieldOf(id), id]));
}

function valuesOf(body: unknown): Record<string, string | readonly string[]> {
  const values: Record<string, string | readonly string[]> = Object.create(null);
  for (const [blockId, elements] of entriesAt(body, 'view.state.values')) {
    for (const [, element] of entriesOf(elements)) assign(values, fieldOf(blockId), element);
  }
  return { ...values };
}

/** Empty fields are left out; several choices are always a list. */
function assign(values: Record<string, string | readonly string[]>, field: string, element: unknown): void {
  const options = at(element, 'selected_options');
  if (Array.isArray(options)) {
    const chosen = options.map((option) => textAt(option, 'value')).filter((value) => value !== undefined);
    if (chosen.length > 0) values[field] = chosen;
    return;
  }
  const value =
    textAt(element, 'value') ??
    textAt(element, 'selected_option.value') ??
    textAt(element, 'selected_date') ??
    textAt(element, 'selected_time');
  // One more than fits into a field: what no field can hold is refused by its length, never cut and kept.
  if (value !== undefined) values[field] = cutTo(value, 2 * limits.inputLength + 1);
}
