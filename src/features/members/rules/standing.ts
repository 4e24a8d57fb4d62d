import type { Actor } from '../../../directory/actor.ts';

type Standing = Actor['standing'];
type Step = 'ask' | 'admit' | 'decline';

/** How somebody comes into the network: a guest asks, a coordinator admits or not; who was not admitted may ask again. */
const TRANSITIONS: Record<Standing, Partial<Record<Step, Standing>>> = {
  guest: { ask: 'asked' },
  asked: { admit: 'member', decline: 'guest' },
  member: {},
  left: { ask: 'asked' },
};

/** `undefined`: this step is not possible from here; somebody was quicker. */
export const nextStanding = (from: Standing, step: Step): Standing | undefined => TRANSITIONS[from][step];
