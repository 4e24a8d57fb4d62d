import { buttonsIn, inputsIn, screenOf } from './screen.ts';
import { type Json, newId, type OpenView, show, type World } from './world.ts';

/** Slack gives every block an id that has none. */
export function withBlockIds(blocks: readonly Json[]): Json[] {
  return blocks.map((block) => ({ ...block, block_id: block.block_id ?? newId('b') }));
}

/** Fields keep what was typed while block_id and action_id stay the same, as in the real client. */
export function draw(view: Json, before?: OpenView): OpenView {
  const blocks = withBlockIds(view.blocks as Json[]);
  const drawn: OpenView = {
    id: before?.id ?? newId('V'),
    hash: `${Date.now()}.${newId('')}`,
    view: { ...view, blocks },
    state: {},
    errors: {},
  };
  for (const block of inputsIn(drawn)) {
    const element = block.element as Json;
    const [blockId, actionId] = [String(block.block_id), String(element.action_id)];
    drawn.state[blockId] = { [actionId]: before?.state[blockId]?.[actionId] ?? initialOf(element) };
  }
  return drawn;
}

function initialOf(element: Json): Json {
  const type = element.type;
  switch (type) {
    case 'plain_text_input':
      return { type, value: element.initial_value ?? null };
    case 'multi_static_select':
      return { type, selected_options: element.initial_options ?? [] };
    case 'datepicker':
      return { type, selected_date: element.initial_date ?? null };
    case 'timepicker':
      return { type, selected_time: element.initial_time ?? null };
    default:
      return { type, selected_option: element.initial_option ?? null };
  }
}

export function showForm(
  world: World,
  user: string,
  view: OpenView,
  kind: 'form' | 'form-errors' | 'form-closed',
): void {
  show(world, {
    user,
    kind,
    conversation: `view ${view.id}`,
    id: view.id,
    text: kind === 'form-closed' ? titleOf(view) : formText(world, user, view),
    preview: '',
    buttons: kind === 'form-closed' ? [] : buttonsIn(view.view.blocks as Json[]).map(({ label }) => label),
  });
}

export const titleOf = (view: OpenView) => String((view.view.title as Json).text);
export const submitOf = (view: OpenView) =>
  view.view.submit ? String((view.view.submit as Json).text) : undefined;

export function formText(world: World, user: string, view: OpenView): string {
  const submit = submitOf(view);
  return [titleOf(view), screenOf(world, view.view.blocks as Json[], user, view), submit ? `[${submit}]` : '']
    .filter((line) => line !== '')
    .join('\n');
}

export function openView(world: World, user: string, view: Json, how: 'open' | 'push'): OpenView {
  const drawn = draw(view);
  const stack = how === 'push' ? (world.stacks.get(user) ?? []) : [];
  world.stacks.set(user, [...stack, drawn]);
  showForm(world, user, drawn, 'form');
  return drawn;
}

export function replaceView(world: World, user: string, old: OpenView, view: Json): OpenView {
  const drawn = draw(view, old);
  const stack = world.stacks.get(user) ?? [];
  world.stacks.set(
    user,
    stack.map((open) => (open.id === old.id ? drawn : open)),
  );
  showForm(world, user, drawn, 'form');
  return drawn;
}

/** The top one, or all. */
export function closeViews(world: World, user: string, howMany: 'one' | 'all'): void {
  const stack = world.stacks.get(user) ?? [];
  const top = stack.at(-1);
  if (!top) return;
  world.stacks.set(user, howMany === 'one' ? stack.slice(0, -1) : []);
  showForm(world, user, top, 'form-closed');
}

export function findView(world: World, id: string): { user: string; view: OpenView } | undefined {
  for (const [user, stack] of world.stacks) {
    const view = stack.find((open) => open.id === id);
    if (view) return { user, view };
  }
  return undefined;
}

/** A view as it stands in a payload. */
export function viewPayload(world: World, view: OpenView): Json {
  return {
    ...view.view,
    id: view.id,
    hash: view.hash,
    team_id: world.workspace,
    app_installed_team_id: world.workspace,
    bot_id: world.botId,
    app_id: 'AALONGSIDE',
    callback_id: view.view.callback_id ?? '',
    private_metadata: view.view.private_metadata ?? '',
    state: { values: view.state },
    root_view_id: view.id,
    previous_view_id: null,
  };
}
