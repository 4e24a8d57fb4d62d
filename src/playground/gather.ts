import { nextOrdinaryMonday } from './calendar.ts';
import { patiently } from './patience.ts';
import { accountOf, RESIDENTS } from './residents.ts';
import type { Stage } from './stage.ts';
import { fillProfile, IN_POOL, joinPool, openGate } from './stories/setting.ts';
import { openScene } from './story.ts';
import type { PersonAtScreen } from './window.ts';

/** So many act at once: enough to be quick, few enough for nobody's press to be kept waiting. */
const AT_ONCE = 5;

/** The residents come in by the front door: each asks to join, is admitted, and says who they are. */
export async function gatherNetwork(
  stage: Stage,
  tell: (line: string) => void,
  keys: readonly string[] = Object.keys(RESIDENTS),
): Promise<void> {
  // Whoever turns the clock for the first time finds a week as most are: what is quiet arrives on each of its days.
  await stage.setClock(nextOrdinaryMonday(await stage.now()));
  const people = keys.map((key) => [key, personOf(stage, key)] as const);
  const scene = openScene(stage, () => {});
  const priya = await scene.coordinator();
  await together(people, async ([key, person]) => {
    if (key === 'priya') return;
    await person.install();
    await person.say('join');
  });
  await stage.settle();
  tell(`${people.length} people asked to join; Priya admits them.`);
  await together(people, async ([key, { name }]) => {
    if (key !== 'priya') await priya.press(`Admit ${name.split(' ')[0]}`);
  });
  await together(people, ([key, person]) => patiently(stage.settle, () => fillProfile(person, key)));
  await stage.settle();
  // Whoever says that they are a peer or a manager is confirmed, as far as the bot asks for it.
  const asked = new Set(priya.seen.flatMap(({ buttons }) => buttons));
  await together(people, async ([, { name }]) => {
    const label = `Confirm ${name.split(' ')[0]}`;
    if (asked.has(label)) await priya.press(label);
  });
  await stage.settle();
  await together(people, async ([key, person]) => {
    if (!IN_POOL.some((one) => one === key)) return;
    await patiently(stage.settle, () => joinPool(person));
  });
  await openGate(scene);
  for (const [, person] of people) while (person.form) person.dismiss();
  await stage.settle();
}

export function personOf(stage: Stage, key: string): PersonAtScreen {
  const about = RESIDENTS[key];
  if (!about) throw new Error(`Nobody in the network is called ${key}.`);
  return stage[about.platform].person(accountOf(key), { name: about.name });
}

async function together<T>(all: readonly T[], act: (one: T) => Promise<unknown>): Promise<void> {
  const waiting = [...all];
  const work = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await act(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}
