import type { z } from 'zod';
import type { InboundOf } from '../chat/inbound.ts';
import type { Reply, ReplyTo } from '../chat/reply.ts';
import type { ActionRoute, CommandRoute, Route, SubmissionRoute } from '../chat/route.ts';
import type { Binding, Context, Handler } from './feature.ts';
import type { Permission } from './permissions.ts';

/** How the record of a press is found, how somebody stands to it, and what whoever may not is told. */
export interface Guard<In, Seen, R extends string, Refusal> {
  /** The record, locked where it is changed. Somebody else’s is not told from one that does not exist. */
  lock(context: Context, carried: In): Promise<Seen | undefined>;
  stands: Readonly<Record<R, (seen: Seen, context: Context) => boolean | Promise<boolean>>>;
  /** Which state it is in; needed where a permission names states. */
  state?(seen: Seen): string;
  /** An exception beats every relation: never its subject, never whoever is kept away. */
  except?(seen: Seen, context: Context): boolean | Promise<boolean>;
  /** What a press says whatever it is about, once they may: such as that they can be reached. */
  admitted?(seen: Seen, context: Context): Promise<void>;
  refuse: Refusal | ((context: Context) => Promise<Refusal> | Refusal);
  /** Whoever stands so, and may in another state alone: it is theirs, and not now. Without it they hear `refuse`. */
  refuseNow?: Refusal | undefined;
}

/** What was read about the record, if this person may. */
export async function admit<In, Seen, R extends string>(
  context: Context,
  permission: Permission<R>,
  guard: Guard<In, Seen, R, unknown>,
  carried: In,
): Promise<Seen | undefined> {
  const judged = await judge(context, permission, guard, carried);
  return 'seen' in judged ? judged.seen : undefined;
}

/** `now`: they stand so, and the record is in a state in which they may not. */
async function judge<In, Seen, R extends string>(
  context: Context,
  { who, relations }: Permission<R>,
  guard: Guard<In, Seen, R, unknown>,
  carried: In,
): Promise<{ seen: Seen } | { refused: 'now' | 'ever' }> {
  const seen = await guard.lock(context, carried);
  if (seen === undefined) return { refused: 'ever' };
  const state = guard.state?.(seen);
  let refused: 'now' | 'ever' = 'ever';
  for (const relation of relations) {
    const states = who[relation];
    const isThen = states === 'always' || (state !== undefined && states?.includes(state));
    if (!isThen && !guard.refuseNow) continue;
    if (!(await guard.stands[relation](seen, context))) continue;
    if (await guard.except?.(seen, context)) return { refused: 'ever' };
    if (isThen) return { seen };
    refused = 'now';
  }
  return { refused };
}

type Given<R> =
  R extends SubmissionRoute<infer S, infer V>
    ? { state: z.output<S>; values: z.output<V> }
    : R extends CommandRoute<infer S>
      ? z.output<S>
      : R extends ActionRoute<infer S>
        ? z.output<S>
        : never;

type Answer<R> =
  R extends ActionRoute<z.ZodType, infer F>
    ? F extends true
      ? ReplyTo['formAction']
      : ReplyTo['action']
    : R extends SubmissionRoute
      ? ReplyTo['submission']
      : ReplyTo['command'];

/** What a press carries of the record that it is about. */
type Carried<R> = R extends SubmissionRoute<infer S> ? z.output<S> : Given<R>;

type RelationOf<R> = R extends Route<Permission<infer N>> ? N : never;

/**
 * Binds a route to its handler. Where the route's permission names how somebody stands to a record, a guard finds that
 * record, and the handler is given what it read.
 */
export function on<R extends Route<Permission<never>>>(
  route: R,
  handle: Handler<Given<R>, Answer<R>>,
): Binding;
export function on<R extends Route<Permission>, Seen>(
  route: R,
  guard: Guard<Carried<R>, Seen, RelationOf<R>, NoInfer<Answer<R>>>,
  handle: (context: Context, seen: NoInfer<Seen>, input: Given<R>) => Promise<Answer<R>> | Answer<R>,
): Binding;
export function on(
  route: Route<Permission>,
  ...how:
    | readonly [handle: Handler<never, Reply>]
    | readonly [
        guard: Guard<unknown, unknown, string, Reply>,
        handle: (context: Context, seen: unknown, input: never) => Promise<Reply> | Reply,
      ]
): Binding {
  const [first, guarded] = how;
  if (typeof first === 'function') return { kind: route.kind, route, handle: first } as unknown as Binding;
  checkGuard(route, first);
  const handle = async (context: Context, input: never) => {
    const carried = route.kind === 'submission' ? (input as { state: unknown }).state : input;
    const judged = await judge(context, route.permission, first, carried);
    if ('refused' in judged) {
      if (judged.refused === 'now' && first.refuseNow) return first.refuseNow;
      return typeof first.refuse === 'function' ? first.refuse(context) : first.refuse;
    }
    await first.admitted?.(judged.seen, context);
    return guarded?.(context, judged.seen, input);
  };
  return { kind: route.kind, route, handle } as unknown as Binding;
}

/** @throws where nobody could ever be admitted */
function checkGuard(
  { id, permission }: Route<Permission>,
  { state }: Pick<Guard<unknown, unknown, string, unknown>, 'state'>,
) {
  const { name, relations, who } = permission;
  if (relations.length === 0)
    throw new Error(
      `"${id}" has a guard, but its permission "${name}" names no relation: name one, or bind it without.`,
    );
  if (!state && relations.some((relation) => who[relation] !== 'always'))
    throw new Error(
      `"${id}" needs a guard with a \`state\`: its permission "${name}" holds in some states alone.`,
    );
}

/** Binds what has no route: words that are no command, the home page, arriving and leaving. */
export function onArrival<K extends 'message' | 'home' | 'joined' | 'left'>(
  kind: K,
  handle: Handler<InboundOf<K>, ReplyTo[K]>,
): Binding {
  return { kind, handle } as unknown as Binding;
}
