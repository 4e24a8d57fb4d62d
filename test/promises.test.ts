import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readSources } from './support/architecture.ts';
import { findPromises, titlesOf, wordsOf } from './support/promises.ts';

const root = new URL('..', import.meta.url).pathname;
const said = findPromises(readSources(`${root}src`));
const HOW = 'UPDATE_PROMISES=1 npx vitest run --config test/vitest.config.ts test/promises.test.ts';

/** What stands behind each: a test that was read and holds it, a reason why it is no promise, or nothing yet. */
const HELD = 'held by ';
const NO_PROMISE = 'no promise: ';
const NOT_REACHED = 'not reached';
type List = Record<string, string>;

const pathOf = (list: string) => `${root}test/promises/${list}.json`;
const listsNow = () => readdirSync(`${root}test/promises`).map((file) => file.replace('.json', ''));
const readText = (list: string) => (existsSync(pathOf(list)) ? readFileSync(pathOf(list), 'utf8') : '{}');
const readList = (text: string): List => z.record(z.string(), z.string()).parse(JSON.parse(text));

/** One line for each promise, in an order that does not move with the code. */
const write = (list: List): string =>
  `${JSON.stringify(Object.fromEntries(Object.entries(list).sort(([a], [b]) => (a < b ? -1 : 1))), null, 2)}\n`;

/** New words are not reached; gone ones go, and what had held them is told. */
function update(): void {
  for (const name of listsNow()) if (!said.has(name)) rmSync(pathOf(name));
  for (const [name, promises] of said) {
    const before = readList(readText(name));
    const after = Object.fromEntries(
      [...promises.keys()].map((words) => [words, before[words] ?? NOT_REACHED]),
    );
    for (const [words, by] of Object.entries(before))
      if (!(words in after) && by !== NOT_REACHED)
        process.stdout.write(`Gone from ${name}: ${words}\n  ${by}\n`);
    writeFileSync(pathOf(name), write(after));
  }
}
if (process.env.UPDATE_PROMISES) update();

const texts = new Map(listsNow().map((name) => [name, readText(name)]));
const lists = new Map([...texts].map(([name, text]) => [name, readList(text)]));
const entries = [...lists].flatMap(([name, list]) =>
  Object.entries(list).map(([words, by]) => ({ name, words, by })),
);

const titles = new Map<string, Set<string>>();
function hasTest(test: string): boolean {
  const [file = '', title = ''] = test.split(/: (.*)/s);
  if (!/^test\/[\w/.-]+\.ts$/.test(file) || !existsSync(root + file)) return false;
  const known = titles.get(file) ?? titlesOf(readFileSync(root + file, 'utf8'));
  titles.set(file, known);
  return known.has(title);
}

describe('what the screens promise', () => {
  it('stands in the list, every sentence of it', () => {
    const missing = [...said].flatMap(([name, promises]) =>
      [...promises]
        .filter(([words]) => lists.get(name)?.[words] === undefined)
        .map(([words, files]) => `${words} (${files.join(', ')})`),
    );
    expect(missing, `These promise something and stand in no list: ${HOW} adds them.`).toEqual([]);
  });

  it('is still said, whatever stands in the list', () => {
    const gone = entries.filter(({ name, words }) => !said.get(name)?.has(words)).map(({ words }) => words);
    expect(gone, `Nobody says these any more: ${HOW} removes them.`).toEqual([]);
  });

  it('is held by a test that exists, or says why it is no promise, or counts as not reached', () => {
    const odd = entries.filter(({ by }) => {
      if (by.startsWith(HELD)) return !by.slice(HELD.length).split(' | ').every(hasTest);
      return by !== NOT_REACHED && !(by.startsWith(NO_PROMISE) && by.length > NO_PROMISE.length + 5);
    });
    expect(odd, 'Name a test as “held by test/path.test.ts: its title”, or say “no promise: why”.').toEqual(
      [],
    );
  });

  it('stands one to a line and in order, so that two who add to it do not meet', () => {
    const untidy = [...texts].filter(([, text]) => text !== write(readList(text))).map(([name]) => name);
    expect(untidy, `${HOW} puts them in order.`).toEqual([]);
  });

  it('is counted, and what is not reached is never counted as held', () => {
    const count = (begin: string, list: List) =>
      Object.values(list).filter((by) => by.startsWith(begin)).length;
    const counts = [...lists].map(([name, list]) => ({
      name,
      held: count(HELD, list),
      noPromise: count(NO_PROMISE, list),
      notReached: count(NOT_REACHED, list),
    }));
    for (const { name, held, noPromise, notReached } of counts)
      process.stdout.write(`${name}: ${held} held, ${noPromise} no promise, ${notReached} not reached\n`);
    const sum = counts.reduce((all, one) => all + one.held + one.noPromise + one.notReached, 0);
    expect(sum).toBe(entries.length);
  });
});

describe('how promises are found', () => {
  it.each([
    ["const a = paragraph('Nobody  reads it');", 'Nobody reads it'],
    [`const a = \`I’ll ask \${name} again at \${at}.\`;`, 'I’ll ask {…} again at {…}.'],
    ["const a = { hint: 'Only you see it.' };", 'Only you see it.'],
    ["const a = b ? 'Kept for 14 days.' : undefined;", 'Kept for 14 days.'],
    [`const a = <T extends string>(b: T) => [\`Shredded in \${b} days\`];`, 'Shredded in {…} days'],
  ])('%s promises something', (source, words) => {
    expect(wordsOf(source)).toEqual([words]);
    expect([...(findPromises(new Map([['bot/words.ts', source]])).get('house') ?? []).keys()]).toEqual([
      words,
    ]);
  });

  it('knows a test by its title, and none that is skipped', () => {
    const source = `it('a', f); it.each([1])('b %s', f); it(\`c \${d}\`, f); it.skip('e', f); it.todo('g');`;
    expect([...titlesOf(source)]).toEqual(['a', 'b %s', 'c {…}']);
  });
});
