import { optionsIn } from './lint-inputs.ts';
import type { Account, Json, OpenView, World } from './world.ts';

/** Blocks as the words that one person sees, top to bottom. */
export function screenOf(world: World, blocks: readonly Json[], viewer: string, view?: OpenView): string {
  return blocks
    .map((block) => wordsOfBlock(world, block, viewer, view))
    .filter((words) => words !== '')
    .join('\n');
}

function wordsOfBlock(world: World, block: Json, viewer: string, view?: OpenView): string {
  const text = (object: unknown) => wordsOfText(world, object as Json | undefined, viewer);
  switch (block.type) {
    case 'header':
      return text(block.text);
    case 'section': {
      const fields = ((block.fields as Json[] | undefined) ?? []).map(text);
      const button = block.accessory as Json | undefined;
      return [text(block.text), ...fields, button ? `[${text(button.text)}]` : '']
        .filter((words) => words !== '')
        .join('\n');
    }
    case 'context':
      return (block.elements as Json[]).map(text).join(' ');
    case 'actions':
      return (block.elements as Json[]).map((element) => `[${text(element.text)}]`).join(' ');
    case 'rich_text':
      return (block.elements as Json[])
        .flatMap((part) => (part.elements as Json[]).map((e) => richWords(world, e, viewer)))
        .join('');
    case 'input': {
      const typed = view ? typedWords(view, block) : '';
      const error = view?.errors[String(block.block_id)];
      const lines = [
        `${text(block.label)}: ${typed === '' ? '____' : typed}`,
        text(block.hint),
        error ? `! ${error}` : '',
      ];
      return lines.filter((line) => line !== '').join('\n');
    }
    default:
      return '';
  }
}

function typedWords(view: OpenView, block: Json): string {
  const typed = typedIn(view, block);
  return typeof typed === 'string' ? typed : typed.join(', ');
}

/** What an input holds, in the words that its person sees. */
export function typedIn(view: OpenView, block: Json): string | readonly string[] {
  const element = block.element as Json;
  const value = view.state[String(block.block_id)]?.[String(element.action_id)] ?? {};
  const chosen = [
    value.selected_option,
    ...((value.selected_options as unknown[] | undefined) ?? []),
  ] as (Json | null)[];
  const labels = chosen.flatMap((option) => (option ? [String((option.text as Json).text)] : []));
  const plain = value.value ?? value.selected_date ?? value.selected_time;
  if (plain) return String(plain);
  return element.type === 'multi_static_select' ? labels : (labels[0] ?? '');
}

export function wordsOfText(world: World, object: Json | undefined, viewer: string): string {
  if (!object) return '';
  const text = String(object.text);
  return object.type === 'mrkdwn' ? mrkdwnWords(world, text, viewer) : text;
}

/** mrkdwn as Slack's client shows it: styles vanish, references become names, and a forgotten escape pings somebody. */
export function mrkdwnWords(world: World, text: string, viewer: string): string {
  const styled = text
    .replace(/(^|[\s(])([*_~`])(\S(?:[^\n]*?\S)?)\2(?=$|[\s.,;:!?)])/gm, '$1$3')
    .replace(/:([\w+'-]+):/g, '(emoji $1)')
    .replace(/^&gt; ?/gm, '| ');
  return unescapeWords(styled.replace(/<([^<>]+)>/g, (_, inner: string) => reference(world, inner, viewer)));
}

export const unescapeWords = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

function reference(world: World, inner: string, viewer: string): string {
  const [target = '', label] = inner.split('|');
  if (target.startsWith('@')) return `@${nameOf(world, target.slice(1))}`;
  if (target.startsWith('!date^')) {
    const [, timestamp, format] = target.split('^');
    return dateWords(Number(timestamp), format ?? '', zoneOf(world, viewer));
  }
  if (target.startsWith('!')) {
    world.refusals.push(`a message pinged ${target}`);
    return `@${target.slice(1)}`;
  }
  return label ?? target;
}

function richWords(world: World, element: Json, viewer: string): string {
  if (element.type === 'user') return `@${nameOf(world, String(element.user_id))}`;
  if (element.type === 'date')
    return dateWords(Number(element.timestamp), String(element.format), zoneOf(world, viewer));
  return String(element.text ?? element.url ?? '');
}

function nameOf(world: World, user: string): string {
  const name = user === world.botUser ? 'Alongside' : world.accounts.get(user)?.name;
  if (name === undefined) world.refusals.push(`a message mentions ${user}, whom nobody knows`);
  return name ?? user;
}

const zoneOf = (world: World, viewer: string) => world.accounts.get(viewer)?.timeZone ?? 'Europe/London';

function dateWords(timestamp: number, format: string, timeZone: Account['timeZone']): string {
  const at = new Date(timestamp * 1_000);
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(at);
  const day = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  }).format(at);
  return format.replace('{time}', time).replace(/\{date\w*\}/g, day);
}

export interface ShownButton {
  label: string;
  element: Json;
  blockId: string;
}

export function buttonsIn(blocks: readonly Json[]): ShownButton[] {
  return blocks.flatMap((block) => {
    const elements =
      block.type === 'actions'
        ? (block.elements as Json[])
        : block.accessory
          ? [block.accessory as Json]
          : [];
    return elements
      .filter((element) => element.type === 'button')
      .map((element) => ({
        label: String((element.text as Json).text),
        element,
        blockId: String(block.block_id),
      }));
  });
}

export const inputsIn = (view: OpenView): Json[] =>
  (view.view.blocks as Json[]).filter((block) => block.type === 'input');
export const labelOf = (block: Json): string => String((block.label as Json).text);

/** An option by its label, the way a person picks it. */
export function optionBy(element: Json, label: string): Json | undefined {
  return optionsIn(element).find((option) => String((option.text as Json).text) === label);
}
