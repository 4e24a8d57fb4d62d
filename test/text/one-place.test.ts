import { describe, expect, it } from 'vitest';
import { readSources } from '../support/architecture.ts';

/** What only src/text knows, by how it would look elsewhere. */
const RULES: { what: string; pattern: RegExp; home: string }[] = [
  { what: 'composing letters', pattern: /\.normalize\(/, home: 'normalise.ts' },
  {
    what: 'classes of marks, spaces and dashes',
    pattern: /\\p\{(C|Cf|Cc|Z|Zs|Pd|M|Mn)\}|\\u(00a0|00ad|200[b-f]|201[0-9]|202[0-9a-f]|206[0-9a-f]|feff)/i,
    home: 'normalise.ts',
  },
  {
    what: 'apostrophes or quotes of several kinds',
    pattern: /\[[^\]\n]*(['"]\^?[’‘“”]|[’‘“”]['"])[^\]\n]*\]/,
    home: 'normalise.ts',
  },
  {
    what: 'folding white space',
    pattern: /replace(All)?\(\/(\[[^\]\n]*)?\\s[^/\n]*\/\w*, ?['"` ]/,
    home: 'normalise.ts',
  },
  { what: 'folding case', pattern: /\.to(Locale)?(Lower|Upper)Case\(/, home: 'normalise.ts' },
  {
    what: 'folding case in the database',
    pattern: /\b(I?LIKE|lower|upper)\b\s?\(|ILIKE|'insensitive'|citext/,
    home: 'normalise.ts',
  },
  {
    what: 'telephone numbers',
    pattern:
      /libphonenumber|\\d\\s\(\)|\[\^?\\d[^\]\n]*[()][^\]\n]*\]|replace\(\/(\\D|\[\^\\d\+?\])\+?\/g|\\\+44|\^0\[1-9\]/,
    home: 'phone.ts',
  },
  {
    what: 'first names',
    pattern: /split\((\/\\s\+?\/|' ')\)(\[0\]|\.at\(0\)|\.shift)|\b(Cllr|Mrs|Prof)\b/,
    home: 'name.ts',
  },
  { what: 'codes', pattern: /\[\^?A-Z(a-z)?0-9\]\{4\}|\[\^A-Z0-9\]|BCDEFGHJK/i, home: 'codes.ts' },
  { what: 'organisations', pattern: /'(cio|plc|freelance|self-employed)'/, home: 'organisation.ts' },
  {
    what: 'cutting words',
    pattern:
      /Intl\.Segmenter|`\s*\.(slice|substring)\(0, ?\d|\.(slice|substring)\(0, ?[^)\n]*\)\}…|Array\.from\([^)\n]*\)\s*\.slice\(0|\\uD800/,
    home: 'cut.ts',
  },
];

/** Where such a thing is no second rule for what people type, each with the reason. */
const ALLOWED: { file: RegExp; what: RegExp; line: RegExp; because: string }[] = [
  {
    file: /^playground\//,
    what: /./,
    line: /./,
    because: 'it stands in for platforms and readers, and checks what they get',
  },
  {
    file: /^text\/phone\.ts$|\/words\.ts$/,
    what: /classes/,
    line: /00a0/,
    because: 'a number is not broken at the end of a line',
  },
  {
    file: /^adapters\//,
    what: /folding case$/,
    line: /content-type|headers|ENTITIES/,
    because: 'the name of a header, a type or an HTML entity',
  },
  {
    file: /^features\/invitations\/(rules\/list|store\/(invited|known))\.ts$/,
    what: /folding case/,
    line: /email|id\b|user/,
    because: 'an address or a platform’s id, which no person spells',
  },
  {
    file: /\/views\/|^features\/policies\/rules\//,
    what: /folding case$/,
    line: /_NAMES|nobodyCanSendHelp/,
    because: 'our own words, within a sentence',
  },
  {
    file: /^bot\/crisis\.ts$/,
    what: /apostrophes/,
    line: /\/i,?$/,
    because: 'phrases, matched against words as they are',
  },
  {
    file: /^adapters\/teams\/text\.ts$/,
    what: /white space/,
    line: /nameOf/,
    because: 'a mention’s name, which Teams compares with the card’s',
  },
  {
    file: /^store\/embedded\/heartbeat\.ts$/,
    what: /first names/,
    line: /host/,
    because: 'the name of a server',
  },
  {
    file: /^features\/invitations\/rules\/(list|text)\.ts$/,
    what: /classes/,
    line: /FEFF/i,
    because: 'the mark at the head of a file',
  },
  {
    file: /^store\/compare-keys\.ts$/,
    what: /classes/,
    line: /TWIN_MARK/,
    because: 'a sign that no key can hold',
  },
];

/** Comments say what they like. */
const isComment = (line: string) => /^\s*(\/\/|\*|\/\*)/.test(line);

function findSecond(sources: ReadonlyMap<string, string>): string[] {
  return [...sources]
    .filter(([file]) => !file.startsWith('text/'))
    .flatMap(([file, source]) =>
      source
        .split('\n')
        .flatMap((line, index) =>
          RULES.filter(
            ({ what, pattern }) =>
              !isComment(line) &&
              pattern.test(line) &&
              !ALLOWED.some((one) => one.file.test(file) && one.what.test(what) && one.line.test(line)),
          ).map(
            ({ what, home }) =>
              `src/${file}:${index + 1} has a rule of its own for ${what}: use src/text/${home}. ${line.trim()}`,
          ),
        ),
    );
}

/** A run of signs that may begin anywhere and must go on to the end: read once more at every sign of every run. */
const ENDLESS = /[/|]\[(?:\\.|[^\]\\\n])+\][+*]\$(?:[/|)])/;

describe('a run of signs at the end of what people type', () => {
  it('is looked for where a run begins, so that no words hold the process up', () => {
    const sources = readSources(new URL('../../src', import.meta.url).pathname);
    const found = [...sources].flatMap(([file, source]) =>
      source
        .split('\n')
        .flatMap((line) => (!isComment(line) && ENDLESS.test(line) ? [`src/${file}: ${line.trim()}`] : [])),
    );
    expect(found).toEqual([]);
  });

  it.each(["words.replace(/[.,;]+$/, '')", String.raw`/^["']+|["'\]]+$/g`])('is reported for %s', (line) => {
    expect(line).toMatch(ENDLESS);
  });

  it.each(['/^[a-z0-9]+$/.test(group)', '/(?<![.,;])[.,;]+$/'])('is not for %s', (line) => {
    expect(line).not.toMatch(ENDLESS);
  });
});

describe('what people type', () => {
  it('is normalised, compared, found and cut in src/text alone', () => {
    expect(findSecond(readSources(new URL('../../src', import.meta.url).pathname))).toEqual([]);
  });

  it.each([
    ['composing letters', `const key = name.normalize('NFKC');`],
    ['classes of marks', `typed.replace(/\\p{Cf}/gu, '')`],
    ['classes of marks', `typed.replace(/[\\u2010-\\u2015]/g, '-')`],
    ['apostrophes', `/do(n['’]?t| not)/i`],
    ['folding white space', `typed.trim().replace(/\\s+/g, ' ')`],
    ['folding case', `one.toLowerCase() === other.toLowerCase()`],
    ['folding case', `name.toLocaleLowerCase('en-GB')`],
    ['folding case in the database', `where lower(m.name) = lower(presenter)`],
    ['folding case in the database', `name: { contains: words, mode: 'insensitive' }`],
    ['telephone numbers', `.regex(/^\\+?[\\d\\s().-]{3,}$/)`],
    ['telephone numbers', `number.replace(/\\D/g, '')`],
    ['telephone numbers', `import { parsePhoneNumber } from 'libphonenumber-js';`],
    ['first names', `name.trim().split(/\\s+/)[0]`],
    ['first names', `name.split(' ')[0]`],
    ['codes', `typed.toUpperCase().replace(/[^A-Z0-9]/g, '')`],
    ['codes', `/^[A-Za-z0-9]{4}-/.test(words)`],
    ['cutting words', 'label: `Admit them`.slice(0, 60)'],
    ['cutting words', '{name.slice(0, 39)}…'],
  ])('is reported for %s where a feature has `%s`', (what, line) => {
    const [found = ''] = findSecond(new Map([['features/members/rules.ts', line]])).filter((one) =>
      one.includes(what),
    );
    expect(found).toContain('src/features/members/rules.ts:1 has a rule of its own');
  });
});
