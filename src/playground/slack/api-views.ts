import { type Call, no, type Refusal } from './call.ts';
import { lintView } from './lint.ts';
import { isObject } from './lint-parts.ts';
import { buttonsIn, screenOf } from './screen.ts';
import { draw, findView, openView, replaceView, viewPayload } from './views.ts';
import { type Json, type OpenView, show, type World } from './world.ts';

function useTrigger(world: World, id: string): { user: string } | Refusal {
  const trigger = world.triggers.get(id);
  if (!trigger) return no('invalid_trigger_id', 'no such trigger');
  if (trigger.isUsed) return no('exchanged_trigger_id', 'that trigger was used');
  if (trigger.until < Date.now()) return no('expired_trigger_id', 'that trigger is over');
  return { user: trigger.user };
}

export function open(world: World, how: 'open' | 'push', args: Json): Call | Refusal {
  const trigger = useTrigger(world, String(args.trigger_id));
  if ('error' in trigger) return trigger;
  const problems = lintView(args.view);
  if (problems.length > 0) return no('invalid_arguments', problems.join('; '));
  const { user } = trigger;
  if (how === 'push' && (world.stacks.get(user)?.length ?? 0) === 0)
    return no('not_found', 'no modal to push on');
  if (how === 'push' && (world.stacks.get(user)?.length ?? 0) >= 3)
    return no('push_limit_reached', 'three modals are open');
  return {
    user,
    apply: () => {
      const used = world.triggers.get(String(args.trigger_id));
      if (used) used.isUsed = true;
      return { ok: true, view: viewPayload(world, openView(world, user, args.view as Json, how)) };
    },
  };
}

export function updateView(world: World, args: Json): Call | Refusal {
  const found = findView(world, String(args.view_id));
  if (!found) return no('not_found', 'no such open view');
  if (args.hash !== undefined && args.hash !== found.view.hash) return no('hash_conflict', found.view.id);
  const problems = lintView(args.view);
  if (problems.length > 0) return no('invalid_arguments', problems.join('; '));
  const apply = () => ({
    ok: true,
    view: viewPayload(world, replaceView(world, found.user, found.view, args.view as Json)),
  });
  return { user: found.user, apply };
}

export function publish(world: World, args: Json): Call | Refusal {
  const user = String(args.user_id);
  if (!world.accounts.get(user)?.isActive) return no('user_not_found', 'no such user');
  const problems = lintView(args.view);
  if (isObject(args.view) && args.view.type !== 'home')
    problems.push('view/type: only a home can be published');
  if (problems.length > 0) return no('invalid_arguments', problems.join('; '));
  return {
    user,
    apply: () => ({ ok: true, view: viewPayload(world, showHome(world, user, args.view as Json)) }),
  };
}

function showHome(world: World, user: string, home: Json): OpenView {
  const view = draw(home, world.homes.get(user)?.view);
  const blocks = view.view.blocks as Json[];
  const seq = show(world, {
    user,
    kind: 'home',
    conversation: `home ${user}`,
    id: view.id,
    text: screenOf(world, blocks, user),
    preview: '',
    buttons: buttonsIn(blocks).map(({ label }) => label),
  });
  world.homes.set(user, { view, seq });
  return view;
}
