import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { startScene } from './questions-scene.ts';

let scene: Awaited<ReturnType<typeof startScene>>;
let readers: SimulatedPerson[];

beforeAll(async () => {
  scene = await startScene();
  readers = [scene.bob, scene.cat, scene.dev];
  await scene.openGate();
  // Ann is on the topic herself: she is never asked what she asked.
  await scene.makeTopic('Travel', ['Bob Reader', 'Ann Asker', 'Cat Reader', 'Dev Reader']);
});

const HOLDS = /^(Could you help|You’re answering)/;
const everybody = () => [scene.ann, scene.cora, scene.eve, ...readers];
const holders = () => everybody().filter((one) => one.chat.some((card) => HOLDS.test(card)));

type Event =
  | { do: 'pass' | 'answer' | 'read'; who: number }
  | { do: 'suggest'; who: number; whom: string }
  | { do: 'wait'; minutes: number }
  | { do: 'takeBack' | 'restore' | 'more' | 'yes' | 'no' };
const who = fc.nat(2);
const names = ['Bob Reader', 'Cat Reader', 'Dev Reader', 'Eve Elsewhere', 'Ann Asker'];
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('pass' as const, 'read' as const), who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('answer' as const), who }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('suggest' as const), who, whom: fc.constantFrom(...names) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.integer({ min: 5, max: 400 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'takeBack' as const,
        'restore' as const,
        'more' as const,
        'yes' as const,
        'no' as const,
      ),
    }),
  },
);

/** A press on a button that is not there is no press. */
async function tryTo(act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    if (
      error instanceof Error &&
      /sees no button|Nobody called|has no field|no form open/.test(error.message)
    )
      return false;
    throw error;
  }
}

async function play(what: Event, agreed: Set<string>, suggestions: string[]): Promise<void> {
  const { ann, network, later } = scene;
  const reader = 'who' in what ? (readers[what.who] as SimulatedPerson) : ann;
  for (const one of everybody()) one.dismiss();
  switch (what.do) {
    case 'wait':
      return later(what.minutes);
    case 'pass':
      await tryTo(() => reader.press('Not today'));
      break;
    case 'read':
      await tryTo(() => reader.press('Read it after all'));
      break;
    case 'answer': {
      const label = reader.chat.some((card) => card.startsWith('Could you help'))
        ? 'Read it'
        : 'Read it after all';
      if (await tryTo(() => reader.press(label))) {
        if (reader.form?.title === 'A question for you') await reader.submit();
        if (reader.form?.title === 'Answer a question') {
          await reader.fill({ 'Your answer': 'Like this.' });
          await reader.submit();
        }
      }
      break;
    }
    case 'suggest':
      if (await tryTo(() => reader.press('Suggest someone'))) {
        const chosen = await tryTo(() => reader.fill({ 'Who could help?': what.whom }));
        if (chosen) await reader.submit();
        if (chosen) suggestions.push(what.whom);
      }
      break;
    case 'takeBack':
      await tryTo(() => ann.press('Take it back'));
      break;
    case 'restore':
      await tryTo(() => ann.press('That was a mistake'));
      break;
    case 'more':
      if (await tryTo(() => ann.press('I need more'))) {
        if (ann.form) await ann.fill({ [ann.form.fields[0] as string]: 'And more.' });
        if (ann.form) await ann.submit();
      }
      break;
    case 'yes': {
      const name = names.find((one) =>
        ann.chat.some((card) => card.includes(`[Yes, ask ${one.split(' ')[0]}]`)),
      );
      if (name) {
        agreed.add(name);
        await ann.press(`Yes, ask ${name.split(' ')[0]}`);
      }
      break;
    }
    case 'no':
      await tryTo(() => ann.press('No', 'May I ask'));
      break;
  }
  await network.settle();
}

it('is with one person at a time, never with anybody unticked or the asker, and always ends', async () => {
  const { ann, cora, ask, later, nextDay, network } = scene;
  const { prisma } = network.database;
  const ticked = fc.subarray(['Bob Reader', 'Cat Reader', 'Dev Reader'], { minLength: 1 });
  const runs = fc.record({
    ticked,
    unnamed: fc.boolean(),
    events: fc.array(event, { minLength: 3, maxLength: 12 }),
  });
  await fc.assert(
    fc.asyncProperty(runs, async ({ ticked, unnamed, events }) => {
      await nextDay();
      const [seenByAnn, seenByCora] = [ann.seen.length, cora.seen.length];
      const agreed = new Set<string>();
      const suggestions: string[] = [];
      await ask(ann, 'Travel', 'How?', { unnamed, readers: ticked });
      const check = () => {
        const now = holders();
        expect(now.length).toBeLessThanOrEqual(1);
        for (const { name } of now) expect([...ticked, ...agreed]).toContain(name);
        expect(now).not.toContain(ann);
      };
      check();
      for (const one of events) {
        await play(one, agreed, suggestions);
        check();
      }
      for (const one of everybody()) one.dismiss();
      // In steps that also stop inside people's hours, for that is when they are told.
      for (let rest = 0; rest < 24; rest += 1) await later(7 * 60);
      expect(holders()).toHaveLength(0);
      const [row] = await prisma.question.findMany();
      const told = (person: SimulatedPerson, from: number, words: string) =>
        person.seen.slice(from).some(({ text }) => text.includes(words));
      if (row?.state === 'answered') expect(told(ann, seenByAnn, 'has answered.')).toBe(true);
      else if (row) {
        expect(row.state).toBe('unanswered');
        expect(told(ann, seenByAnn, 'nobody could answer this time')).toBe(true);
        expect(told(cora, seenByCora, 'Nobody could answer a question about “Travel”')).toBe(true);
      } else expect(told(ann, seenByAnn, 'In ten minutes it’s deleted for good.')).toBe(true);
      await prisma.question.deleteMany();
    }),
    { numRuns: 6, seed: 20270201 },
  );
}, 60_000);
