import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Context, Feature } from '../src/bot/feature.ts';
import { admit, on } from '../src/bot/on.ts';
import { type Permission, permission } from '../src/bot/permissions.ts';
import { bindRoutes } from '../src/bot/table.ts';
import { refusal } from '../src/bot/words.ts';
import { message } from '../src/chat/message.ts';
import { none, type Reply, say } from '../src/chat/reply.ts';
import { action } from '../src/chat/route.ts';
import { ROLES, withImplied } from '../src/directory/roles.ts';
import {
  BEFORE,
  gather,
  MOVES,
  type Move,
  type People,
  READ_BY,
  type Readers,
  type Secret,
  type Who,
} from './access-moves.ts';
import { type AccessScene, playAccessScene, SECRETS } from './access-scene.ts';
import { bound, forAll, nobodys, permissions, RECORDS, wordsOf } from './access-walk.ts';
import { type Bound, doing } from './support/sample.ts';

describe('a permission (F)', () => {
  type Seen = { who: string; state: string };
  const context = { actor: { member: 'm' } } as Context;
  const guard = (who: string, state: string) => ({
    lock: async (_context: Context, id: string) => (id === 'gone' ? undefined : { who, state }),
    stands: {
      'its writer': (seen: Seen) => seen.who === 'writer',
      'its reader': async (seen: Seen) => seen.who !== 'nobody',
    },
    state: (seen: Seen) => seen.state,
    except: (seen: Seen) => seen.state === 'about them',
    refuse: say(message({ title: 'No', body: [] })),
  });
  const example = permission('example', 'members', {
    'its writer': 'always',
    'its reader': ['sent', 'about them'],
  });
  const isAdmitted = async (who: string, state: string, id = 'here') =>
    (await admit(context, example, guard(who, state), id)) !== undefined;

  it('admits whoever stands so to the record, in the states that it names, and nobody else', async () => {
    expect(await isAdmitted('writer', 'draft')).toBe(true);
    expect(await isAdmitted('reader', 'sent')).toBe(true);
    expect(await isAdmitted('reader', 'draft')).toBe(false);
    expect(await isAdmitted('nobody', 'sent')).toBe(false);
    expect(await isAdmitted('writer', 'draft', 'gone')).toBe(false);
  });

  it('is beaten by an exception, however they stand to the record', async () => {
    expect(await isAdmitted('writer', 'about them')).toBe(false);
    expect(await isAdmitted('reader', 'about them')).toBe(false);
  });

  it('has one name alone, and names states or relations that somebody can be in', () => {
    const names = permissions.map(({ name }) => name);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    expect(
      permissions.filter(({ who }) => Object.values(who).some((states) => states?.length === 0)),
    ).toEqual([]);
  });
});

describe('a bot does not start, and says which it is', () => {
  const nothing = z.object({});
  const own = permission('example.own', 'members');
  const press = action('example.press', nothing, own);
  const feature = (
    bindings: Feature['bindings'],
    permissions: Feature['permissions'] = { own },
  ): Feature => ({
    name: 'example',
    bindings,
    permissions,
  });

  it.each([
    [
      'a route without permission',
      feature([on({ ...press, permission: undefined as never }, () => none)], {}),
      '"action example.press" of example has no permission',
    ],
    ['a permission that no route carries', feature([]), 'carries its permission "example.own"'],
    [
      'two routes of one id',
      feature([on(press, () => none), on(press, () => none)]),
      '"action example.press" is answered by both',
    ],
  ])('%s', (_what, broken, words) => {
    expect(() => bindRoutes([broken])).toThrow(words);
  });
});

// --- the real routes ---------------------------------------------------------------------------------------------------

let scene: AccessScene;
beforeAll(async () => {
  scene = await playAccessScene();
}, 120_000);

