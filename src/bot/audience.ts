import type { Role } from '../directory/actor.ts';

/** Who may use a route; the router refuses everyone else, kindly. */
export type Audience = 'anyone' | 'members' | Role;
