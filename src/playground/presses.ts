import { withHands } from './hands.ts';
import type { SimulatedPerson } from './simulated.ts';

/** One press of somebody. What they type costs none; to send it does. */
export interface Press {
  /** By name. */
  person: string;
  what: string;
}

/**
 * The person, of whom each press is told once it is done: a button, a command or words that are sent, their own page, a form
 * that is sent, and in a form every tick, choice and date.
 */
export const counting = (person: SimulatedPerson, tell: (what: string) => void): SimulatedPerson =>
  withHands(person, {
    async say(text, shape) {
      await person.say(text, shape);
      tell(`says “${text}”`);
    },
    async command(text, where) {
      await person.command(text, where);
      tell(`types “${text}”`);
    },
    async press(label, on) {
      await person.press(label, on);
      tell(`presses “${label}”`);
    },
    async fill(values) {
      await person.fill(values);
      const picked = person.form?.picked ?? [];
      for (const [label, value] of Object.entries(values)) {
        const ticks = typeof value === 'string' ? (picked.includes(label) ? [value] : []) : value;
        for (const tick of ticks) tell(`ticks “${tick}”`);
      }
    },
    async submit() {
      const label = person.form?.submit ?? 'the form';
      await person.submit();
      tell(`sends “${label}”`);
    },
    async openHome() {
      await person.openHome();
      tell('opens their own page');
    },
  });

/** How often each of them pressed, the most first. */
export function pressesBy(presses: readonly Press[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { person } of presses) counts.set(person, (counts.get(person) ?? 0) + 1);
  return new Map([...counts].sort(([, a], [, b]) => b - a));
}