const refusedBy = ({ route, kind }: Bound, actor: string) =>
  refusal(
    route.permission.by,
    actor === 'guest' || actor === 'asked' ? actor : 'member',
    kind === 'command' ? undefined : 'pressed',
  ).text;
const changesNothing = async (walk: () => Promise<void>, but: Record<string, unknown> = {}) => {
  const before = await scene.digest();
  await walk();
  expect(await scene.digest()).toEqual({ ...before, ...but });
  expect(scene.broken()).toEqual([]);
};

it('a route is not bound with a guard that could admit nobody', () => {
  const press = (who: Permission) => action('example.press', z.object({}), who);
  const guard = { lock: async () => ({}), stands: {}, refuse: none };
  const bind = (who: Permission) => () => on(press(who), guard as never, () => none);
  expect(bind(permission('a', 'members'))).toThrow('names no relation');
  expect(bind(permission('a', 'members', { 'its writer': ['sent'] }))).toThrow(
    'needs a guard with a `state`',
  );
  expect(bind(permission('a', 'members', { 'its writer': 'always' }))).not.toThrow();
});

describe('what the table denies, the real route refuses', () => {
  it('the scene holds a record of every kind that a route can name', () => {
    expect(RECORDS.filter((name) => !scene.ids[name])).toEqual([]);
  });

  it.each(['guest', 'asked', 'member', ...ROLES] as const)(
    'to a %s: whatever is for other roles, in the router’s words',
    (actor) =>
      changesNothing(async () => {
        const held = actor === 'guest' || actor === 'asked' || actor === 'member' ? [] : withImplied([actor]);
        const may: readonly string[] = actor === 'guest' || actor === 'asked' ? [] : ['members', ...held];
        const denied = bound.filter(
          ({
            route: {
              permission: { by },
            },
          }) => by !== 'anyone' && !may.includes(by),
        );
        await forAll(denied, async (binding) => {
          const reply = await scene.send(scene.strangers[actor], doing(binding, scene.ids));
          expect(wordsOf(reply), binding.route.id).toBe(refusedBy(binding, actor));
        });
      }),
  );

  it.each(['member', 'everything'] as const)(
    'to somebody who is %s and whom no record is about: in the words for a record that does not exist',
    (actor) =>
      changesNothing(async () => {
        const person = scene.strangers[actor];
        const nobodysIds = {
          ...scene.ids,
          ...Object.fromEntries(RECORDS.map((name) => [name, nobodys(name)])),
        };
        const denied = bound.filter(
          ({
            route: {
              permission: { by, relations },
            },
          }) => {
            const isNear = by === 'anyone' || by === 'members' || actor === 'everything';
            return relations.length > 0 && isNear;
          },
        );
        expect(denied.length).toBeGreaterThan(60);
        await forAll(denied, async (binding) => {
          const real = wordsOf(await scene.send(person, doing(binding, scene.ids)));
          expect(real, binding.route.id).toBe(wordsOf(await scene.send(person, doing(binding, nobodysIds))));
          expect(real, binding.route.id).not.toMatch(/^FORM/);
        });
      }),
  );

  it('to those who stand otherwise to the same records: the peer, the manager, the buddy, the asker, the reader', () =>
    changesNothing(async () => {
      for (const { person, is } of scene.insiders) {
        const denied = bound.filter(
          ({
            route: {
              permission: { relations },
            },
          }) => {
            return relations.length > 0 && !is.some((one) => relations.includes(one));
          },
        );
        expect(denied.length).toBeGreaterThan(20);
        await forAll(denied, async (binding) => {
          const reply = wordsOf(await scene.send(person, doing(binding, scene.ids)));
          expect(reply, `${binding.route.id} by ${is.join(', ')}`).not.toMatch(/^FORM/);
        });
      }
    }));

  it('type-ahead offers nobody to those who may not send the form', async () => {
    for (const binding of bound.filter(
      ({ kind, route }) => kind === 'submission' && route.permission.by === 'coordinator',
    )) {
      const lookup = { kind: 'lookup', route: binding.route.id, field: 'member', query: '' } as const;
      expect(await scene.send(scene.strangers.member, lookup)).toEqual({ kind: 'options', options: [] });
    }
  });
});

