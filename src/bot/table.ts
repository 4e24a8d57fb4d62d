import type { Inbound } from '../chat/inbound.ts';
import type { Reply } from '../chat/reply.ts';
import type { Binding, Context, Feature } from './feature.ts';

type BindingOf<K extends Binding['kind']> = Extract<Binding, { kind: K }>;
type Arrival = 'message' | 'home' | 'joined' | 'left';

/** Every binding of every feature, by what it answers. */
export interface Table {
  commands: readonly BindingOf<'command'>['route'][];
  command: ReadonlyMap<string, BindingOf<'command'>>;
  action: ReadonlyMap<string, BindingOf<'action'>>;
  submission: ReadonlyMap<string, BindingOf<'submission'>>;
  arrival(kind: Arrival): { handle: (context: Context, inbound: never) => Promise<Reply> | Reply };
}

/** @throws when two features answer the same thing, nobody says who may do it, or a permission is nobody’s: such a bot does not start. */
export function bindRoutes(features: readonly Feature[]): Table {
  const bindings = features.flatMap((feature) =>
    feature.bindings.map((binding) => ({ feature: feature.name, binding })),
  );
  const seen = new Map<string, string>();
  for (const { feature, binding } of bindings) {
    const name = 'route' in binding ? `${binding.kind} ${binding.route.id}` : binding.kind;
    const other = seen.get(name);
    if (other)
      throw new Error(`"${name}" is answered by both ${other} and ${feature}: give one of them another id.`);
    seen.set(name, feature);
  }
  checkPermissions(features);
  const of = <K extends 'command' | 'action' | 'submission'>(kind: K) =>
    new Map(
      bindings.flatMap(({ binding }) =>
        binding.kind === kind ? [[binding.route.id, binding as BindingOf<K>] as const] : [],
      ),
    );
  const command = of('command');
  const arrivals = new Map(bindings.map(({ binding }) => [binding.kind as Inbound['kind'], binding]));
  return {
    commands: [...command.values()].map((binding) => binding.route),
    command,
    action: of('action'),
    submission: of('submission'),
    arrival(kind) {
      const binding = arrivals.get(kind);
      if (!binding) throw new Error(`No feature answers "${kind}".`);
      return binding as never;
    },
  };
}

/** Nobody is let in by default, and no permission outlives what it was for. */
function checkPermissions(features: readonly Feature[]): void {
  for (const { name, permissions = {}, bindings } of features) {
    const routes = bindings.flatMap((one) => ('route' in one ? [one.route] : []));
    const open = routes.find(({ permission }) => !permission);
    if (open) throw new Error(`"${open.kind} ${open.id}" of ${name} has no permission: say who may use it.`);
    const idle = Object.values(permissions).find(
      (one) => !routes.some(({ permission }) => permission === one),
    );
    if (idle)
      throw new Error(
        `No route of ${name} carries its permission "${idle.name}": give it to one, or take it away.`,
      );
  }
}
