import { isObject, lintList, lintString, lintText, onlyKeys } from './lint-parts.ts';
import type { Json } from './world.ts';

export function lintInput(block: Json, where: string): string[] {
  const problems = lintText(block.label, `${where}/label`, 2_000, 'plain_text');
  if (block.hint !== undefined) problems.push(...lintText(block.hint, `${where}/hint`, 2_000, 'plain_text'));
  if (block.block_id === undefined) problems.push(`${where}: an input that we read needs a block_id`);
  return [...problems, ...lintElement(block.element, `${where}/element`)];
}

const elementKeys: Record<string, string[]> = {
  plain_text_input: [
    'multiline',
    'max_length',
    'min_length',
    'initial_value',
    'placeholder',
    'focus_on_load',
  ],
  static_select: ['options', 'option_groups', 'initial_option', 'placeholder', 'focus_on_load'],
  multi_static_select: [
    'options',
    'option_groups',
    'initial_options',
    'placeholder',
    'max_selected_items',
    'focus_on_load',
  ],
  external_select: ['initial_option', 'min_query_length', 'placeholder', 'focus_on_load'],
  datepicker: ['initial_date', 'placeholder', 'focus_on_load'],
  timepicker: ['initial_time', 'placeholder', 'timezone', 'focus_on_load'],
};

function lintElement(element: unknown, where: string): string[] {
  const known = isObject(element) ? elementKeys[String(element.type)] : undefined;
  if (!isObject(element) || !known) return [`${where}: unknown input`];
  const problems = onlyKeys(element, ['type', 'action_id', ...known], where);
  problems.push(...lintString(element.action_id, `${where}/action_id`, 1, 255));
  if (element.placeholder !== undefined)
    problems.push(...lintText(element.placeholder, `${where}/placeholder`, 150, 'plain_text'));
  if (element.type === 'plain_text_input') {
    const most = element.max_length === undefined ? 3_000 : Number(element.max_length);
    if (!Number.isInteger(most) || most < 1 || most > 3_000) problems.push(`${where}/max_length: 1 to 3000`);
    problems.push(...lintString(element.initial_value, `${where}/initial_value`, 0, most, true));
  }
  if (element.type === 'datepicker' && !matches(element.initial_date, /^\d{4}-\d\d-\d\d$/))
    problems.push(`${where}/initial_date`);
  if (element.type === 'timepicker' && !matches(element.initial_time, /^\d\d:\d\d$/))
    problems.push(`${where}/initial_time`);
  if (String(element.type).endsWith('static_select')) problems.push(...lintSelect(element, where));
  return problems;
}

const matches = (value: unknown, pattern: RegExp) => value === undefined || pattern.test(String(value));

function lintSelect(element: Json, where: string): string[] {
  const problems: string[] = [];
  if ((element.options === undefined) === (element.option_groups === undefined))
    problems.push(`${where}: options or option_groups`);
  if (element.options !== undefined) problems.push(...lintOptions(element.options, `${where}/options`));
  if (element.option_groups !== undefined) {
    const lintGroup = (group: unknown, at: string) =>
      isObject(group)
        ? [
            ...lintText(group.label, `${at}/label`, 75, 'plain_text'),
            ...lintOptions(group.options, `${at}/options`),
          ]
        : [`${at}: must be an object`];
    problems.push(...lintList(element.option_groups, `${where}/option_groups`, 1, 100, lintGroup));
  }
  const offered = new Set(optionsIn(element).map((option) => JSON.stringify(option)));
  const initial = [element.initial_option, ...((element.initial_options as unknown[] | undefined) ?? [])];
  for (const option of initial) {
    // What an external select offers is not known before it is asked.
    if (element.type === 'external_select') problems.push(...lintOptions(option ? [option] : [], where, 0));
    else if (option !== undefined && !offered.has(JSON.stringify(option)))
      problems.push(`${where}: the initial option is not among the options`);
  }
  return problems;
}

export function optionsIn(element: Json): Json[] {
  const groups = (element.option_groups as Json[] | undefined) ?? [];
  return [
    ...((element.options as Json[] | undefined) ?? []),
    ...groups.flatMap((group) => group.options as Json[]),
  ];
}

export function lintOptions(options: unknown, where: string, least = 1): string[] {
  return lintList(options, where, least, 100, (option, at) => {
    if (!isObject(option)) return [`${at}: must be an object`];
    return [
      ...onlyKeys(option, ['text', 'value', 'description'], at),
      ...lintText(option.text, `${at}/text`, 75),
      ...lintString(option.value, `${at}/value`, 1, 75),
    ];
  });
}
