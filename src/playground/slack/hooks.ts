import { findPosted, refuseMessage } from './api.ts';
import type { Call, Refusal } from './call.ts';
import { isObject } from './lint-parts.ts';
import { editMessage, postMessage } from './messages.ts';
import { type Json, newId, type World } from './world.ts';

/** A response_url: 5 uses within 30 minutes. `ts` is the message that it replaces. */
export function newHook(world: World, user: string, channel: string, ts?: string): string {
  const id = newId('h');
  world.hooks.set(id, { user, channel, ts, uses: 0, until: Date.now() + 30 * 60_000 });
  return id;
}

export function checkHook(world: World, id: string, body: unknown): Call | Refusal {
  const hook = world.hooks.get(id);
  if (!hook || hook.uses >= 5 || hook.until < Date.now()) return { error: 'used_url', detail: id };
  if (!isObject(body)) return { error: 'invalid_payload', detail: 'not an object' };
  const known = [
    'response_type',
    'replace_original',
    'delete_original',
    'text',
    'blocks',
    'thread_ts',
    'metadata',
  ];
  const odd = Object.keys(body).find((key) => !known.includes(key));
  if (odd) return { error: 'invalid_payload', detail: `unknown field ${odd}` };
  const refusal = refuseMessage(body);
  if (refusal) return refusal;
  const posted = hook.ts === undefined ? undefined : findPosted(world, hook.channel, hook.ts);
  if (body.replace_original === true && !posted) return { error: 'no_original', detail: id };
  return {
    user: hook.user,
    apply: () => {
      hook.uses += 1;
      const written = {
        text: String(body.text),
        ...(body.blocks !== undefined && { blocks: body.blocks as Json[] }),
      };
      if (body.replace_original === true && posted) editMessage(world, posted, written);
      else
        postMessage(world, hook.channel, {
          ...written,
          ...(body.response_type !== 'in_channel' && { onlyFor: hook.user }),
        });
      return { ok: true };
    },
  };
}
