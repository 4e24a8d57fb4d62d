import type { Actor, Role } from '../directory/actor.ts';

/** Who may use a route; the router refuses everyone else, kindly. */
export type Audience = 'anyone' | 'members' | Role;

export function mayUse(actor: Actor, audience: Audience): boolean {
  if (audience === 'anyone') return true;
  if (actor.standing !== 'member') return false;
  return audience === 'members' || actor.roles.includes(audience);
}
