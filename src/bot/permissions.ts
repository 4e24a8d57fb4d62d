import type { Actor, Role } from '../directory/actor.ts';

/** Who may use a route at all; the router refuses everyone else, kindly. */
export type Audience = 'anyone' | 'members' | Role;

export function mayUse(actor: Actor, audience: Audience): boolean {
  if (audience === 'anyone') return true;
  if (actor.standing !== 'member') return false;
  return audience === 'members' || actor.roles.includes(audience);
}

/** In every state of the record, or in these alone. */
export type States = 'always' | readonly string[];

/**
 * Who may see or do something (F): carried by each route that does it, and asked at every press, for a card outlives the
 * right to it. `R`: how somebody must stand to the one record that a press is about, in words such as *the invited peer*.
 */
export interface Permission<R extends string = string> {
  name: string;
  by: Audience;
  relations: readonly R[];
  /** Of those near, who: by how they stand to the record, while it is how. Nobody else may. */
  who: Readonly<Partial<Record<string, States>>>;
}

/** For all of them alike: the page is the same for everybody, or it is their own. */
export function permission(name: string, by: Audience): Permission<never>;
export function permission<R extends string>(
  name: string,
  by: Audience,
  who: Readonly<Record<R, States>>,
): Permission<R>;
export function permission(
  name: string,
  by: Audience,
  who: Readonly<Record<string, States>> = {},
): Permission {
  return { name, by, who, relations: Object.keys(who) };
}
