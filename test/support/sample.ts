import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Binding } from '../../src/bot/feature.ts';
import type { Inbound } from '../../src/chat/inbound.ts';

export type Bound = Extract<Binding, { route: unknown }>;

type Json = {
  type?: string;
  format?: string;
  enum?: string[];
  anyOf?: Json[];
  minimum?: number;
  items?: Json;
  minItems?: number;
  const?: unknown;
} & {
  properties?: Record<string, Json>;
};

/** Something that a schema accepts: ids of records by their name, the rest made up. */
function sample(schema: Json, ids: Readonly<Record<string, string>>, name = ''): unknown {
  if (schema.properties)
    return Object.fromEntries(
      Object.entries(schema.properties).map(([key, value]) => [key, sample(value, ids, key)]),
    );
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (name in ids) return ids[name];
  if (schema.anyOf?.[0]) return sample(schema.anyOf[0], ids, name);
  if (schema.format === 'uuid') return randomUUID();
  if (schema.format === 'date-time') return '2027-05-04T10:00:00Z';
  if (schema.format === 'date') return '2027-05-04';
  if (schema.type === 'boolean') return true;
  if (schema.type === 'array') return schema.items && schema.minItems ? [sample(schema.items, ids)] : [];
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1;
  if (/time/i.test(name)) return '10:00';
  return /number/i.test(name) ? '07700 900123' : 'words';
}
/** By schema, for each is asked for thousands of times. */
const known = new WeakMap<z.ZodType, Json>();
function jsonOf(schema: z.ZodType): Json {
  const json = known.get(schema) ?? (z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json);
  known.set(schema, json);
  return json;
}

/** What arrives when somebody presses this, types it, or sends its form. */
export function doing({ kind, route }: Bound, ids: Readonly<Record<string, string>>): Partial<Inbound> {
  if (kind === 'command') return { kind, route: route.id, text: '' };
  if (kind === 'action')
    return { kind, route: route.id, value: JSON.stringify(sample(jsonOf(route.input), ids)) };
  const { state, input } = route as Extract<Bound, { kind: 'submission' }>['route'];
  const values = sample(jsonOf(input), ids) as Record<string, unknown>;
  const typed = Object.entries(values).map(([key, value]) => [
    key,
    Array.isArray(value) ? value : String(value),
  ]);
  return {
    kind,
    route: route.id,
    state: JSON.stringify(sample(jsonOf(state), ids)),
    values: Object.fromEntries(typed),
  };
}
