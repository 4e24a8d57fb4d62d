import type { Field, Form } from '../../chat/form.ts';
import type { Block } from '../../chat/message.ts';
import { chatButton, dialogButton, opener } from './buttons.ts';
import { adaptiveCard, type DrawButton, drawBlocks, drawTitle, fitBlocks, fits } from './card.ts';
import { drawField, drawProblem, type Fixes } from './input.ts';
import type { Element, Reader } from './text.ts';

export interface DialogContext {
  timeZone?: string | undefined;
  /** The message that the dialog was opened from. */
  card?: string | undefined;
}

/** A form drawn in the chat itself: typed words can't open a dialog. */
export function drawInlineForm(form: Form, timeZone: string | undefined, fixes?: Fixes): Element {
  const submit = (data: Element) => ({
    type: 'Action.Execute',
    verb: form.route,
    title: form.submit,
    style: 'positive',
    data,
  });
  return drawForm(form, timeZone, { title: drawTitle(form.title), button: chatButton, submit, fixes });
}

/** A form for private words is never drawn in a chat: its button carries it, and opens it as a dialog. */
export function drawOffer(form: Form): Element {
  const draw = (carried: Form) => {
    const button = opener('Open form', { form: carried }, { style: 'positive' });
    const reader: Reader = { mentions: [] };
    const above = drawBlocks(form.above ?? [], reader, chatButton);
    return adaptiveCard([...drawTitle(form.title), ...above], [button], reader);
  };
  const whole = draw(form);
  return fits(whole) || form.body === undefined ? whole : draw({ ...form, body: [tooLong] });
}

/** The answer to task/fetch and task/submit that shows a form. */
export function drawDialog(form: Form, context: DialogContext, fixes?: Fixes): Element {
  const submit = (data: Element) => ({
    type: 'Action.Submit',
    title: form.submit,
    style: 'positive',
    data: { route: form.route, ...data, ...(context.card !== undefined && { card: context.card }) },
  });
  const button = dialogButton(context.card);
  return showDialog(form.title, drawForm(form, context.timeZone, { title: [], button, submit, fixes }));
}

export function showDialog(title: string, card: Element): Element {
  const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', content: card };
  return {
    task: { type: 'continue', value: { title, height: 'medium', width: 'medium', card: attachment } },
  };
}

interface Drawing {
  title: Element[];
  button: DrawButton;
  submit(data: Element): Element;
  fixes: Fixes | undefined;
}

function drawForm(form: Form, timeZone: string | undefined, drawing: Drawing): Element {
  const { fixes } = drawing;
  const known = new Set(form.fields.map(({ id }) => id));
  const elsewhere = Object.entries(fixes?.fields ?? {}).filter(([id]) => !known.has(id));
  const problems = [...(fixes?.form ? [fixes.form] : []), ...elsewhere.map(([, words]) => words)];
  const build = (blocks: readonly Block[], fields: readonly Field[], carried: Form) => {
    const reader: Reader = { timeZone, mentions: [] };
    const body = [
      ...drawing.title,
      ...problems.flatMap(drawProblem),
      ...drawBlocks(blocks, reader, drawing.button),
      ...fields.flatMap((field) => drawField(field, form.route ?? '', fixes)),
    ];
    const actions = form.submit === undefined ? [] : [drawing.submit(submitData(carried))];
    return adaptiveCard(body, actions, reader);
  };
  const blocks = [...(form.above ?? []), ...(form.body ?? [])];
  const whole = build(blocks, form.fields, form);
  if (fits(whole)) return whole;
  // Too big to be shown and carried: first the words are carried no longer, then the longest lists are cut.
  const lighter = blocks.length > 0 ? { ...form, body: [tooLong] } : form;
  const most = [Number.POSITIVE_INFINITY, 200, 100, 50, 25].find((options) => {
    const cut = cutOptions(form.fields, options);
    return fits(build([], cut, { ...lighter, fields: cut }));
  });
  const fields = cutOptions(form.fields, most ?? 10);
  return fitBlocks(blocks, (kept) => build(kept, fields, { ...lighter, fields }));
}

/** The first options of every list, with what is chosen already, which would go with them; and how many more there are. */
function cutOptions(fields: readonly Field[], most: number): Field[] {
  return fields.map((field) => {
    if (!('options' in field) || field.options.length <= most) return field;
    const chosen = new Set([field.initial ?? []].flat());
    const options = field.options.filter(({ value }, i) => i < most || chosen.has(value));
    const more = `and ${field.options.length - options.length} more, which do not fit here`;
    return {
      ...field,
      options,
      hint: field.hint ? `${field.hint} … ${more}` : `… ${more}`,
    };
  });
}

const tooLong = {
  type: 'text',
  text: 'The words above this form are too long to show twice: close it and open it again to read them.',
  style: 'muted',
} as const;

function submitData(form: Form): Element {
  const ids = (type: Field['type']) => form.fields.filter((field) => field.type === type).map(({ id }) => id);
  return { state: form.state ?? '', multi: ids('multiselect'), members: ids('member'), form: carry(form) };
}

/** Without what was said once above it, and what the fields began with: what is typed comes back with the submission. */
function carry({ above: _, ...form }: Form): Form {
  const fields = form.fields.map((field) => {
    const { initial: _, ...rest } = { initial: undefined, ...field };
    return rest as Field;
  });
  return { ...form, fields };
}
