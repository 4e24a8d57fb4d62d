import type { z } from 'zod';
import type { Field, Form } from './form.ts';
import type { Block, Button } from './message.ts';

interface Reads {
  /** It writes nothing, so that it is answered without a transaction; to write or to enqueue there throws. */
  reads?: true;
}

/**
 * A route is one declaration that types both ends: what a button or form may carry, and what its handler is given.
 * Ids are `noun.verb`; a command's id is its words (`availability new`). What may be done by whom (`P`) it only carries.
 */
export interface CommandRoute<S extends z.ZodType = z.ZodType, P = unknown> extends Reads {
  kind: 'command';
  id: string;
  input: S;
  permission: P;
  /** What may follow the words, such as `CODE`; shown in help. */
  usage?: string;
  /** Other words for the same, in small letters, such as those of its button: people type what they read. */
  also?: readonly string[];
  summary: string;
  opensForm?: true;
  /** Whom help does not tell of it: what comes with its own words, or is behind them. */
  unlisted?: 'for everybody' | 'for members';
  /** Only whoever holds one of these roles can use it: help leaves it out for all others. */
  roles?: readonly string[];
}
export interface ActionRoute<
  S extends z.ZodType = z.ZodType,
  F extends true | undefined = true | undefined,
  P = unknown,
> extends Reads {
  kind: 'action';
  id: string;
  input: S;
  permission: P;
  opensForm: F;
}
export interface SubmissionRoute<
  S extends z.ZodType = z.ZodType,
  V extends z.ZodObject = z.ZodObject,
  P = unknown,
> extends Reads {
  kind: 'submission';
  id: string;
  state: S;
  input: V;
  permission: P;
}
export type Route<P = unknown> =
  | CommandRoute<z.ZodType, P>
  | ActionRoute<z.ZodType, true | undefined, P>
  | SubmissionRoute<z.ZodType, z.ZodObject, P>;

export function command<S extends z.ZodType, P>(
  id: string,
  input: S,
  permission: P,
  about: Omit<CommandRoute, 'kind' | 'id' | 'input' | 'permission'>,
): CommandRoute<S, P> {
  return { kind: 'command', id, input, permission, ...about };
}

export function action<S extends z.ZodType, P>(
  id: string,
  input: S,
  permission: P,
  about: Reads = {},
): ActionRoute<S, undefined, P> {
  return { kind: 'action', id, input, permission, opensForm: undefined, ...about };
}

/** An action whose handler answers with a form. */
export function formAction<S extends z.ZodType, P>(
  id: string,
  input: S,
  permission: P,
  about: Reads = {},
): ActionRoute<S, true, P> {
  return { kind: 'action', id, input, permission, opensForm: true, ...about };
}

export function submission<S extends z.ZodType, V extends z.ZodObject, P>(
  id: string,
  state: S,
  input: V,
  permission: P,
  about: Reads = {},
): SubmissionRoute<S, V, P> {
  return { kind: 'submission', id, state, input, permission, ...about };
}

const dates = new WeakSet<object>();
/** A date that is read by its handler, whatever was typed: it is a date field all the same. */
export function typedDate<S extends z.ZodType>(schema: S): S {
  dates.add(schema);
  return schema;
}
export const isTypedDate = (schema: object): boolean => dates.has(schema);

const limited = new WeakSet<object>();
/** A date whose handler has a limit that is nearer than the one for every date: it alone is heard. */
export function ownLimit<S extends z.ZodType>(schema: S): S {
  limited.add(schema);
  return schema;
}
export const hasOwnLimit = (schema: object): boolean => limited.has(schema);

export function button<S extends z.ZodType, F extends true | undefined>(
  route: ActionRoute<S, F>,
  label: string,
  input: z.input<NoInfer<S>>,
  style?: 'primary' | 'danger',
): Button {
  return {
    route: route.id,
    value: JSON.stringify(input),
    label,
    ...(style && { style }),
    ...(route.opensForm && { opensForm: true as const }),
  };
}

/** A form for a route: every field's id must be one that the route's input knows. */
export function form<S extends z.ZodType, V extends z.ZodObject>(
  route: SubmissionRoute<S, V>,
  state: z.input<NoInfer<S>>,
  about: {
    title: string;
    submit: string;
    private?: true;
    body?: readonly Block[];
    fields: readonly (Field & { id: NoInfer<keyof z.input<V> & string> })[];
  },
): Form {
  return { route: route.id, state: JSON.stringify(state), ...about };
}

/** A form without inputs: words that are read once and kept nowhere. */
export function readingView(title: string, ...body: Block[]): Form {
  return { title, body, fields: [] };
}
