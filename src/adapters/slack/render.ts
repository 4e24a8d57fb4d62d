import type { HomeView, KnownBlock } from '@slack/types';
import type { Block, Card, Inline, Message } from '../../chat/message.ts';
import { bold } from '../../chat/message.ts';
import { fitBlocks, type Group, inLots } from './fit.ts';
import { lengthOf, limits, shorten } from './limits.ts';
import { actionBlocks, buttonElement, fullLabels, renderButtons } from './render-buttons.ts';
import { escapeText, plain, richText, splitText, textObject } from './render-text.ts';

export interface RenderedMessage {
  text: string;
  blocks: KnownBlock[];
}

export function renderMessage(message: Message): RenderedMessage {
  const card = message.card;
  const [body, tail] = card
    ? [renderTop(card), renderButtons(card.actions ?? [])]
    : [renderWords(message.text), []];
  return { text: fallbackText(message.text), blocks: orFiller(fitBlocks(body, tail, limits.messageBlocks)) };
}

export function renderHome(message: Message): HomeView {
  const card = message.card ?? { title: '', body: [{ type: 'text', text: message.text }] };
  return {
    type: 'home',
    blocks: orFiller(fitBlocks(renderTop(card), renderButtons(card.actions ?? []), limits.viewBlocks)),
  };
}

/** Slack refuses a view without blocks, and a message without words. */
export const orFiller = (blocks: KnownBlock[]): KnownBlock[] =>
  blocks.length > 0 ? blocks : [section(['…'])];

function renderTop(card: Card): Group[] {
  return [...renderTitle(card.title), ...renderBody(card.body)];
}

export function renderTitle(title: string): Group[] {
  if (title.trim() === '') return [];
  if (lengthOf(title) <= limits.header) return [[{ type: 'header', text: plain(title) }]];
  return splitText(bold(title)).map((piece) => [section(piece)]);
}

export function renderBody(blocks: readonly Block[]): Group[] {
  return blocks.flatMap(renderBlock);
}

function renderBlock(block: Block): Group[] {
  switch (block.type) {
    case 'text':
      return splitText(block.text).map((piece) => [
        block.style === 'muted' ? context(piece) : section(piece),
      ]);
    case 'fields':
      return renderFields(block.fields);
    case 'row':
      return renderRow(block);
    case 'divider':
      return [[{ type: 'divider' }]];
  }
}

const renderWords = (text: string): Group[] => splitText(text).map((piece) => [section(piece)]);

export function section(piece: readonly Inline[]): KnownBlock {
  const text = textObject(piece);
  return text ? { type: 'section', text } : richText(piece);
}

export function context(piece: readonly Inline[]): KnownBlock {
  const text = textObject(piece);
  return text ? { type: 'context', elements: [text] } : richText(piece);
}

/** Two columns where every field fits there and is free of markup; else a line each. */
function renderFields(fields: (Block & { type: 'fields' })['fields']): Group[] {
  const lines = fields.map(({ label, value }) => [
    ...(label.trim() === '' ? [] : [bold(label.trim()), '\n']),
    ...(Array.isArray(value) ? value : [value]),
  ]);
  const objects = lines.map((line) => {
    const [only, ...more] = splitText(line, limits.field);
    return only === undefined || more.length > 0 ? undefined : textObject(only);
  });
  const fitting = objects.filter((object) => object !== undefined);
  if (fitting.length < objects.length)
    return lines.flatMap((line) => splitText(line).map((piece) => [section(piece)]));
  return inLots(fitting, limits.fields).map((lot) => [{ type: 'section', fields: lot }]);
}

/** One button stands beside its words; several stand below. */
function renderRow(row: Block & { type: 'row' }): Group[] {
  const pieces = splitText(row.text);
  const last = pieces.pop();
  const buttons = row.actions.map(buttonElement);
  const notes = fullLabels(row.actions);
  const text = last && textObject(last);
  const [only, ...others] = buttons;
  const before: Group[] = pieces.map((piece) => [section(piece)]);
  if (text && only && others.length === 0) {
    return [...before, [...notes, { type: 'section', text, accessory: only }]];
  }
  return [...before, [...(last ? [section(last)] : []), ...notes, ...actionBlocks(buttons)]];
}

/** Screen readers read nothing else, so it is as long as Slack lets it be. */
function fallbackText(text: string): string {
  const words = escapeText(text.trim() === '' ? '…' : text);
  if (lengthOf(words) <= limits.fallback) return words;
  const more = '… (the message goes on: open it to read the rest)';
  // Cutting after escaping could halve an entity; a little room is left so that it cannot.
  return `${shorten(words, limits.fallback - lengthOf(more) - 1).replace(/&[a-z]*…?$/, '')} ${more}`;
}
