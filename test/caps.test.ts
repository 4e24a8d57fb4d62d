import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createRateLimit } from '../src/bot/rate-limit.ts';
import { features } from '../src/features/index.ts';
import { startNetwork } from './support/network.ts';

type Json = { type?: string; format?: string; pattern?: string; enum?: unknown[]; const?: unknown } & {
  maxLength?: number;
  anyOf?: Json[];
  items?: Json;
  properties?: Record<string, Json>;
};

/** Paths of strings that may be of any length. */
function endless(schema: Json, path: string): string[] {
  if (schema.enum || schema.const !== undefined) return [];
  const within = [
    ...Object.entries(schema.properties ?? {}).flatMap(([key, value]) => endless(value, `${path}.${key}`)),
    ...(schema.anyOf ?? []).flatMap((one) => endless(one, path)),
    ...(schema.items ? endless(schema.items, `${path}[]`) : []),
  ];
  // An id, a date or a time has its own length.
  const isBound =
    schema.maxLength !== undefined || schema.format !== undefined || schema.pattern !== undefined;
  return schema.type === 'string' && !isBound ? [path, ...within] : within;
}
const jsonOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json;

describe('size caps', () => {
  it('stand on everything that a button carries or a form brings in', () => {
    const found = features.flatMap(({ bindings }) =>
      bindings.flatMap((one) => {
        if (one.kind === 'action') return endless(jsonOf(one.route.input), one.route.id);
        if (one.kind !== 'submission') return [];
        const { id, state, input } = one.route;
        return [...endless(jsonOf(state), `${id} state`), ...endless(jsonOf(input), id)];
      }),
    );
    expect(found).toEqual([]);
  });
});

describe('rate limits', () => {
  it('give so many in a minute to each and to all, and fill again evenly', () => {
    let at = 0;
    const takes = createRateLimit({ perPerson: 2, perNetwork: 3 }, () => at);
    expect([takes('ann'), takes('ann'), takes('ann')]).toEqual([true, true, false]);
    expect([takes('bob'), takes('bob')]).toEqual([true, false]);
    at = 30_000;
    expect([takes('ann'), takes('ann')]).toEqual([true, false]);
    at = 90_000;
    expect([takes('bob'), takes('bob')]).toEqual([true, true]);
    const free = createRateLimit({ perPerson: 0, perNetwork: 0 }, () => at);
    expect(Array.from({ length: 100 }, () => free('ann')).every(Boolean)).toBe(true);
  });

  it('answer kindly, lose nothing, and never touch support, presses or words that may mean danger', async () => {
    const network = await startNetwork({ rates: { perPerson: 4, perNetwork: 1_000 } });
    const cora = network.slack.person('U-CORA', { name: 'Cora Coordinator' });
    const ann = network.slack.person('U-ANN', { name: 'Ann Archer' });
    const last = () => ann.seen.at(-1)?.text ?? '';
    await network.coordinate(cora);
    await network.admit(cora, ann);
    await ann.command('profile');
    for (let i = 0; i < 4; i += 1) await ann.say('settings');
    expect(last()).toContain('a lot at once');
    expect(last()).toMatch(/Samaritans 116\s123/);
    await ann.submit();
    expect(ann.form?.errors['']).toContain('your words are still here');
    expect(ann.form?.errors['']).toMatch(/116\s123/);
    ann.dismiss();
    for (let i = 0; i < 10; i += 1) {
      await ann.say('talk');
      await ann.command('help');
      await ann.press('What’s waiting for me');
    }
    expect(ann.seen.slice(-30).filter(({ text }) => text.includes('a lot at once'))).toEqual([]);
    await ann.say('I want to die');
    expect(last()).toContain('Thank you for saying that');
    expect(network.logs.filter(({ outcome }) => outcome === 'limited').length).toBeGreaterThan(0);
    // Somebody else is not held up by it.
    await cora.say('settings');
    expect(cora.seen.at(-1)?.text).toContain('My settings');
  });
});
