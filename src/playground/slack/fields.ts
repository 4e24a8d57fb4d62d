import { NotThere } from '../simulated.ts';
import type { BotLine } from './bot-line.ts';
import { lintOptions } from './lint-inputs.ts';
import { isObject } from './lint-parts.ts';
import { suggestIn } from './payloads.ts';
import { inputsIn, labelOf, optionBy } from './screen.ts';
import { type Json, type OpenView, topView, type World } from './world.ts';

/** Types into one field, as far as the real client would let it. */
export async function fillField(
  world: World,
  line: BotLine,
  user: string,
  view: OpenView,
  label: string,
  value: string | readonly string[],
): Promise<void> {
  const block = fieldBy(view, label);
  const element = block.element as Json;
  const values = view.state[String(block.block_id)] ?? {};
  values[String(element.action_id)] =
    element.type === 'external_select'
      ? await choose(world, line, user, view, block, value)
      : typed(label, element, value);
  view.state[String(block.block_id)] = values;
}

/** One of the options that the bot offers, or offered. */
async function choose(
  world: World,
  line: BotLine,
  user: string,
  view: OpenView,
  block: Json,
  value: string | readonly string[],
): Promise<Json> {
  const type = 'external_select';
  const label = labelOf(block);
  if (typeof value !== 'string') throw new Error(`"${label}" takes one value.`);
  if (value === '') return { type, selected_option: null };
  const known = view.offered?.[String(block.block_id)]?.find((option) => labelOfOption(option) === value);
  if (known) return { type, selected_option: known };
  const offered = await suggestions(world, line, user, label, value);
  const found = offered.find((one) => one.label === value);
  if (!found) throw new Error(`"${label}" suggests no "${value}".`);
  return { type, selected_option: found.option };
}

const labelOfOption = (option: Json) => String((option.text as Json).text);

function typed(label: string, element: Json, value: string | readonly string[]): Json {
  const type = element.type;
  const option = (wanted: string): Json => {
    const found = optionBy(element, wanted);
    if (!found) throw new Error(`"${label}" offers no "${wanted}".`);
    return found;
  };
  if (type === 'multi_static_select') {
    return {
      type,
      selected_options: (typeof value === 'string' ? [value] : value).filter((v) => v !== '').map(option),
    };
  }
  if (typeof value !== 'string') throw new Error(`"${label}" takes one value.`);
  switch (type) {
    case 'plain_text_input': {
      const most = Number(element.max_length ?? 3_000);
      if ([...value].length > most) throw new Error(`"${label}" takes at most ${most} characters.`);
      if (element.multiline !== true && value.includes('\n')) throw new Error(`"${label}" takes one line.`);
      return { type, value: value === '' ? null : value };
    }
    case 'static_select':
      return { type, selected_option: value === '' ? null : option(value) };
    case 'datepicker':
      return { type, selected_date: value === '' ? null : value };
    case 'timepicker':
      return { type, selected_time: value === '' ? null : value };
    default:
      throw new Error(`"${label}" is a ${String(type)}, which nobody can type into.`);
  }
}

export async function suggestions(
  world: World,
  line: BotLine,
  user: string,
  label: string,
  query: string,
): Promise<{ label: string; option: Json }[]> {
  const view = topView(world, user);
  if (!view) throw new Error(`${user} has no form open.`);
  const block = fieldBy(view, label);
  const element = block.element as Json;
  if (element.type !== 'external_select')
    throw new Error(`"${label}" suggests nothing: it is a ${String(element.type)}.`);
  // Slack asks from the third letter on, unless told otherwise.
  if ([...query].length < Number(element.min_query_length ?? 3)) return [];
  const { body } = await line.sendInteraction(suggestIn(world, user, view, block, query));
  const options = isObject(body) ? body.options : undefined;
  const problems = lintOptions(options, 'options', 0);
  if (problems.length > 0) {
    world.refusals.push(`block_suggestion: ${problems.join('; ')}`);
    return [];
  }
  const id = String(block.block_id);
  view.offered = { ...view.offered, [id]: [...(view.offered?.[id] ?? []), ...(options as Json[])] };
  return (options as Json[]).map((option) => ({ label: labelOfOption(option), option }));
}

function fieldBy(view: OpenView, label: string): Json {
  const inputs = inputsIn(view);
  const found = inputs.find((block) => labelOf(block) === label);
  if (!found)
    throw new NotThere(
      `The form has no field "${label}". There are: ${inputs.map(labelOf).join(', ') || 'none'}.`,
    );
  return found;
}
