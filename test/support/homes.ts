import type { SimulatedPerson } from '../../src/playground/simulated.ts';

/** What somebody reads when they open their home. */
export async function homeOf(person: SimulatedPerson): Promise<string> {
  await person.openHome();
  return person.seen.at(-1)?.text ?? '';
}
