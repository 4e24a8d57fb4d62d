import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** Every source file by its path below src/. */
export function readSources(root: string): Map<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true });
  const names = files
    .filter((file) => file.isFile() && file.name.endsWith('.ts'))
    .map((file) =>
      join(file.parentPath, file.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((name) => !name.startsWith('generated/'));
  return new Map(names.map((name) => [name, readFileSync(join(root, name), 'utf8')]));
}

const RANKS: Record<string, number> = {
  text: 0,
  time: 0,
  'log.ts': 1,
  chat: 1,
  store: 2,
  directory: 3,
  outbox: 4,
  bot: 5,
  web: 5,
  engine: 6,
  features: 7,
  'env-file.ts': 8,
  'config.ts': 8,
  'app.ts': 8,
  commands: 9,
  'main.ts': 10,
};
const ROOMS = [
  'routes',
  'permissions',
  'rules',
  'store',
  'views',
  'messages',
  'operations',
  'handlers',
  'sweep',
];
/** Inside a feature, from the bottom up. */
const FLOORS: Record<string, number> = {
  routes: 0,
  permissions: 0,
  rules: 0,
  store: 1,
  views: 1,
  messages: 2,
  operations: 3,
  handlers: 4,
  sweep: 4,
};
const PACKAGES: { pattern: RegExp; allowed: RegExp; advice: string }[] = [
  {
    pattern: /^(@slack\/|@microsoft\/|botbuilder|botframework)/,
    allowed: /^adapters\//,
    advice: 'Vendor SDKs live in adapters/ alone: say it in the vocabulary of chat/.',
  },
  {
    pattern: /^(@prisma\/|pg$)|generated\/prisma/,
    allowed: /^(store|directory|outbox)\/|^features\/\w+\/store(\/|\.ts$)/,
    advice: 'Prisma lives in store files: write a function in a store.ts and call that.',
  },
];
const WORDS: { pattern: RegExp; allowed: RegExp; advice: string }[] = [
  {
    pattern: /process\.env/,
    allowed: /^config\.ts$/,
    advice: 'Only config.ts reads the environment: add the setting there and pass it down.',
  },
  {
    pattern: /\bDate\.now\(\)|\bnew Date\(\)/,
    allowed: /^(store\/database|outbox\/dispatcher|log)\.ts$|^store\/embedded|^adapters\/|^playground\//,
    advice: 'Time is handed down: take `now` as a parameter.',
  },
  {
    pattern:
      /\b(tx|prisma)\.\$?\w+\.(find|create|update|delete|upsert|count|aggregate|groupBy)|\.\$(query|execute)Raw/,
    allowed: /^(store|directory|outbox)\/|^features\/\w+\/store(\/|\.ts$)/,
    advice: 'Queries live in store files: write a function in a store.ts and call that.',
  },
  {
    pattern:
      /\b(INSERT INTO|UPDATE|DELETE FROM|MERGE INTO|TRUNCATE)\s+((ONLY|TABLE)\s+)?"?outbox_lane\b|\boutboxLane\.(create|update|delete|upsert)/i,
    allowed: /^outbox\/queue\/lanes\.ts$/,
    advice:
      'Only outbox/queue/lanes.ts writes to lanes: put one of its fragments into the statement, or call it.',
  },
];

export interface Import {
  from: string;
  to: string;
}

export function importsOf(name: string, source: string): Import[] {
  const found = source.matchAll(
    /(?:^|\n)\s*(?:import|export)\s[^'";]*?from\s+'([^']+)'|(?:^|\n)\s*import\s+'([^']+)'|\bimport\('([^']+)'\)/g,
  );
  return [...found].map(([, a, b, c]) => {
    const to = a ?? b ?? c ?? '';
    return { from: name, to: to.startsWith('.') ? posix.normalize(posix.join(posix.dirname(name), to)) : to };
  });
}

/** What breaks a rule of the design, each with what to do. */
export function findViolations(sources: ReadonlyMap<string, string>): string[] {
  const imports = [...sources].flatMap(([name, source]) => importsOf(name, source));
  const local = imports.filter(({ to }) => sources.has(to));
  return [
    ...imports.flatMap(checkPackage),
    ...local.flatMap(checkDirection),
    ...[...sources.keys()].flatMap(checkRoom),
    ...checkTwins([...sources.keys()]),
    ...[...sources].flatMap(([name, source]) => checkWords(name, source)),
    ...findCircles(local),
    ...findCircles(between(local)),
  ];
}

const roomOf = (name: string): string => name.split('/')[0] ?? name;
const rankOf = (name: string): number | undefined => RANKS[roomOf(name)];
const featureOf = (name: string): string | undefined => /^features\/([^/]+)\//.exec(name)?.[1];
const floorOf = (name: string): string => (name.split('/')[2] ?? '').replace(/\.ts$/, '');

function checkPackage({ from, to }: Import): string[] {
  return PACKAGES.filter(({ pattern, allowed }) => pattern.test(to) && !allowed.test(from)).map(
    ({ advice }) => `${from} imports ${to}. ${advice}`,
  );
}

function checkWords(name: string, source: string): string[] {
  return WORDS.filter(({ pattern, allowed }) => pattern.test(source) && !allowed.test(name)).map(
    ({ pattern, advice }) => `${name} has ${pattern.exec(source)?.[0]}. ${advice}`,
  );
}

function checkRoom(name: string): string[] {
  const feature = featureOf(name);
  if (feature && !ROOMS.includes(floorOf(name)))
    return [`${name}: a feature holds only ${ROOMS.join(', ')} (a file, or a folder of files by topic).`];
  if (rankOf(name) === undefined && !/^(adapters|playground)\//.test(name))
    return [`${name} has no room: put it in one of ${Object.keys(RANKS).join(', ')}.`];
  return [];
}

/** A file outgrows 250 lines and becomes a folder of files by topic: never both at once. */
function checkTwins(names: readonly string[]): string[] {
  const folders = new Set(names.map((name) => posix.dirname(name)));
  return names
    .filter((name) => folders.has(name.replace(/\.ts$/, '')))
    .map((name) => `${name} stands beside a folder of its name: move what it holds into the folder.`);
}

/** What features import of each other, as one import between the two. */
const between = (imports: readonly Import[]): Import[] =>
  imports.flatMap(({ from, to }) => {
    const [one, other] = [featureOf(from), featureOf(to)];
    return one && other && one !== other ? [{ from: `features/${one}`, to: `features/${other}` }] : [];
  });

function checkDirection({ from, to }: Import): string[] {
  const [room, other] = [roomOf(from), roomOf(to)];
  const problem = (advice: string) => [`${from} imports ${to}. ${advice}`];
  if (room === 'adapters') {
    const own = from.split('/').slice(0, 2).join('/');
    return ['text', 'time', 'chat'].includes(other) || to.startsWith(`${own}/`)
      ? []
      : problem(
          'An adapter imports chat/, text/, time/ and its own SDK only: what it needs from above is handed to it.',
        );
  }
  if (other === 'playground' && room !== 'playground')
    return room === 'commands' ? [] : problem('Nothing imports the playground but commands/.');
  if (room === 'playground')
    return other === 'adapters' ? problem('The playground speaks to adapters over HTTP.') : [];
  if (other === 'adapters') return from === 'app.ts' ? [] : problem('Only app.ts loads adapters.');
  const [rank, below] = [rankOf(from) ?? 0, rankOf(to) ?? 0];
  if (below > rank)
    return problem(
      'Imports go downward: text and time, chat, store, directory, outbox, then bot and web, engine, features, app, commands. Move what both need into the lower room, or hand it up as a parameter or through Feature.',
    );
  if (featureOf(to) && room !== 'features')
    return problem('Outside features/ nothing names one but through features/index.ts: give Feature a hook.');
  return featureOf(from) ? checkFeature(from, to, problem) : [];
}

function checkFeature(from: string, to: string, problem: (advice: string) => string[]): string[] {
  const other = featureOf(to);
  if (!other) return [];
  const floor = floorOf(to);
  if (other !== featureOf(from)) {
    return ['rules', 'store', 'operations'].includes(floor)
      ? []
      : problem(
          'Another feature is used through its rules, its store or its operations alone: what its screens lead to is a link in its rules, what it does an operation.',
        );
  }
  return (FLOORS[floor] ?? 0) > (FLOORS[floorOf(from)] ?? 0)
    ? problem(
        'Inside a feature: routes, permissions and rules at the bottom, then store and views, messages, operations, then handlers and sweep.',
      )
    : [];
}

function findCircles(imports: readonly Import[]): string[] {
  const next = new Map<string, string[]>();
  for (const { from, to } of imports) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const circles: string[] = [];
  const walk = (name: string, path: readonly string[]) => {
    const start = path.indexOf(name);
    if (start >= 0)
      circles.push(
        `A circle of imports: ${[...path.slice(start), name].join(' -> ')}. Move what both need downward.`,
      );
    if (start >= 0 || done.has(name)) return;
    for (const to of next.get(name) ?? []) walk(to, [...path, name]);
    done.add(name);
  };
  for (const name of next.keys()) walk(name, []);
  return circles;
}
