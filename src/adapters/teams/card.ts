import type { Block, Button, Card } from '../../chat/message.ts';
import { bold, type Text } from '../../chat/message.ts';
import { limits } from './limits.ts';
import { drawText, type Element, escapeMarkdown, inlinesOf, type Reader } from './text.ts';

/** How a button is drawn: on a card it is an Action.Execute, in a dialog an Action.Submit. */
export type DrawButton = (button: Button) => Element;

export function adaptiveCard(body: readonly Element[], actions: readonly Element[], reader: Reader): Element {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    body,
    ...(actions.length > 0 && { actions }),
    msteams: { width: 'Full', ...(reader.mentions.length > 0 && { entities: reader.mentions }) },
  };
}

/** Buttons beneath the card; more than Teams shows in one row go into rows of their own, in order. */
export function drawCard(card: Card, timeZone: string | undefined, draw: DrawButton): Element {
  const { beneath, rows } = placeActions(card.actions ?? [], draw);
  return fitBlocks(card.body, (blocks) => {
    const reader: Reader = { timeZone, mentions: [] };
    const body = [...drawTitle(card.title), ...drawBlocks(blocks, reader, draw), ...rows];
    return adaptiveCard(body, beneath, reader);
  });
}

function placeActions(buttons: readonly Button[], draw: DrawButton) {
  return buttons.length <= limits.actions
    ? { beneath: buttons.map(draw), rows: [] }
    : { beneath: [], rows: drawRows(buttons, draw) };
}

export function drawRows(buttons: readonly Button[], draw: DrawButton): Element[] {
  const rows: Element[] = [];
  for (let at = 0; at < buttons.length; at += limits.actions)
    rows.push({ type: 'ActionSet', actions: buttons.slice(at, at + limits.actions).map(draw) });
  return rows;
}

/** A heading is announced by screen readers, but it reads Markdown: a title that would be changed by it is drawn in runs. */
export function drawTitle(title: string): Element[] {
  const look = { size: 'large', weight: 'bolder' };
  return title !== '' && escapeMarkdown(title, true) === title && !/[\r\n]/.test(title)
    ? [{ type: 'TextBlock', style: 'heading', wrap: true, ...look, text: title }]
    : drawText(title, { mentions: [] }, look);
}

export function drawBlocks(blocks: readonly Block[], reader: Reader, draw: DrawButton): Element[] {
  let separator = false;
  return blocks.flatMap((block) => {
    if (block.type === 'divider') {
      separator = true;
      return [];
    }
    const [first, ...rest] = drawBlock(block, reader, draw);
    if (first === undefined) return [];
    const lined = separator ? { ...first, separator: true, spacing: 'medium' } : first;
    separator = false;
    return [lined, ...rest];
  });
}

function drawBlock(block: Exclude<Block, { type: 'divider' }>, reader: Reader, draw: DrawButton): Element[] {
  switch (block.type) {
    case 'text':
      return drawText(block.text, reader, block.style === 'muted' ? muted : {});
    case 'fields':
      return block.fields.flatMap(({ label, value }) => drawText(named(label, value), reader));
    case 'row':
      return [...drawText(block.text, reader), ...drawRows(block.actions, draw)];
  }
}

export const muted = { isSubtle: true, size: 'small' };

/** Not a FactSet: its values read Markdown, and on a phone its columns squeeze the words. */
const named = (label: string, value: Text): Text => [bold(`${label}: `), ...inlinesOf(value)];

/** For the line that says how much was left out. */
const roomForRest = 200;

export const fits = (card: Element, spare = 0) => JSON.stringify(card).length <= limits.card - spare;

/** As many blocks as fit; what is left out is counted on the card. */
export function fitBlocks(blocks: readonly Block[], build: (blocks: readonly Block[]) => Element): Element {
  const whole = build(blocks);
  if (fits(whole)) return whole;
  let [kept, tooMany] = [0, blocks.length];
  while (tooMany - kept > 1) {
    const middle = (kept + tooMany) >> 1;
    if (fits(build(blocks.slice(0, middle)), roomForRest)) kept = middle;
    else tooMany = middle;
  }
  const rest: Block = { type: 'text', text: `… and ${blocks.length - kept} more`, style: 'muted' };
  return build([...blocks.slice(0, kept), rest]);
}
