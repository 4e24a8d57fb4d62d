import type { MemberId } from '../../../chat/message.ts';

/** Ours: as many as a form shows well, and more than an evening's calls need. */
export const LIST_PLACES = 5;

/** With one person who may be asked a call ends where they do not answer. */
export const ENOUGH = 2;

/**
 * The list after a form. Each place is as the form showed it or as it was changed: whoever was chosen for a place stands
 * there in place of the one who did, and whoever moved up changes places with the one above. A place left empty is kept:
 * only `off` takes somebody off. Whom the form did not show yet comes after. May be longer than the list holds.
 */
export function arrangeList(
  before: readonly MemberId[],
  shown: readonly MemberId[],
  chosen: readonly (MemberId | undefined)[],
  off: readonly MemberId[],
): MemberId[] {
  const changed = changedPlaces(shown, chosen);
  const places = Array.from({ length: Math.max(shown.length, chosen.length) }, (_, place) => {
    if (changed[place] !== undefined) return changed[place];
    const stays = shown[place];
    if (stays === undefined || !changed.includes(stays)) return stays;
    const left = shown[changed.indexOf(stays)];
    return left !== undefined && changed.includes(left) ? undefined : left;
  });
  const isHere = (member: MemberId) => before.includes(member) || changed.includes(member);
  const all = [...places.filter((member) => member !== undefined && isHere(member)), ...before] as MemberId[];
  const replaced = shown.filter((member) => !places.includes(member));
  return [...new Set(all)].filter((member) => !off.includes(member) && !replaced.includes(member));
}

/** By place, whom somebody chose there; undefined where it is as it was shown, or left empty. */
export const changedPlaces = (
  shown: readonly MemberId[],
  chosen: readonly (MemberId | undefined)[],
): (MemberId | undefined)[] => chosen.map((member, place) => (member === shown[place] ? undefined : member));
