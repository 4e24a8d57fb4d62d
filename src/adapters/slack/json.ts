import { isKeepable } from '../../text/normalise.ts';

/** Reads into a body that may have any shape: nothing that Slack sends is trusted to be what the types say. */
export function at(body: unknown, path: string): unknown {
  let value = body;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

export function textAt(body: unknown, path: string): string | undefined {
  const value = at(body, path);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** One that cannot be kept is nobody's, and no place. */
export function idAt(body: unknown, path: string): string | undefined {
  const id = textAt(body, path);
  return id !== undefined && isId(id) ? id : undefined;
}

/** Ours: Slack's own are below thirty. A longer one would not fit into what a form remembers. */
const LONGEST_ID = 100;
export const isId = (text: string): boolean => text.length <= LONGEST_ID && isKeepable(text);

/** Entries of an object or list; none for anything else. */
export function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

export const entriesAt = (body: unknown, path: string): [string, unknown][] => entriesOf(at(body, path));
