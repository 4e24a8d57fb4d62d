import { z } from 'zod';
import type { InboundOf } from '../chat/inbound.ts';
import { hasOwnLimit, isTypedDate } from '../chat/route.ts';
import { claimAsked } from '../store/inbox.ts';
import { farDay } from '../time/far.ts';
import { localDate } from '../time/hours.ts';
import type { Context } from './feature.ts';

/** Whether a field of a form is a date, as `z.iso.date` reads one, needed or not, and has no limit of its own. */
function isDate(schema: z.core.$ZodType): boolean {
  if (hasOwnLimit(schema)) return false;
  if (isTypedDate(schema)) return true;
  const { def } = schema._zod as { def: { type: string; format?: string; innerType?: z.core.$ZodType } };
  return def.innerType ? isDate(def.innerType) : def.type === 'string' && def.format === 'date';
}

const fieldsOf = new WeakMap<z.ZodObject, readonly string[]>();
function dateFieldsOf(input: z.ZodObject): readonly string[] {
  const known = fieldsOf.get(input);
  if (known) return known;
  const found = Object.entries(input.shape).flatMap(([field, schema]) => (isDate(schema) ? [field] : []));
  fieldsOf.set(input, found);
  return found;
}

/**
 * The one rule for every date field of every form: a day that is far off is asked about, beside its field, before any
 * handler sees it. The same days sent once more are meant; a year that nobody can mean is never taken.
 */
export async function askFarDays(
  { tx, now, actor }: Context,
  { route, state, values }: InboundOf<'submission'>,
  input: z.ZodObject,
): Promise<Record<string, string> | undefined> {
  const today = localDate(now, actor.timeZone);
  const far = dateFieldsOf(input).flatMap((field) => {
    const day = values[field];
    const found =
      typeof day === 'string' && z.iso.date().safeParse(day).success ? farDay(day, today) : undefined;
    return found ? [{ ...found, field, day }] : [];
  });
  if (far.length === 0) return undefined;
  const errors = Object.fromEntries(far.map(({ field, words }) => [field, words]));
  if (far.some(({ how }) => how === 'refuse')) return errors;
  const days = far.map(({ field, day }) => `${field}=${day}`).join();
  return (await claimAsked(tx, `${actor.account}:${route}:${state}:${days}`)) ? errors : undefined;
}
