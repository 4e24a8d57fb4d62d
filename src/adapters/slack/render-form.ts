import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import type { Field, Form, Option } from '../../chat/form.ts';
import type { Message } from '../../chat/message.ts';
import { fitBlocks, type Group, inLots } from './fit.ts';
import { lengthOf, limits, shorten } from './limits.ts';
import { type Memo, packMemo } from './memo.ts';
import { context, orFiller, renderBody, renderTitle } from './render.ts';
import { renderButtons } from './render-buttons.ts';
import { plain, splitText } from './render-text.ts';

/**
 * A form as a modal. `stamp` keeps what was typed into one form out of the next: Slack keeps the input of a field when
 * block_id and action_id stay the same.
 */
export function renderForm(form: Form, memo: Omit<Memo, 'state'>, stamp: string): ModalView {
  if (form.fields.length > 0 && (form.submit === undefined || form.route === undefined)) {
    throw new Error(
      `The form "${form.title}" has fields: it needs a submit label and a route. See form() in chat/route.ts.`,
    );
  }
  const inputs = form.fields.flatMap((field) => renderField(field, stamp));
  if (inputs.length > limits.viewBlocks - 10) {
    throw new Error(
      `The form "${form.title}" has ${form.fields.length} fields; Slack shows about 90. Make it several steps.`,
    );
  }
  const labels = form.submit === undefined ? [] : fullWords(form.submit, limits.viewTitle);
  return {
    type: 'modal',
    callback_id: form.route ?? 'reading',
    title: plain(shorten(form.title.trim() || 'Alongside', limits.viewTitle)),
    ...(form.submit !== undefined && { submit: plain(shorten(form.submit, limits.viewTitle)) }),
    close: plain(form.submit === undefined ? 'Close' : 'Cancel'),
    private_metadata: packMemo({ ...memo, ...(form.state !== undefined && { state: form.state }) }),
    blocks: orFiller([
      ...fitBlocks(
        [...longTitle(form.title), ...renderBody([...(form.above ?? []), ...(form.body ?? [])])],
        [],
        limits.viewBlocks - inputs.length - labels.length,
      ),
      ...inputs,
      ...labels,
    ]),
  };
}

/** Words that close a form: the answer stands where the person is looking, and in no chat. */
export function renderClosing(message: Message, memo: Omit<Memo, 'state'>): ModalView {
  const card = message.card ?? { title: '', body: [{ type: 'text' as const, text: message.text }] };
  return {
    type: 'modal',
    callback_id: 'reading',
    title: plain(isShort(card.title) ? card.title : 'Alongside'),
    close: plain('Close'),
    private_metadata: packMemo(memo),
    blocks: orFiller(
      fitBlocks(
        [...(isShort(card.title) ? [] : renderTitle(card.title)), ...renderBody(card.body)],
        renderButtons(card.actions ?? []),
        limits.viewBlocks,
      ),
    ),
  };
}

/** The field that an error belongs to, by its block_id. */
export const blockIdOf = (field: string, stamp: string) => `${field}#${stamp}`;
export const fieldOf = (blockId: string) =>
  blockId.slice(0, Math.max(blockId.lastIndexOf('#'), 0)) || blockId;

const isShort = (title: string) => title.trim() !== '' && lengthOf(title) <= limits.viewTitle;
const longTitle = (title: string): Group[] => (lengthOf(title) > limits.viewTitle ? renderTitle(title) : []);

function fullWords(text: string, limit: number): KnownBlock[] {
  return lengthOf(text) > limit ? splitText(text).map(context) : [];
}

function renderField(field: Field, stamp: string): KnownBlock[] {
  if ((field.type === 'select' || field.type === 'multiselect') && field.options.length === 0) {
    return [context([`${shorten(field.label, limits.inputLabel)}: there is nothing to choose yet`])];
  }
  const blockId = blockIdOf(field.id, stamp);
  if (lengthOf(blockId) > limits.id)
    throw new Error(`The field id ${field.id} is too long for Slack (${limits.id}).`);
  const hint = hintOf(field);
  const input: InputBlock = {
    type: 'input',
    block_id: blockId,
    label: plain(shorten(field.label.trim() || field.id, limits.inputLabel)),
    optional: field.optional === true,
    element: elementOf(field),
    ...(hint !== '' && { hint: plain(shorten(hint, limits.inputHint)) }),
  };
  const options =
    'options' in field ? field.options.flatMap(({ label }) => fullWords(label, limits.optionLabel)) : [];
  return [
    ...fullWords(field.label, limits.inputLabel),
    ...fullWords(hint, limits.inputHint),
    ...options,
    input,
  ];
}

function hintOf(field: Field): string {
  const hints = [field.hint ?? ''];
  if (field.type === 'text' && (field.maxLength ?? 0) > limits.inputLength)
    hints.push('At most 3,000 characters here.');
  if (field.type === 'text' && lengthOf(field.initial ?? '') > maxLengthOf(field)) {
    hints.push('What was here before is longer than fits: its end is missing.');
  }
  return hints.filter((hint) => hint !== '').join(' ');
}

const maxLengthOf = (field: Field & { type: 'text' }) =>
  Math.min(field.maxLength ?? limits.inputLength, limits.inputLength);

function elementOf(field: Field): InputBlock['element'] {
  const action_id = field.id;
  switch (field.type) {
    case 'text':
      return {
        type: 'plain_text_input',
        action_id,
        multiline: field.multiline === true,
        max_length: maxLengthOf(field),
        ...(field.initial && { initial_value: shorten(field.initial, maxLengthOf(field)) }),
      };
    case 'select': {
      const initial = field.options.find(({ value }) => value === field.initial);
      return {
        type: 'static_select',
        action_id,
        ...optionsOf(field.options),
        ...(initial && { initial_option: optionOf(initial) }),
      };
    }
    case 'multiselect': {
      const initial = field.options.filter(({ value }) => field.initial?.includes(value));
      return {
        type: 'multi_static_select',
        action_id,
        ...optionsOf(field.options),
        ...(initial.length > 0 && { initial_options: initial.map(optionOf) }),
      };
    }
    case 'date':
      return { type: 'datepicker', action_id, ...(field.initial && { initial_date: field.initial }) };
    case 'time':
      return { type: 'timepicker', action_id, ...(field.initial && { initial_time: field.initial }) };
    case 'member':
      return {
        type: 'external_select',
        action_id,
        min_query_length: 1,
        placeholder: plain('Type a name'),
        ...(field.initial && { initial_option: optionOf(field.initial) }),
      };
  }
}

export function optionOf(option: Option): PlainTextOption {
  if (lengthOf(option.value) > limits.optionValue) {
    throw new Error(
      `The option "${option.label}" has a value over ${limits.optionValue} characters. Carry an id.`,
    );
  }
  return {
    text: plain(shorten(option.label.trim() || option.value, limits.optionLabel)),
    value: option.value,
  };
}

function optionsOf(options: readonly Option[]) {
  if (options.length <= limits.options) return { options: options.map(optionOf) };
  const groups = inLots(options, limits.options);
  if (groups.length > limits.optionGroups) {
    throw new Error(
      `${options.length} options; Slack shows ${limits.options * limits.optionGroups}. Use a field of type member.`,
    );
  }
  return {
    option_groups: groups.map((group, i) => ({
      label: plain(`${i * limits.options + 1} to ${i * limits.options + group.length}`),
      options: group.map(optionOf),
    })),
  };
}
