import type { Inbound } from '../chat/inbound.ts';
import { isTooDeep } from '../chat/nesting.ts';
import { isKeepable, keepable } from '../text/normalise.ts';

/** Typed words and names without what no database keeps: a command or a search means the same without it. */
export function keepableWords(inbound: Inbound): Inbound {
  const { name } = inbound.sender;
  const given = {
    ...inbound,
    sender: { ...inbound.sender, ...(name !== undefined && { name: keepable(name) }) },
  };
  switch (given.kind) {
    case 'command':
      return { ...given, route: keepable(given.route), text: keepable(given.text) };
    case 'message':
      return { ...given, text: keepable(given.text) };
    case 'lookup':
      return { ...given, query: keepable(given.query) };
    default:
      return given;
  }
}

const UNKEPT =
  'There’s a sign in here that can’t be kept; perhaps it came along when you pasted it. Please type it again, or take it out.';

/** Fields of a form that hold what no database keeps: nothing is taken out of what somebody wrote in silence. */
export function unkeptFields(
  values: Readonly<Record<string, string | readonly string[]>>,
): Record<string, string> | undefined {
  const odd = Object.entries(values).filter(([, value]) => ![value].flat().every(isKeepable));
  return odd.length === 0 ? undefined : Object.fromEntries(odd.map(([field]) => [field, UNKEPT]));
}

/** What a button or a form carried; `undefined` for what none of ours does. */
export function readCarried(text: string): unknown {
  try {
    const carried: unknown = JSON.parse(text);
    return isTooDeep(carried) || !isWhole(carried) ? undefined : carried;
  } catch {
    return undefined;
  }
}

function isWhole(value: unknown): boolean {
  if (typeof value === 'string') return isKeepable(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, one]) => isKeepable(key) && isWhole(one));
}
