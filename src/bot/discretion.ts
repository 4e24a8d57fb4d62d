import type { Inbound } from '../chat/inbound.ts';
import { SUPPORT } from '../log.ts';
import type { Feature } from './feature.ts';
import type { Table } from './table.ts';
import { isTalk, readCommand } from './words.ts';

/** Ids of routes that the log does not tell apart. */
function readPrivate(features: readonly Feature[]): ReadonlySet<string> {
  const ids = features.flatMap(({ bindings, support = [], discreet = [] }) =>
    discreet === true
      ? bindings.flatMap((one) => ('route' in one ? [one.route.id] : []))
      : [...support, ...discreet],
  );
  return new Set(ids);
}

/** A client may send any words in place of a route, and as many as it likes: none of them is written down. */
const unknownRoute = (route: string): string => `unknown (${route.length})`;

/** What the log calls the route of something that reached the bot. Words in a chat that are no command are private, too. */
export function nameRoutes(
  features: readonly Feature[],
  table: Table,
): (inbound: Inbound) => string | undefined {
  const isPrivate = readPrivate(features);
  const isCommandWord = new Set(['alongside', ...table.commands.map(({ id }) => id.split(' ', 1)[0] ?? id)]);
  return (inbound) => {
    if (inbound.kind !== 'command' && inbound.kind !== 'message') {
      if (!('route' in inbound)) return undefined;
      const { route, kind } = inbound;
      if (isPrivate.has(route)) return SUPPORT;
      return table[kind === 'action' ? 'action' : 'submission'].has(route) ? route : unknownRoute(route);
    }
    const isCommand = inbound.kind === 'command';
    const typed = isCommand ? `${inbound.route} ${inbound.text}` : inbound.text;
    const read = readCommand(typed, table.commands);
    if (!read || (!isCommand && isTalk(read, typed, table.commands)) || isPrivate.has(read.route.id))
      return SUPPORT;
    if (!isCommand) return undefined;
    return isCommandWord.has(inbound.route) ? inbound.route : unknownRoute(inbound.route);
  };
}

/** What the log calls a feature whose messages and sweeps it does not tell apart from others like it. */
export function nameFeatures(features: readonly Feature[]): (feature: string) => string {
  const isPrivate = new Set(features.flatMap(({ name, discreet }) => (discreet === true ? [name] : [])));
  return (feature) => (isPrivate.has(feature) ? SUPPORT : feature);
}

/** The same for a sweep. */
export function nameSweeps(features: readonly Feature[]): (sweep: string) => string {
  const theirs = features.flatMap(({ sweeps = [], discreet }) => (discreet === true ? sweeps : []));
  const isPrivate = new Set(theirs.map(({ name }) => name));
  return (sweep) => (isPrivate.has(sweep) ? SUPPORT : sweep);
}
