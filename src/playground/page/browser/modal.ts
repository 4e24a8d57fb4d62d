import type { Json, OpenForm, Typed } from '../../window.ts';
import { offerNames } from './choose.ts';
import { h, newId } from './dom.ts';
import type { Hands, Place } from './hands.ts';
import { drawBlocks, list, plain } from './slack.ts';

/** A modal's inputs: what is typed travels by label. */
export interface Modal {
  element: HTMLElement;
  /** Takes over what was typed elsewhere, and what is to be mended; the field in hand is left alone. */
  update(form: OpenForm): void;
}

interface Field {
  label: string;
  element: HTMLElement;
  error: HTMLElement;
  value(): string | string[];
  set(value: string | readonly string[]): void;
}

export function drawModal(form: OpenForm, titleId: string, hands: Hands): Modal {
  const fields: Field[] = [];
  const typed = (): Typed => Object.fromEntries(fields.map((field) => [field.label, field.value()]));
  const place = hands.at('form', typed);
  const blocks = form.blocks ?? [];
  let buttons = 0;
  const rows = blocks.flatMap((block) => {
    if (block.type === 'input') {
      const field = drawInput(block, place);
      fields.push(field);
      return [field.element];
    }
    const before = buttons;
    buttons += block.type === 'actions' ? list(block.elements).length : block.accessory ? 1 : 0;
    return drawBlocks([block], (at, label) => place.press(before + at, label));
  });
  const submit = (event: Event) => {
    event.preventDefault();
    hands.submit(typed());
  };
  const close = { type: 'button', click: hands.dismiss };
  const element = h(
    'form',
    { novalidate: true, submit },
    modalBody(titleId, ...rows),
    h(
      'footer',
      h('button.slack-button', close, form.close ?? 'Close'),
      form.submit !== undefined && h('button.slack-button.primary', { type: 'submit' }, form.submit),
    ),
  );
  const errors = () => fields.map(({ error }) => error.textContent).join('\n');
  const update = (now: OpenForm) => {
    const before = errors();
    (now.blocks ?? [])
      .filter(({ type }) => type === 'input')
      .forEach((block, i) => {
        const field = fields[i];
        if (!field) return;
        if (!field.element.contains(document.activeElement))
          field.set(block.typed as string | readonly string[]);
        field.error.textContent = String(block.error ?? '');
        field.element.toggleAttribute('data-wrong', Boolean(block.error));
      });
    if (errors() !== before) showWrong();
  };
  /** What is to be mended comes into view, and under the hands of whoever sent it. */
  const showWrong = () => {
    const wrong = fields.find(({ error }) => error.textContent)?.element;
    wrong?.scrollIntoView({ block: 'nearest' });
    if (element.contains(document.activeElement))
      wrong?.querySelector<HTMLElement>('input, select, textarea')?.focus({ preventScroll: true });
  };
  update(form);
  return { element, update };
}

/** What scrolls in a form; it can be reached by keyboard even where nothing in it can be filled in. */
export const modalBody = (titleId: string, ...content: readonly HTMLElement[]): HTMLElement =>
  h('div.modal-body', { tabindex: 0, role: 'group', 'aria-labelledby': titleId }, ...content);

function drawInput(block: Json, place: Place): Field {
  const label = plain(block.label);
  const [hintId, errorId] = [newId(), newId()];
  const error = h('p.error', { id: errorId });
  const hint = h('p.hint', { id: hintId }, plain(block.hint));
  const about = { 'aria-describedby': `${hintId} ${errorId}` };
  const name = `${label}${block.optional === true ? ' (optional)' : ''}`;
  const element = block.element as Json;
  const draw = element.type === 'multi_static_select' ? drawTicks : drawLine;
  const drawn = draw(element, name, about, {
    changed: (value) => place.type({ [label]: value }),
    suggest: (query) => place.suggest(label, query),
  });
  drawn.element.append(hint, error);
  return { label, error, ...drawn };
}

interface Told {
  changed(value: string | string[]): void;
  suggest(query: string): Promise<string[]>;
}
type Drawn = Pick<Field, 'element' | 'value' | 'set'>;

function drawTicks(element: Json, name: string, about: object, told: Told): Drawn {
  const change = () => told.changed(value());
  const inputs = optionsOf(element).map((value) => h('input', { type: 'checkbox', value, change }));
  const value = () => inputs.filter(({ checked }) => checked).map((input) => input.value);
  const ticks = inputs.map((input) => h('label.tick', input, input.value));
  return {
    element: h('fieldset.field', { ...about }, h('legend', name), ...ticks),
    value,
    set(chosen) {
      for (const input of inputs) input.checked = chosen.includes(input.value);
    },
  };
}

function drawLine(element: Json, name: string, about: object, told: Told): Drawn {
  const id = newId();
  const control = drawControl(element, { id, ...about });
  const changed = () => told.changed(control.value);
  const row = h('div.field', h('label', { for: id }, name), control);
  if (element.type === 'external_select')
    row.append(offerNames(control as HTMLInputElement, told.suggest, changed));
  else control.addEventListener('input', changed);
  return {
    element: row,
    value: () => control.value,
    set(typed) {
      if (control.value !== typed) control.value = String(typed);
    },
  };
}

function drawControl(
  element: Json,
  about: { id: string },
): HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement {
  switch (element.type) {
    case 'static_select': {
      const options = optionsOf(element).map((value) => h('option', { value }, value));
      return h('select', about, h('option', { value: '' }, 'Choose one'), ...options);
    }
    case 'datepicker':
      return h('input', about, { type: 'date' });
    case 'timepicker':
      return h('input', about, { type: 'time' });
    case 'external_select':
      return h('input', about, { type: 'text', placeholder: plain(element.placeholder) });
    default: {
      const most = { maxlength: Number(element.max_length ?? 3_000) };
      return element.multiline === true
        ? h('textarea', about, most, { rows: 4 })
        : h('input', about, most, { type: 'text' });
    }
  }
}

const optionsOf = (element: Json): string[] =>
  [...list(element.options), ...list(element.option_groups).flatMap((group) => list(group.options))].map(
    (option) => plain(option.text),
  );
