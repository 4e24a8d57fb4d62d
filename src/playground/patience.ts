import { setTimeout as sleep } from 'node:timers/promises';
import { withHands } from './hands.ts';
import { NotThere, type SimulatedPerson } from './simulated.ts';

const LONGEST_MS = 20_000;
const LOOK_EVERY_MS = 100;

/** Does it as soon as what it needs stands on the screen: a press is acknowledged before all that follows from it is out. */
export async function patiently<T>(settle: () => Promise<void>, act: () => Promise<T>): Promise<T> {
  const until = Date.now() + LONGEST_MS;
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof NotThere) || Date.now() > until) throw error;
    }
    await settle();
    await sleep(LOOK_EVERY_MS);
  }
}

/** The person, who waits for what they press, fill in and send. */
export const patient = (person: SimulatedPerson, settle: () => Promise<void>): SimulatedPerson =>
  withHands(person, {
    press: (label, on) => patiently(settle, () => person.press(label, on)),
    fill: (values) => patiently(settle, () => person.fill(values)),
    submit: () => patiently(settle, () => person.submit()),
  });
