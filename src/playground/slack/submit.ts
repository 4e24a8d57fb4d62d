import { NotThere } from '../simulated.ts';
import type { BotLine } from './bot-line.ts';
import { lintView } from './lint.ts';
import { isObject } from './lint-parts.ts';
import { submitView } from './payloads.ts';
import { inputsIn } from './screen.ts';
import type { Answered } from './socket.ts';
import { closeViews, openView, replaceView, showForm } from './views.ts';
import { type Json, type OpenView, topView, type World } from './world.ts';

/** Sends the open form, and does with the answer what Slack's client does. */
export async function submitForm(
  world: World,
  line: BotLine,
  user: string,
  note: (answering: Promise<Answered>) => Promise<Answered>,
): Promise<void> {
  const view = topView(world, user);
  if (!view?.view.submit) throw new NotThere(`${user} has no form open that can be sent.`);
  view.errors = {};
  for (const block of inputsIn(view)) {
    if (block.optional !== true && isEmpty(view, block))
      view.errors[String(block.block_id)] = 'Please complete this required field.';
  }
  if (Object.keys(view.errors).length > 0) {
    showForm(world, user, view, 'form-errors');
    return;
  }
  const { status, body } = await note(line.sendInteraction(submitView(world, user, view)));
  if (status === 200) react(world, user, view, body);
}

function isEmpty(view: OpenView, block: Json): boolean {
  const value = view.state[String(block.block_id)]?.[String((block.element as Json).action_id)] ?? {};
  const { type: _, ...values } = value;
  return Object.values(values).every((one) => one === null || (Array.isArray(one) && one.length === 0));
}

function react(world: World, user: string, view: OpenView, body: unknown): void {
  if (body === undefined || body === '') {
    closeViews(world, user, 'one');
    return;
  }
  const action = isObject(body) ? body.response_action : undefined;
  switch (action) {
    case 'clear':
      closeViews(world, user, 'all');
      return;
    case 'errors': {
      const errors = (body as Json).errors as Record<string, string>;
      const known = new Set(inputsIn(view).map((block) => block.block_id));
      const strange = Object.entries(errors).filter(
        ([id, words]) => !known.has(id) || typeof words !== 'string' || words === '',
      );
      if (strange.length > 0)
        world.refusals.push(`view_submission: errors for no input: ${strange.map(([id]) => id).join(', ')}`);
      view.errors = errors;
      showForm(world, user, view, 'form-errors');
      return;
    }
    case 'update':
    case 'push': {
      const next = (body as Json).view;
      const problems = lintView(next);
      if (problems.length > 0) {
        world.refusals.push(`view_submission: ${problems.join('; ')}`);
        return;
      }
      if (action === 'update') replaceView(world, user, view, next as Json);
      else openView(world, user, next as Json, 'push');
      return;
    }
    default:
      world.refusals.push(`view_submission: unknown response ${JSON.stringify(body).slice(0, 200)}`);
  }
}
