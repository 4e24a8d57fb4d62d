import { lintInput } from './lint-inputs.ts';
import { countCharacters, isObject, lintList, lintString, lintText, onlyKeys } from './lint-parts.ts';
import type { Json } from './world.ts';

/**
 * What Slack's Block Kit refuses, written from its reference alone and not from the renderer's table, so that each
 * checks the other. Returns the reasons; none means that Slack would take it.
 */
export function lintBlocks(blocks: unknown, surface: 'message' | 'modal' | 'home'): string[] {
  if (!Array.isArray(blocks)) return ['blocks: must be a list'];
  const problems: string[] = [];
  const most = surface === 'message' ? 50 : 100;
  if (blocks.length < 1 || blocks.length > most) problems.push(`blocks: 1 to ${most}, not ${blocks.length}`);
  const ids = new Set<unknown>();
  for (const [i, block] of blocks.entries()) {
    const where = `blocks/${i}`;
    problems.push(...lintBlock(block, where, surface));
    const id = (block as Json | null)?.block_id;
    if (id !== undefined && ids.has(id)) problems.push(`${where}: block_id ${String(id)} is there twice`);
    ids.add(id);
  }
  const total = surface === 'message' ? countCharacters(blocks) : 0;
  if (total > 13_000) problems.push(`msg_blocks_too_long: ${total} characters`);
  return problems;
}

export function lintView(view: unknown): string[] {
  if (!isObject(view)) return ['view: must be an object'];
  const surface = view.type === 'home' ? 'home' : 'modal';
  const keys = ['type', 'blocks', 'private_metadata', 'callback_id', 'external_id'];
  const modalKeys = ['title', 'close', 'submit', 'clear_on_close', 'notify_on_close'];
  const problems = onlyKeys(view, surface === 'home' ? keys : [...keys, ...modalKeys], 'view');
  if (view.type !== 'home' && view.type !== 'modal') problems.push(`view/type: ${String(view.type)}`);
  problems.push(...lintBlocks(view.blocks, surface));
  problems.push(...lintString(view.private_metadata, 'view/private_metadata', 0, 3_000, true));
  problems.push(...lintString(view.callback_id, 'view/callback_id', 1, 255, true));
  if (surface === 'home') return problems;
  problems.push(...lintText(view.title, 'view/title', 24, 'plain_text'));
  if (view.submit !== undefined) problems.push(...lintText(view.submit, 'view/submit', 24, 'plain_text'));
  if (view.close !== undefined) problems.push(...lintText(view.close, 'view/close', 24, 'plain_text'));
  const hasInput =
    Array.isArray(view.blocks) && view.blocks.some((block) => isObject(block) && block.type === 'input');
  if (hasInput && view.submit === undefined) problems.push('view/submit: required, as there is an input');
  return problems;
}

function lintBlock(block: unknown, where: string, surface: string): string[] {
  if (!isObject(block)) return [`${where}: must be an object`];
  const own = lintString(block.block_id, `${where}/block_id`, 1, 255, true);
  const keys = (...more: string[]) => onlyKeys(block, ['type', 'block_id', ...more], where);
  switch (block.type) {
    case 'divider':
      return [...own, ...keys()];
    case 'header':
      return [...own, ...keys('text'), ...lintText(block.text, `${where}/text`, 150, 'plain_text')];
    case 'section':
      return [...own, ...keys('text', 'fields', 'accessory', 'expand'), ...lintSection(block, where)];
    case 'context':
      return [
        ...own,
        ...keys('elements'),
        ...lintList(block.elements, `${where}/elements`, 1, 10, (element, at) =>
          lintText(element, at, 3_000),
        ),
      ];
    case 'actions':
      return [...own, ...keys('elements'), ...lintActions(block.elements, `${where}/elements`)];
    case 'rich_text':
      return [...own, ...keys('elements'), ...lintRichText(block.elements, `${where}/elements`)];
    case 'input':
      if (surface !== 'modal') return [`${where}: an input belongs in a modal`];
      return [
        ...own,
        ...keys('label', 'hint', 'optional', 'element', 'dispatch_action'),
        ...lintInput(block, where),
      ];
    default:
      return [`${where}/type: unsupported type ${String(block.type)}`];
  }
}

function lintSection(block: Json, where: string): string[] {
  const problems: string[] = [];
  if (block.text === undefined && block.fields === undefined) problems.push(`${where}: needs text or fields`);
  if (block.text !== undefined) problems.push(...lintText(block.text, `${where}/text`, 3_000));
  if (block.fields !== undefined) {
    problems.push(
      ...lintList(block.fields, `${where}/fields`, 1, 10, (field, at) => lintText(field, at, 2_000)),
    );
  }
  if (block.accessory !== undefined) problems.push(...lintButton(block.accessory, `${where}/accessory`));
  return problems;
}

function lintActions(elements: unknown, where: string): string[] {
  const problems = lintList(elements, where, 1, 25, lintButton);
  const ids = Array.isArray(elements)
    ? elements.map((element) => (isObject(element) ? element.action_id : undefined))
    : [];
  if (new Set(ids).size < ids.length) problems.push(`${where}: action_id twice in one block`);
  return problems;
}

function lintButton(button: unknown, where: string): string[] {
  if (!isObject(button) || button.type !== 'button') return [`${where}: must be a button`];
  const known = ['type', 'text', 'action_id', 'url', 'value', 'style', 'confirm', 'accessibility_label'];
  const problems = onlyKeys(button, known, where);
  problems.push(...lintText(button.text, `${where}/text`, 75, 'plain_text'));
  problems.push(...lintString(button.action_id, `${where}/action_id`, 1, 255));
  problems.push(...lintString(button.value, `${where}/value`, 1, 2_000, true));
  if (button.style !== undefined && button.style !== 'primary' && button.style !== 'danger') {
    problems.push(`${where}/style: ${String(button.style)}`);
  }
  return problems;
}

const richElements: Record<string, string[]> = {
  text: ['text', 'style'],
  link: ['url', 'text', 'style', 'unsafe'],
  user: ['user_id', 'style'],
  date: ['timestamp', 'format', 'fallback', 'url', 'style'],
  emoji: ['name', 'unicode'],
};

function lintRichText(elements: unknown, where: string): string[] {
  return lintList(elements, where, 1, 100, (sectionOf, at) => {
    if (!isObject(sectionOf) || sectionOf.type !== 'rich_text_section')
      return [`${at}: must be a rich_text_section`];
    return lintList(sectionOf.elements, `${at}/elements`, 1, 1_000, (element, deep) => {
      const known = isObject(element) ? richElements[String(element.type)] : undefined;
      if (!isObject(element) || !known) return [`${deep}: unknown element`];
      const problems = onlyKeys(element, ['type', ...known], deep);
      if (element.type === 'text') problems.push(...lintString(element.text, `${deep}/text`, 1, 3_000));
      if (element.type === 'date' && !Number.isInteger(element.timestamp))
        problems.push(`${deep}/timestamp: whole seconds`);
      if (element.type === 'user') problems.push(...lintString(element.user_id, `${deep}/user_id`, 1, 50));
      if (element.type === 'link') problems.push(...lintString(element.url, `${deep}/url`, 1, 3_000));
      return problems;
    });
  });
}
