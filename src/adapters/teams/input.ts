import type { Field, Option } from '../../chat/form.ts';
import { muted } from './card.ts';
import { drawText, type Element } from './text.ts';

/** What to mend in a form, and what was typed into it. */
export interface Fixes {
  fields: Readonly<Record<string, string>>;
  form?: string | undefined;
  typed: Readonly<Record<string, string | readonly string[]>>;
  /** The names of the members that were chosen, by field. */
  names: Readonly<Record<string, string>>;
}

export function drawField(field: Field, route: string, fixes: Fixes | undefined): Element[] {
  const problem = fixes?.fields[field.id];
  return [
    drawInput(field, route, fixes),
    ...(problem ? drawProblem(problem) : []),
    ...(field.hint ? drawText(field.hint, { mentions: [] }, muted) : []),
  ];
}

export const drawProblem = (words: string) =>
  drawText(words, { mentions: [] }, { color: 'attention', weight: 'bolder' });

/** Inputs share one flat object with the button's own data: the prefix keeps a field called `route` apart. */
export const inputPrefix = 'field_';
const dataset = (route: string, id: string) => `${route}/${id}`;

function drawInput(field: Field, route: string, fixes: Fixes | undefined): Element {
  const typed = fixes?.typed[field.id];
  const about = {
    id: `${inputPrefix}${field.id}`,
    label: `${field.label}${field.optional ? ' (optional)' : ''}`,
  };
  if (field.type === 'member') {
    const name = fixes?.names[field.id];
    const again = typeof typed === 'string' && name !== undefined ? { value: typed, label: name } : undefined;
    return drawMember(about, dataset(route, field.id), fixes ? again : field.initial);
  }
  const value = fixes ? typed : field.initial;
  const filled = value === undefined ? {} : { value: typeof value === 'string' ? value : value.join(',') };
  switch (field.type) {
    case 'text':
      return {
        type: 'Input.Text',
        ...about,
        ...filled,
        ...(field.multiline && { isMultiline: true }),
        ...(field.maxLength !== undefined && { maxLength: field.maxLength }),
      };
    case 'date':
      return { type: 'Input.Date', ...about, ...filled };
    case 'time':
      return { type: 'Input.Time', ...about, ...filled };
    case 'select':
    case 'multiselect':
      return drawChoices(field, about, filled);
  }
}

function drawChoices(
  field: Extract<Field, { type: 'select' | 'multiselect' }>,
  about: { id: string; label: string },
  filled: Element,
): Element {
  if (field.options.length === 0)
    return {
      type: 'RichTextBlock',
      inlines: [{ type: 'TextRun', text: `${about.label}: nothing to choose from` }],
    };
  const several = field.type === 'multiselect';
  return {
    type: 'Input.ChoiceSet',
    ...about,
    ...filled,
    choices: field.options.map(({ value, label }) => ({ title: label || value, value })),
    ...(several
      ? { style: 'expanded', isMultiSelect: true }
      : { style: 'compact', placeholder: 'Choose one' }),
  };
}

/** Who is chosen is the one choice that the card knows itself; all others it asks for. */
function drawMember(about: Element, from: string, member: Option | undefined): Element {
  const chosen = member && packMember(member.value, member.label);
  return {
    type: 'Input.ChoiceSet',
    ...about,
    style: 'filtered',
    placeholder: 'Type a name',
    choices: chosen === undefined ? [] : [{ title: member?.label, value: chosen }],
    ...(chosen !== undefined && { value: chosen }),
    'choices.data': { type: 'Data.Query', dataset: from },
  };
}

/** A chosen member's name travels with the value: a refused form could not show it otherwise. */
export const packMember = (value: string, name: string) => `${encodeURIComponent(value)} ${name}`;

export function unpackMember(packed: string): { value: string; name: string } {
  const at = packed.indexOf(' ');
  if (at < 0) return { value: packed, name: packed };
  try {
    return { value: decodeURIComponent(packed.slice(0, at)), name: packed.slice(at + 1) };
  } catch {
    return { value: packed, name: packed };
  }
}

export function readDataset(text: string): { route: string; field: string } {
  const at = text.lastIndexOf('/');
  return { route: text.slice(0, Math.max(0, at)), field: text.slice(at + 1) };
}