describe('a route that says it only reads', () => {
  // A card that has nothing to say any more leaves its home when that is drawn.
  it('writes nothing but which cards are gone, whoever presses it about whatever record', () =>
    changesNothing(
      async () => {
        const looks = bound.filter(({ route }) => route.reads);
        expect(looks.length).toBeGreaterThan(90);
        for (const person of [...scene.insiders.map((one) => one.person), scene.strangers.everything])
          await forAll(looks, async (binding) => {
            await scene.send(person, doing(binding, scene.ids));
          });
      },
      { card: expect.any(String) },
    ));
});

describe('what the table allows by role alone, the router lets through', () => {
  it.each(['member', 'coordinator'] as const)('to a %s', async (actor) => {
    const mine = bound.filter(
      ({ route }) => route.permission.by === (actor === 'member' ? 'members' : actor),
    );
    for (const binding of mine) {
      const reply = wordsOf(await scene.send(scene.strangers[actor], doing(binding, {})));
      expect(reply, binding.route.id).not.toBe(refusedBy(binding, actor));
    }
    expect(scene.broken()).toEqual([]);
  });
});

describe('once relations have moved', () => {
  let people: People;
  let readers: Readers = BEFORE;
  const secrets = Object.keys(SECRETS) as Secret[];
  beforeAll(() => {
    people = gather(scene);
  });

  /** Asks these routes with the ids of all records; which of the words are shown. */
  async function read(who: Who, routes: readonly Bound[], check?: (reply: Reply, id: string) => void) {
    const shown = new Set<Secret>();
    await forAll(routes, async (binding) => {
      const reply = await scene.send(people[who], doing(binding, scene.ids));
      check?.(reply, binding.route.id);
      const said = JSON.stringify(reply);
      for (const secret of secrets) if (said.includes(SECRETS[secret])) shown.add(secret);
    });
    const mayNot = [...shown].filter((secret) => !readers[secret].includes(who));
    expect(mayNot, who).toEqual([]);
    return [...shown];
  }

  /** A route that names no record shows nothing but one's own. */
  const near = () =>
    bound.filter((binding) => {
      const asked = JSON.stringify(doing(binding, scene.ids));
      return RECORDS.some((name) => asked.includes(scene.ids[name] ?? ' '));
    });
  const isDenied = ({ is, roles }: NonNullable<Move['former']>, { route }: Bound): boolean => {
    const { by, relations } = route.permission;
    const isFar = by !== 'anyone' && !roles.includes(by);
    return isFar || (relations.length > 0 && !is.some((one) => relations.includes(one)));
  };

  it.each(Object.entries(READ_BY))('%s reads what was told to them, and nothing else', async (who, told) => {
    const shown = await scene.asIf(() => read(who as Who, near()));
    expect(told.filter((secret) => !shown.includes(secret))).toEqual([]);
  });

  it.each(MOVES)(
    'F nobody reads or does more than they may once $title',
    async (move) => {
      await move.act(scene, people);
      await scene.network.settle();
      readers = { ...readers, ...move.readers };
      const { former } = move;
      if (former)
        await changesNothing(async () => {
          const denied = bound.filter((binding) => isDenied(former, binding));
          await read(former.who, denied, (reply, id) => expect(wordsOf(reply), id).not.toMatch(/^FORM/));
        });
      for (const [who, told] of Object.entries(move.moved)) {
        const left = who === former?.who ? bound.filter((one) => !isDenied(former, one)) : near();
        const shown = await scene.asIf(() => read(who as Who, left));
        expect(told.filter((secret) => !shown.includes(secret))).toEqual([]);
      }
    },
    120_000,
  );
});
