import { plainCode, spellCode } from '../rules.ts';

/** `K7QW-M2XA-9BCD`: about 59 bits, for it works for months; longer than a link code, so that the two are told apart. */
export const spellJoinCode = (random: Uint8Array): string =>
  `${spellCode(random.slice(0, 8))}-${spellCode(random.slice(8, 16)).slice(0, 4)}`;

/** As it is shown: three times four. */
export const showJoinCode = (code: string): string => plainCode(code).replace(/(.{4})(?=.)/g, '$1-');

/** A code with nothing around it but perhaps "join". `undefined`: these words are none. */
export function readJoinCode(typed: string): string | undefined {
  const words = typed.trim().replace(/^join\s+/i, '');
  return /^[A-Za-z0-9]{4}[\s-]?[A-Za-z0-9]{4}[\s-]?[A-Za-z0-9]{4}$/.test(words) && /[\d-]/.test(words)
    ? plainCode(words)
    : undefined;
}
