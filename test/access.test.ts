import { beforeAll, describe, expect, it } from 'vitest';
import { may, type Relation } from '../src/bot/access.ts';
import { refusal } from '../src/bot/words.ts';
import type { Reply } from '../src/chat/reply.ts';
import type { Role } from '../src/directory/actor.ts';
import { ROLES } from '../src/directory/roles.ts';
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
import { bound, forAll, nobodys, RECORDS, rowOf, rows, wordsOf } from './access-walk.ts';
import { type Bound, doing } from './support/sample.ts';

const named = (bindings: readonly Bound[]) => bindings.map((one) => `${one.kind} ${one.route.id}`);

describe('the table of who may do what (F)', () => {
  it('has one row for every route of every feature, and no row for a route that is gone', () => {
    const ids = new Set(bound.map(({ route }) => route.id));
    expect([...ids].filter((id) => rowOf(id).length !== 1)).toEqual([]);
    expect(rows.flatMap(([, { routes }]) => routes).filter((id) => !ids.has(id))).toEqual([]);
  });

  it('names the same people as the router lets near', () => {
    const differ = bound.filter(({ route, audience }) => rowOf(route.id)[0]?.[1].by !== audience);
    expect(named(differ)).toEqual([]);
  });

  it('denies whatever it does not name: every role, every relation, every state', () => {
    const relations = rows.flatMap(([, { who = {} }]) => Object.keys(who)) as Relation[];
    for (const [what, { who = {} }] of rows) {
      expect(may(what, [])).toBe(false);
      for (const one of [...relations, ...ROLES]) {
        const when = who[one];
        if (when === undefined) expect(may(what, [one], 'any')).toBe(false);
        if (when === true) expect(may(what, [one])).toBe(true);
        if (Array.isArray(when)) {
          expect(may(what, [one], 'no-such-state')).toBe(false);
          expect(may(what, [one])).toBe(false);
          for (const state of when) expect(may(what, [one], state)).toBe(true);
        }
      }
    }
  });
});

// --- the real routes ---------------------------------------------------------------------------------------------------

let scene: AccessScene;
beforeAll(async () => {
  scene = await playAccessScene();
}, 120_000);

const refusedBy = (audience: Bound['audience']) => refusal(audience).text;
const changesNothing = async (walk: () => Promise<void>) => {
  const before = await scene.digest();
  await walk();
  expect(await scene.digest()).toEqual(before);
  expect(scene.broken()).toEqual([]);
};

describe('what the table denies, the real route refuses', () => {
  it('the scene holds a record of every kind that a route can name', () => {
    expect(RECORDS.filter((name) => !scene.ids[name])).toEqual([]);
  });

  it.each(['guest', 'asked', 'member', ...ROLES] as const)(
    'to a %s: whatever is for other roles, in the router’s words',
    (actor) =>
      changesNothing(async () => {
        const isMember = actor !== 'guest' && actor !== 'asked';
        const denied = bound.filter(
          ({ audience }) => audience !== 'anyone' && !(isMember && [actor, 'members'].includes(audience)),
        );
        await forAll(denied, async (binding) => {
          const reply = await scene.send(scene.strangers[actor], doing(binding, scene.ids));
          expect(wordsOf(reply), binding.route.id).toBe(refusedBy(binding.audience));
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
        const denied = bound.filter(({ route, audience }) => {
          const who = rowOf(route.id)[0]?.[1].who;
          const isNear = audience === 'anyone' || audience === 'members' || actor === 'everything';
          return who && isNear && !ROLES.some((role) => actor === 'everything' && who[role]);
        });
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
        const denied = bound.filter(({ route }) => {
          const who = rowOf(route.id)[0]?.[1].who;
          return who && !is.some((one) => who[one]);
        });
        expect(denied.length).toBeGreaterThan(20);
        await forAll(denied, async (binding) => {
          const reply = wordsOf(await scene.send(person, doing(binding, scene.ids)));
          expect(reply, `${binding.route.id} by ${is.join(', ')}`).not.toMatch(/^FORM/);
        });
      }
    }));

  it('type-ahead offers nobody to those who may not send the form', async () => {
    for (const binding of bound.filter(
      ({ kind, audience }) => kind === 'submission' && audience === 'coordinator',
    )) {
      const lookup = { kind: 'lookup', route: binding.route.id, field: 'member', query: '' } as const;
      expect(await scene.send(scene.strangers.member, lookup)).toEqual({ kind: 'options', options: [] });
    }
  });
});

describe('what the table allows by role alone, the router lets through', () => {
  it.each(['member', 'coordinator'] as const)('to a %s', async (actor) => {
    const mine = bound.filter(({ audience }) => audience === (actor === 'member' ? 'members' : actor));
    for (const binding of mine) {
      const reply = wordsOf(await scene.send(scene.strangers[actor], doing(binding, {})));
      expect(reply, binding.route.id).not.toBe(refusedBy(binding.audience));
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
  const isDenied = ({ is, roles }: NonNullable<Move['former']>, { route, audience }: Bound): boolean => {
    const relations = rowOf(route.id)[0]?.[1].who;
    const isFar = audience !== 'anyone' && !roles.includes(audience as 'members' | Role);
    return isFar || (relations !== undefined && !is.some((one) => relations[one]));
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
