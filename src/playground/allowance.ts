/** One limit that a platform keeps: at most `most` calls of this kind within any `inMs` milliseconds. */
export interface Allowance {
  per: 'conversation' | 'workspace';
  on: Call['method'] | 'any';
  most: number;
  inMs: number;
}

export interface Call {
  method: 'post' | 'edit' | 'open' | 'history';
  workspace: string;
  conversation?: string | undefined;
}

/** A call that was refused with 429 because it broke an allowance. */
export interface Limited extends Call {
  at: Date;
  allowance: Allowance;
}

export interface Turnstile {
  readonly limited: readonly Limited[];
  /** Counts the call. In seconds, how long to wait when it is refused instead. */
  pass(call: Call): number | undefined;
}

/** Keeps a platform's limits as the platform would: a refused call is not counted against them. */
export function openTurnstile(allowances: readonly Allowance[], now: () => Date): Turnstile {
  const windows = allowances.map((allowance) => ({ allowance, times: new Map<string, number[]>() }));
  const limited: Limited[] = [];
  return {
    limited,
    pass(call) {
      const at = now().getTime();
      const counting: number[][] = [];
      for (const { allowance, times } of windows) {
        const { on, most, inMs } = allowance;
        const place = allowance.per === 'workspace' ? call.workspace : call.conversation;
        if ((on !== 'any' && on !== call.method) || place === undefined) continue;
        const recent = (times.get(place) ?? []).filter((time) => time > at - inMs);
        times.set(place, recent);
        const oldest = recent[recent.length - most];
        if (oldest !== undefined) {
          limited.push({ ...call, at: new Date(at), allowance });
          return Math.max(1, Math.ceil((oldest + inMs - at) / 1_000));
        }
        counting.push(recent);
      }
      for (const recent of counting) recent.push(at);
      return undefined;
    },
  };
}
