import { parseAst } from 'vitest/node';
import { oneLine } from '../../src/text/normalise.ts';

/** Words that say what will be, what never will, who reads and how long it stays. */
const PROMISE = new RegExp(
  [
    String.raw`\b(nobody|no one|nothing|only|alone|never|always|whoever|until|as long as|at any time)\b`,
    // "Please keep this to 500 characters" asks; it promises nothing.
    String.raw`(?<!Please )\b(keep|keeps|kept|stays?)\b`,
    String.raw`\b(I’ll|I will|won’t|will not)\b`,
    String.raw`\b(deleted?|deletes|forgets?|forgotten|shredded|sealed|encrypted|anonymous(ly)?|private(ly)?)\b`,
    String.raw`\b(isn’t|aren’t|not) (shown|told|asked|sent|shared|counted)\b`,
    String.raw`\b(without (your|a|their|anybody’s) name|no name|unnamed)\b`,
    String.raw`\b(can’t|cannot|don’t|doesn’t) (see|read|know)\b`,
    String.raw`\b(within|in|after|for|by) (\{…\}|\d+|an?|one|two|three|seven|ten|fourteen|thirty)\W(minute|hour|day|week|month|year)s?\b`,
  ].join('|'),
  'i',
);

/** Statements for the database, patterns of words that may mean danger, and what is read by machines. */
const CODE = /\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\b|\\b|\(\?[:!]|-src '/;
const NOT_FOR_PEOPLE =
  /^(generated|playground|store)\/|^features\/\w+\/store(\/|\.ts$)|^(log|config|main|alongside|engine)\.ts$|^adapters\/(?!\w+\/words\.ts$)/;

/** The list in which a promise stands: one for each feature, and one for the house that they share. */
export const listOf = (file: string): string => /^features\/(\w+)\//.exec(file)?.[1] ?? 'house';

/** What promises something, by its list; each with the files that say it. */
export function findPromises(sources: ReadonlyMap<string, string>): Map<string, Map<string, string[]>> {
  const lists = new Map<string, Map<string, string[]>>();
  for (const [file, source] of sources) {
    if (NOT_FOR_PEOPLE.test(file)) continue;
    const list = lists.get(listOf(file)) ?? new Map<string, string[]>();
    lists.set(listOf(file), list);
    for (const words of wordsOf(source))
      if (PROMISE.test(words) && !CODE.test(words)) list.set(words, [...(list.get(words) ?? []), file]);
  }
  return lists;
}

/** The sentences in a file: literals of more than one word, `{…}` where something is filled in. */
export function wordsOf(source: string): string[] {
  const found = new Set<string>();
  walk(parseAst(source, { lang: 'ts' }), (node) => {
    // What breaks is read by whoever runs the bot.
    if (/^(ImportDeclaration|ThrowStatement|TS\w*Type)$/.test(node.type)) return false;
    const words = oneLine(textOf(node) ?? '');
    if (/\S\s\S/.test(words)) found.add(words);
    return true;
  });
  return [...found];
}

/** The titles of the tests in a file that do run; `{…}` where something is filled in. */
export function titlesOf(source: string): Set<string> {
  const titles = new Set<string>();
  walk(parseAst(source, { lang: 'ts' }), (node) => {
    if (node.type !== 'CallExpression' || !isTest(node.callee)) return true;
    const [first] = Array.isArray(node.arguments) ? node.arguments : [];
    const title = isNode(first) ? textOf(first) : undefined;
    if (title !== undefined) titles.add(title);
    return true;
  });
  return titles;
}

interface Node {
  type: string;
  [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** `enter` says whether to go further down. */
function walk(value: unknown, enter: (node: Node) => boolean): void {
  if (Array.isArray(value)) for (const one of value) walk(one, enter);
  else if (isNode(value) && enter(value)) for (const one of Object.values(value)) walk(one, enter);
}

function textOf(node: Node): string | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  if (node.type !== 'TemplateLiteral' || !Array.isArray(node.quasis)) return undefined;
  return node.quasis.map((part: { value: { cooked: string } }) => part.value.cooked).join('{…}');
}

/** `it(…)`, `it.each(…)(…)`; not `it.skip(…)`. */
function isTest(callee: unknown): boolean {
  if (!isNode(callee)) return false;
  if (callee.type === 'Identifier') return callee.name === 'it' || callee.name === 'test';
  if (callee.type === 'CallExpression') return isTest(callee.callee);
  if (callee.type !== 'MemberExpression' || !isNode(callee.property)) return false;
  return !['skip', 'todo', 'fails'].includes(String(callee.property.name)) && isTest(callee.object);
}
