import type { Json } from '../../window.ts';
import { h } from './dom.ts';

/** Where a press goes: the nth button of this place. */
export type Press = (button: number, label: string) => void;

export const list = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : []);
export const plain = (value: unknown): string => String((value as Json | undefined)?.text ?? '');
const readable = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** Only these leave the page, and never with a way back to it. */
function link(url: string, text: string): Node {
  if (!/^(https?|mailto|tel):/i.test(url)) return document.createTextNode(text);
  return h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, text);
}

/** Slack's mrkdwn as far as the bot writes it: bold and links; names and moments came as words. */
function mrkdwn(text: string): Node[] {
  const nodes: Node[] = [];
  let end = 0;
  for (const found of text.matchAll(
    /<([^<>|]+)(?:\|([^<>]*))?>|(?<=^|[\s(])\*(\S(?:[^\n*]*\S)?)\*(?=$|[\s.,;:!?)])/gm,
  )) {
    nodes.push(document.createTextNode(readable(text.slice(end, found.index))));
    const [all, url, label, strong] = found;
    nodes.push(
      strong !== undefined
        ? h('strong', readable(strong))
        : link(readable(url ?? ''), readable(label ?? url ?? '')),
    );
    end = found.index + all.length;
  }
  return [...nodes, document.createTextNode(readable(text.slice(end)))];
}

const text = (object: unknown): Node[] =>
  (object as Json | undefined)?.type === 'mrkdwn'
    ? mrkdwn(plain(object))
    : [document.createTextNode(plain(object))];

function rich(element: Json): Node {
  if (element.type === 'link') return link(String(element.url), String(element.text ?? element.url));
  const words = String(element.text ?? '');
  const isBold = (element.style as Json | undefined)?.bold === true;
  return isBold ? h('strong', words) : document.createTextNode(words);
}

/** Blocks as Slack shows them. Inputs are drawn by `drawModal`. */
export function drawBlocks(blocks: readonly Json[], press: Press): HTMLElement[] {
  let buttons = 0;
  const draw = (element: Json): HTMLElement => {
    const [at, label] = [buttons++, plain(element.text)];
    const style = element.style ? `.${String(element.style)}` : '';
    const about = { type: 'button', 'data-key': `${at} ${label}`, click: () => press(at, label) };
    return h(`button.slack-button${style}`, about, label);
  };
  return blocks.flatMap((block) => {
    switch (block.type) {
      case 'header':
        return [h('h3', plain(block.text))];
      case 'divider':
        return [h('hr')];
      case 'context':
        return [h('p.context', ...list(block.elements).flatMap(text))];
      case 'rich_text':
        return list(block.elements).map((part) => h('p', ...list(part.elements).map(rich)));
      case 'actions':
        return [h('div.actions', ...list(block.elements).map(draw))];
      case 'section': {
        const words = h('div.words');
        if (block.text) words.append(h('p', ...text(block.text)));
        if (block.fields)
          words.append(h('div.fields', ...list(block.fields).map((field) => h('p', ...text(field)))));
        const accessory = block.accessory as Json | undefined;
        return [h('div.section', words, accessory && draw(accessory))];
      }
      default:
        return [];
    }
  });
}
