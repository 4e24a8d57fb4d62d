import { spokenTime } from '../../time/spoken.ts';
import { isObject, type Json, objects, words } from './json.ts';

/** A card as somebody sees it. */
export interface Screen {
  text: string;
  buttons: readonly { label: string; action: Json }[];
  inputs: readonly ShownInput[];
  /** By label; what belongs to no input is under the empty one. */
  errors: Readonly<Record<string, string>>;
  /** The button beneath the card, which sends its inputs. */
  submit: { label: string; action: Json } | undefined;
}

export interface ShownInput {
  label: string;
  id: string;
  element: Json;
}

export type Values = ReadonlyMap<string, string>;

export function drawScreen(card: Json, timeZone: string, values: Values = new Map()): Screen {
  const lines: string[] = [];
  const buttons: { label: string; action: Json }[] = [];
  const inputs: ShownInput[] = [];
  const errors: Record<string, string> = {};
  let latest = '';

  const drawActions = (actions: readonly Json[]) => {
    buttons.push(...actions.map((action) => ({ label: words(action.title), action })));
    if (actions.length > 0) lines.push(actions.map(({ title }) => `[${words(title)}]`).join(' '));
  };
  const drawInput = (element: Json) => {
    latest = labelOf(element);
    inputs.push({ label: latest, id: words(element.id), element });
    lines.push(`${words(element.label)}: ${valueShown(element, values) || '____'}`);
  };
  const drawText = (element: Json) => {
    const text = textOf(element, timeZone);
    lines.push(text);
    if (isAttention(element)) errors[latest] = errors[latest] ? `${errors[latest]} ${text}` : text;
  };
  const draw = (element: Json): void => {
    const type = words(element.type);
    if (type === 'Container') objects(element.items).forEach(draw);
    else if (type === 'ActionSet') drawActions(objects(element.actions));
    else if (type.startsWith('Input.')) drawInput(element);
    else drawText(element);
  };

  objects(card.body).forEach(draw);
  const beneath = objects(card.actions);
  drawActions(beneath);
  const submit = buttons.slice(-beneath.length || buttons.length).find(({ action }) => sendsInputs(action));
  return { text: lines.join('\n'), buttons, inputs, errors, submit: beneath.length > 0 ? submit : undefined };
}

/** "(optional)" is how people are told; it is no part of the field's name. */
const labelOf = (input: Json) => words(input.label).replace(/ \(optional\)$/, '');

/** What sends the inputs is a form's button, even where there is nothing to fill in. */
const sendsInputs = ({ type, associatedInputs }: Json) =>
  type !== 'Action.OpenUrl' && associatedInputs !== 'none';

function isAttention(element: Json): boolean {
  return element.color === 'attention' || objects(element.inlines).some(({ color }) => color === 'attention');
}

export function initialValues(card: Json): Map<string, string> {
  const values = drawScreen(card, 'UTC').inputs.map(({ id, element }) => [id, words(element.value)] as const);
  return new Map(values.filter(([, value]) => value !== ''));
}

function valueShown(input: Json, values: Values): string {
  const value = values.get(words(input.id)) ?? words(input.value);
  if (input.type !== 'Input.ChoiceSet') return value;
  const titles = new Map(objects(input.choices).map((choice) => [words(choice.value), words(choice.title)]));
  const chosen = input.isMultiSelect === true ? value.split(',') : [value];
  return chosen.map((one) => titles.get(one) ?? one).join(', ');
}

function textOf(element: Json, timeZone: string): string {
  if (element.type === 'TextBlock') return readMarkdown(fillMacros(words(element.text), timeZone));
  const inlines = Array.isArray(element.inlines) ? element.inlines : [];
  return inlines.map((inline) => (isObject(inline) ? words(inline.text) : words(inline))).join('');
}

/** Text blocks read a subset of Markdown: what is not escaped disappears, as it would on a real screen. */
export function readMarkdown(text: string): string {
  const kept: string[] = [];
  const hide = (_: string, character: string) => `\uE000${kept.push(character) - 1}\uE001`;
  return text
    .replace(/\\([!-/:-@[-`{-~])/g, hide)
    .replace(/<at>(.*?)<\/at>/g, '$1')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(\*\*|__|\*|_|~~|`)(?=\S)(.*?\S)\1/g, '$2')
    .replace(/^\s*(?:[-+*]|\d+[.)])\s+/gm, '')
    .replace(/\uE000(\d+)\uE001/g, (_, at) => kept[Number(at)] ?? '');
}

export function fillMacros(text: string, timeZone: string): string {
  return text
    .replace(/\{\{DATE\(([\dTZ:-]+), SHORT\)\}\}, \{\{TIME\(\1\)\}\}/g, (_, at) =>
      spokenTime(new Date(at), 'datetime', timeZone),
    )
    .replace(/\{\{TIME\(([\dTZ:-]+)\)\}\}/g, (_, at) => spokenTime(new Date(at), 'time', timeZone));
}
