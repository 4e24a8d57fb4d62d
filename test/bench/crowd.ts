/** Who is in a simulated Slack, by user id; the process that asks and the one that is Slack both know. */
export interface Crowd {
  askers: readonly string[];
  /** In the order of the askers: whom each of them asks. */
  responders: readonly string[];
  /** They are only written to. */
  others: readonly string[];
}

export function crowdOf({ presses, quiet }: { presses: number; quiet: number }): Crowd {
  const ids = (prefix: string, many: number) => Array.from({ length: many }, (_, i) => `U${prefix}${i}`);
  return {
    askers: ids('ASKER', presses),
    responders: ids('RESPONDER', presses),
    others: ids('OTHER', quiet),
  };
}

const workspaces = 20;
/** One workspace alone takes no more than some hundred messages a minute: that limit is not what is measured. */
export const workspaceOf = (user: string): string =>
  `TBENCH${Number(/\d+$/.exec(user)?.[0] ?? 0) % workspaces}`;

export const nameOf = (user: string): string => `Sam ${user}`;
