import type { Json } from './world.ts';

/** `apply` does it and gives Slack's answer; `user` is who would see it. A refusal has `error`. */
export interface Call {
  user?: string | undefined;
  /** Where it would be seen. */
  channel?: string;
  /** What would be said. */
  words?: string;
  apply(): Json;
}
export interface Refusal {
  error: string;
  detail: string;
}

export const ok = (answer: Json): Call => ({ apply: () => ({ ok: true, ...answer }) });
export const no = (error: string, detail: string): Refusal => ({ error, detail });
