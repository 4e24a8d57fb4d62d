import { z } from 'zod';

const typed = z.record(z.string().max(300), z.union([z.string().max(4_000), z.array(z.string().max(300))]));
const person = z.string().max(80);
const on = { person, place: z.string().max(100) };

/** Everything that a page can ask for. */
export const act = z.discriminatedUnion('do', [
  z.object({ do: z.literal('say'), person, text: z.string().trim().min(1).max(3_000) }),
  z.object({ do: z.literal('press'), ...on, button: z.int(), label: z.string(), typed: typed.default({}) }),
  z.object({ do: z.literal('type'), ...on, typed }),
  z.object({ do: z.literal('submit'), person, typed }),
  z.object({ do: z.literal('suggest'), ...on, field: z.string(), query: z.string().max(80) }),
  z.object({ do: z.enum(['dismiss', 'home', 'install', 'uninstall']), person }),
  z.object({ do: z.literal('clock'), by: z.enum(['hour', 'day', 'next', 'play', 'pause']) }),
  z.object({ do: z.literal('story'), name: z.string(), how: z.enum(['play', 'step']) }),
  z.object({ do: z.literal('go-on'), how: z.enum(['play', 'step']) }),
  z.object({ do: z.literal('stop-story') }),
  z.object({
    do: z.literal('fault'),
    platform: z.enum(['slack', 'teams']),
    kind: z.enum(['none', 'slow', 'limited', 'down']),
  }),
  z.object({ do: z.literal('fresh') }),
]);

export type Act = z.infer<typeof act>;
