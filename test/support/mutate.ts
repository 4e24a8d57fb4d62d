import { inflateRawSync } from 'node:zlib';
import { type Json, pack } from './wire.ts';

/** Numbers that look random and come again with the same seed (mulberry32). */
export function dice(seed: number): { below(most: number): number; pick<T>(from: readonly T[]): T } {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (most: number) => Math.floor(next() * most);
  return { below, pick: (from) => from[below(from.length)] as (typeof from)[number] };
}
export type Dice = ReturnType<typeof dice>;

const deep = (levels: number): unknown => {
  let value: unknown = 'x';
  for (let i = 0; i < levels; i += 1) value = i % 2 ? [value] : { form: value };
  return value;
};

/** What no client of ours sends. */
/** Words that stand nowhere but here: whatever shows them shows what somebody sent. */
export const CANARY = 'canary-of-the-fuzz';
const ODD: readonly unknown[] = [
  CANARY,
  CANARY,
  `${CANARY} `.repeat(5_000),
  null,
  true,
  false,
  0,
  -1,
  1e308,
  [],
  {},
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'x\udc00y',
  '__proto__',
  'null',
  '2027-02-30',
  '9'.repeat(30),
  '%s%00',
  "' OR 1=1 --",
  '<@U1|',
  '{{TIME(x)}}',
  '../..',
  '\u202eabc',
  '🏽',
  '{"a":1}',
  '[]',
  '"x',
  'x'.repeat(5_000),
  'ab '.repeat(30_000),
  '"'.repeat(50_000),
  '<@'.repeat(20_000),
  Array.from({ length: 2_000 }, (_, i) => i),
  deep(30),
  deep(800),
  { toString: 1 },
  { length: -1 },
];
const KEYS = [
  'sender',
  'user',
  'member',
  'actor',
  'id',
  'kind',
  'route',
  'workspace',
  'platform',
  'conversation',
];
const PROTOTYPES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];

interface Place {
  holder: Json;
  key: string;
  path: string;
  /** Within what a button or a form carries as text. */
  isCarried: boolean;
}

/** Every value in it, also within what is carried as text. `seal` packs such text again. */
function placesIn(body: Json): { places: Place[]; seal(): void } {
  const places: Place[] = [];
  const sealing: (() => void)[] = [];
  const visit = (holder: Json, path: string, isCarried: boolean): void => {
    for (const [key, value] of Object.entries(holder)) {
      const here = path === '' ? key : `${path}.${key}`;
      places.push({ holder, key, path: here, isCarried });
      const carried = typeof value === 'string' ? unpack(value) : undefined;
      if (carried) {
        const { inner, again } = carried;
        visit(inner, here, true);
        sealing.unshift(() => {
          // Unless it was replaced itself.
          if (holder[key] === value) holder[key] = again(inner);
        });
      } else if (typeof value === 'object' && value !== null) visit(value as Json, here, isCarried);
    }
  };
  visit(body, '', false);
  return {
    places,
    seal() {
      for (const one of sealing) one();
    },
  };
}

function unpack(text: string): { inner: Json; again(inner: Json): string } | undefined {
  const asObject = (value: unknown) =>
    typeof value === 'object' && value !== null ? (value as Json) : undefined;
  try {
    const inner = asObject(JSON.parse(text));
    return inner && { inner, again: JSON.stringify };
  } catch {
    try {
      const inner = asObject(JSON.parse(inflateRawSync(Buffer.from(text, 'base64url')).toString('utf8')));
      return inner && { inner, again: pack };
    } catch {
      return undefined;
    }
  }
}

/**
 * The same request, changed in one to three places. `isFixed` says which places no client decides; `foreign` are ids of
 * other people and their records, and names of other routes; `impostor` says that somebody else acts.
 */
export function mutate(
  original: Json,
  { below, pick }: Dice,
  about: { isFixed(path: string): boolean; foreign: readonly unknown[]; impostor: Json },
): Json {
  const body = structuredClone(original);
  const { places, seal } = placesIn(body);
  const open = places.filter(({ path }) => !about.isFixed(path));
  const carried = open.filter(({ isCarried }) => isCarried);
  for (let left = 1 + below(3); left > 0 && open.length > 0; left -= 1) {
    const { holder, key, path } = pick(below(2) && carried.length > 0 ? carried : open);
    const value = holder[key];
    const put = (next: unknown) => define(holder, key, next);
    const isHolder = typeof value === 'object' && value !== null;
    const add = (name: string, one: unknown) => {
      const inside = isHolder ? path : path.slice(0, -key.length - 1);
      if (!about.isFixed(inside === '' ? name : `${inside}.${name}`))
        define(isHolder ? (value as Json) : holder, name, one);
    };
    switch (below(10)) {
      case 0:
      case 1:
        put(structuredClone(pick(ODD)));
        break;
      case 2:
      case 3:
        put(pick(about.foreign));
        break;
      case 4:
        delete holder[key];
        break;
      case 5:
        put(pick([[value], { value }, [value, value], JSON.stringify(value) ?? '', `${typeof value}`]));
        break;
      case 6:
        put(typeof value === 'string' ? value.slice(0, below(value.length + 1)) : pick(about.foreign));
        break;
      case 7: {
        const other = pick(open);
        if (!other.path.startsWith(path) && !path.startsWith(other.path))
          put(structuredClone(other.holder[other.key]));
        break;
      }
      case 8:
        for (const [name, one] of Object.entries(about.impostor)) add(name, one);
        break;
      default:
        add(pick([...KEYS, ...PROTOTYPES]), pick([pick(about.foreign), { id: pick(about.foreign) }]));
    }
  }
  seal();
  return body;
}

const define = (holder: Json, key: string, value: unknown) =>
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
