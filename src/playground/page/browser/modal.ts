import type { Json, OpenForm, Typed } from '../../window.ts';
import { offerChoices } from './choose.ts';
import { h, newId } from './dom.ts';
import { drawBlocks, list, type Press, plain } from './slack.ts';

/** A modal's inputs: what is typed travels by label. */
export interface Modal {
  element: HTMLElement;
  /** Takes over what was typed elsewhere, and what is to be mended; the field in hand is left alone. */
  update(form: OpenForm): void;
  typed(): Typed;
}

interface Field {
  label: string;
  element: HTMLElement;
  value(): string | string[];
  set(value: string | readonly string[]): void;
}

export function drawModal(
  form: OpenForm,
  about: {
    press: Press;
    changed(typed: Typed): void;
    suggest(field: string, query: string): Promise<string[]>;
    submit(): void;
    close(): void;
  },
): Modal {
  const titleId = newId();
  const fields: { field: Field; error: HTMLElement }[] = [];
  let texts: Json[] = [];
  const body: HTMLElement[] = [];
  let drawn = 0;
  const flush = () => {
    const before = drawn;
    body.push(...drawBlocks(texts, (at, label) => about.press(before + at, label)));
    drawn += texts.reduce((sum, block) => sum + countButtons(block), 0);
    texts = [];
  };
  for (const block of form.blocks ?? []) {
    if (block.type !== 'input') texts.push(block);
    else {
      flush();
      const [field, error, row] = drawInput(block, about);
      fields.push({ field, error });
      body.push(row);
    }
  }
  flush();
  const close = { type: 'button', class: 'close', 'aria-label': 'Close the form', click: about.close };
  const sent = (event: Event) => {
    event.preventDefault();
    about.submit();
  };
  const element = h(
    'div',
    { class: 'modal slack-modal', role: 'dialog', 'aria-labelledby': titleId },
    h('header', {}, h('h3', { id: titleId }, form.title), h('button', close, '×')),
    h(
      'form',
      { novalidate: true, submit: sent },
      h('div', { class: 'modal-body', tabindex: 0, role: 'group', 'aria-labelledby': titleId }, ...body),
      h(
        'footer',
        {},
        h('button', { type: 'button', class: 'slack-button', click: about.close }, form.close ?? 'Close'),
        form.submit !== undefined &&
          h('button', { type: 'submit', class: 'slack-button primary' }, form.submit),
      ),
    ),
  );
  const modal: Modal = {
    element,
    typed: () => Object.fromEntries(fields.map(({ field }) => [field.label, field.value()])),
    update(now) {
      const inputs = (now.blocks ?? []).filter(({ type }) => type === 'input');
      inputs.forEach((block, i) => {
        const row = fields[i];
        if (!row) return;
        if (!row.field.element.contains(document.activeElement))
          row.field.set(block.typed as string | readonly string[]);
        row.error.textContent = String(block.error ?? '');
        row.field.element.toggleAttribute('data-wrong', Boolean(block.error));
      });
    },
  };
  modal.update(form);
  return modal;
}

const countButtons = (block: Json): number =>
  block.type === 'actions' ? list(block.elements).length : block.accessory ? 1 : 0;

function drawInput(
  block: Json,
  about: { changed(typed: Typed): void; suggest(field: string, query: string): Promise<string[]> },
): [Field, HTMLElement, HTMLElement] {
  const element = block.element as Json;
  const label = plain(block.label);
  const [id, hintId, errorId] = [newId(), newId(), newId()];
  const described = `${hintId} ${errorId}`;
  const error = h('p', { class: 'error', id: errorId });
  const name = `${label}${block.optional === true ? ' (optional)' : ''}`;
  const hint = h('p', { class: 'hint', id: hintId }, plain(block.hint));
  let value = (): string | string[] => '';
  const tell = () => about.changed({ [label]: value() });
  if (element.type === 'multi_static_select') {
    const boxes = optionsOf(element).map((option) =>
      h(
        'label',
        { class: 'tick' },
        h('input', { type: 'checkbox', value: option, change: () => tell() }),
        option,
      ),
    );
    const inputs = boxes.map((box) => box.firstElementChild as HTMLInputElement);
    const set = h(
      'fieldset',
      { class: 'field', 'aria-describedby': described },
      h('legend', {}, name),
      ...boxes,
      hint,
      error,
    );
    const field: Field = {
      ...{ label, element: set },
      value: () => inputs.filter(({ checked }) => checked).map((input) => input.value),
      set: (chosen) => {
        for (const input of inputs) input.checked = chosen.includes(input.value);
      },
    };
    value = field.value;
    return [field, error, set];
  }
  const control = drawControl(element, { id, 'aria-describedby': described });
  const row = h('div', { class: 'field' }, h('label', { for: id }, name), control);
  if (element.type === 'external_select')
    row.append(
      offerChoices(
        control as HTMLInputElement,
        async (query) =>
          query.trim() === '' ? [] : (await about.suggest(label, query)).map((one) => ({ label: one })),
        (picked) => {
          control.value = picked;
          tell();
        },
      ),
    );
  else control.addEventListener('input', () => tell());
  row.append(hint, error);
  const field: Field = {
    ...{ label, element: row },
    value: () => control.value,
    set: (typed) => {
      if (control.value !== typed) control.value = String(typed);
    },
  };
  value = field.value;
  return [field, error, row];
}

function drawControl(
  element: Json,
  base: { id: string; 'aria-describedby': string },
): HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement {
  switch (element.type) {
    case 'static_select':
      return h(
        'select',
        base,
        h('option', { value: '' }, 'Choose one'),
        ...optionsOf(element).map((option) => h('option', { value: option }, option)),
      );
    case 'datepicker':
      return h('input', { ...base, type: 'date' });
    case 'timepicker':
      return h('input', { ...base, type: 'time' });
    case 'external_select':
      return h('input', { ...base, type: 'text', placeholder: plain(element.placeholder) });
    default: {
      const about = { ...base, maxlength: Number(element.max_length ?? 3_000) };
      return element.multiline === true
        ? h('textarea', { ...about, rows: 4 })
        : h('input', { ...about, type: 'text' });
    }
  }
}

const optionsOf = (element: Json): string[] =>
  [...list(element.options), ...list(element.option_groups).flatMap((group) => list(group.options))].map(
    (option) => plain(option.text),
  );
