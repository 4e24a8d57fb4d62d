import type { Actor } from '../../chat/inbound.ts';

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

/** Letters and digits that are not taken for one another on a screen or on paper. */
const CODE_LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** `K7QW-M2XA`: about 40 bits, and ten tries at the most. */
export function spellCode(random: Uint8Array): string {
  const letters = [...random.slice(0, 8)].map((byte) => CODE_LETTERS[byte % CODE_LETTERS.length]);
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
}

/** As typed by hand: case, spaces and the dash do not matter. */
export const plainCode = (typed: string): string => typed.toUpperCase().replace(/[^A-Z0-9]/g, '');

export const SETUP_TRIES = 10;

export type SetupVerdict = 'accepted' | 'wrong' | 'voided' | 'none';

/** What becomes of a setup code that somebody typed. Where others can read it, it is void whether right or wrong. */
export function judgeSetup(
  code: { hash: string; tries: number } | undefined,
  typedHash: string,
  inPrivate: boolean,
): SetupVerdict {
  if (!code) return 'none';
  if (!inPrivate) return 'voided';
  if (code.hash === typedHash) return 'accepted';
  return code.tries + 1 >= SETUP_TRIES ? 'voided' : 'wrong';
}

/** The first word of a name, for a greeting. */
export const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? name;
