import type { Field, Form, Option } from './form.ts';
import type { Block, Button, Inline, Text } from './message.ts';

/**
 * A form travels in its own submit button, so that a refused one can be drawn again: nothing is kept here to lose.
 * It comes back from somebody's client, so every piece is looked at; what is not a form is `undefined`.
 */
export function readForm(value: unknown): Form | undefined {
  if (!isRecord(value) || typeof value.title !== 'string' || !Array.isArray(value.fields)) return undefined;
  const fields = value.fields.flatMap((field) => readField(field) ?? []);
  const body = listOf(value.body, readBlock);
  if (fields.length !== value.fields.length) return undefined;
  return {
    title: value.title,
    fields,
    ...(body.length > 0 && { body }),
    ...optional(value, 'route'),
    ...optional(value, 'state'),
    ...optional(value, 'submit'),
    ...(value.private === true && { private: true }),
  };
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function readField(value: unknown): Field | undefined {
  if (!isRecord(value) || typeof value.id !== 'string' || typeof value.label !== 'string') return undefined;
  const about = {
    id: value.id,
    label: value.label,
    ...optional(value, 'hint'),
    ...(value.optional === true && { optional: true as const }),
  };
  const { type } = value;
  switch (type) {
    case 'text':
      return {
        ...about,
        type,
        ...optional(value, 'initial'),
        ...(value.multiline === true && { multiline: true }),
        ...(typeof value.maxLength === 'number' && { maxLength: value.maxLength }),
      };
    case 'select':
      return { ...about, type, ...optional(value, 'initial'), options: listOf(value.options, readOption) };
    case 'multiselect': {
      const initial = listOf(value.initial, readString);
      return {
        ...about,
        type,
        options: listOf(value.options, readOption),
        ...(initial.length > 0 && { initial }),
      };
    }
    case 'date':
    case 'time':
      return { ...about, type, ...optional(value, 'initial') };
    case 'member': {
      const initial = readOption(value.initial);
      return { ...about, type, ...(initial && { initial }) };
    }
    default:
      return undefined;
  }
}

function readOption(value: unknown): Option | undefined {
  if (!isRecord(value) || typeof value.value !== 'string' || typeof value.label !== 'string')
    return undefined;
  return { value: value.value, label: value.label };
}

function readBlock(value: unknown): Block | undefined {
  if (!isRecord(value)) return undefined;
  switch (value.type) {
    case 'divider':
      return { type: 'divider' };
    case 'text':
      return { type: 'text', text: readText(value.text), ...(value.style === 'muted' && { style: 'muted' }) };
    case 'row':
      return { type: 'row', text: readText(value.text), actions: listOf(value.actions, readButton) };
    case 'fields':
      return {
        type: 'fields',
        fields: listOf(value.fields, (field) =>
          isRecord(field) && typeof field.label === 'string'
            ? { label: field.label, value: readText(field.value) }
            : undefined,
        ),
      };
    default:
      return undefined;
  }
}

function readText(value: unknown): Text {
  return listOf(Array.isArray(value) ? value : [value], readInline);
}

function readInline(value: unknown): Inline | undefined {
  if (typeof value === 'string') return value;
  if (!isRecord(value)) return undefined;
  const { type, text, url, name, at } = value;
  if (type === 'bold' && typeof text === 'string') return { type, text };
  if (type === 'link' && typeof text === 'string' && typeof url === 'string') return { type, text, url };
  if (type === 'mention' && typeof name === 'string') return name;
  if (type === 'time' && typeof at === 'string' && !Number.isNaN(Date.parse(at)))
    return { type, at, style: value.style === 'time' ? 'time' : 'datetime' };
  return undefined;
}

function readButton(value: unknown): Button | undefined {
  if (!isRecord(value)) return undefined;
  const { route, value: input, label, style } = value;
  if (typeof route !== 'string' || typeof input !== 'string' || typeof label !== 'string') return undefined;
  return {
    route,
    value: input,
    label,
    ...((style === 'primary' || style === 'danger') && { style }),
    ...(value.opensForm === true && { opensForm: true }),
  };
}

const readString = (value: unknown) => (typeof value === 'string' ? value : undefined);

export function listOf<T>(value: unknown, read: (item: unknown) => T | undefined): T[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item) => {
    const piece = read(item);
    return piece === undefined ? [] : [piece];
  });
}

function optional<K extends string>(value: Record<string, unknown>, key: K): { [P in K]?: string } {
  const found = value[key];
  return (typeof found === 'string' ? { [key]: found } : {}) as { [P in K]?: string };
}
