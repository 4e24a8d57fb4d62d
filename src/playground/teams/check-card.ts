import { createRequire } from 'node:module';
import { children, properties } from './card-schema.ts';
import { isObject, type Json, objects, words } from './json.ts';

/** Its ES modules don't load in Node, its bundle does. */
const AC = createRequire(import.meta.url)(
  'adaptivecards/dist/adaptivecards.js',
) as typeof import('adaptivecards');

/** Microsoft counts a message as UTF-16 and advises to stay under 80 KB: 40,960 characters. */
export const mostCharacters = 40_960;
/** What Teams shows in one row; the rest hides behind "…". */
const mostActions = 6;

/** Why Teams would not show this card; empty when it would. */
export function faultsOf(card: unknown): string[] {
  if (!isObject(card) || card.type !== 'AdaptiveCard') return ['expected an object of type AdaptiveCard'];
  const faults = card.version === '1.5' ? [] : [`expected version 1.5, not ${String(card.version)}`];
  return [...faults, ...unknownIn(card), ...refusedByLibrary(card), ...mentionFaults(card)];
}

function unknownIn(value: Json, as?: string): string[] {
  const type = words(value.type) || as || '';
  const known = properties[type];
  if (!known) return [`unknown element type "${type}"`];
  const strange = Object.keys(value).filter((key) => !known.includes(key));
  const found = strange.map((key) => `${type}: unknown property "${key}"`);
  const rows = Array.isArray(value.actions) ? value.actions.length : 0;
  if (rows > mostActions) found.push(`${type}: ${rows} actions, of which ${mostActions} are shown`);
  if (type === 'Action.Execute' && words(value.verb) === '') found.push('Action.Execute: expected a verb');
  if (type === 'TextBlock' && words(value.text) === '') found.push('TextBlock: expected text');
  return [...found, ...children.flatMap((child) => unknownInChild(value, child))];
}

function unknownInChild(value: Json, { property, type }: { property: string; type?: string }): string[] {
  const child = value[property];
  if (child === undefined) return [];
  const items = Array.isArray(child) ? child : [child];
  return items.flatMap((item) => {
    if (property === 'inlines' && typeof item === 'string') return [];
    return isObject(item) ? unknownIn(item, type) : [`${property}: expected an object`];
  });
}

function refusedByLibrary(card: Json): string[] {
  const context = new AC.SerializationContext(AC.Versions.v1_5);
  const parsed = new AC.AdaptiveCard();
  parsed.hostConfig = new AC.HostConfig({ actions: { maxActions: mostActions } });
  parsed.parse(asLibraryKnows(card) as Json, context);
  const faults: string[] = [];
  for (let at = 0; at < context.eventCount; at++) faults.push(context.getEventAt(at).message);
  for (const { message } of parsed.validateProperties().validationEvents) faults.push(message);
  return faults;
}

/** The library has Data.Query from 1.6 on only, and wants a choice at least; Teams takes it in every version. */
function asLibraryKnows(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asLibraryKnows);
  if (!isObject(value)) return value;
  const { 'choices.data': query, ...rest } = value;
  const copy = Object.fromEntries(Object.entries(rest).map(([key, item]) => [key, asLibraryKnows(item)]));
  return query === undefined ? copy : { ...copy, choices: [{ title: 'x', value: 'x' }] };
}

function mentionFaults(card: Json): string[] {
  const entities = isObject(card.msteams) ? objects(card.msteams.entities) : [];
  const body = JSON.stringify(card.body);
  return entities
    .filter(({ text }) => !body.includes(JSON.stringify(text).slice(1, -1)))
    .map(({ text }) => `mention ${String(text)} is nowhere in the card`);
}
