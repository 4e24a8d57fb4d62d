/** Which hats somebody may wear here, once a coordinator has confirmed it; several may hold. */
export const HATS = ['peer', 'manager'] as const;
export type Hat = (typeof HATS)[number];

/** The hats that go with what somebody says they are. */
export const hatsOf = (kinds: readonly Kind[]): Hat[] => [
  ...(isPeer(kinds) ? (['peer'] as const) : []),
  ...(isManager(kinds) ? (['manager'] as const) : []),
];

export interface Hats {
  kinds: readonly Kind[];
  confirmed: readonly Hat[];
  /** A coordinator looked, and it wasn't a yes for now: nobody is asked again until the person says something else. */
  declined: readonly Hat[];
}

/** What a coordinator is still to look at. */
export const hatsToConfirm = ({ kinds, confirmed, declined }: Hats): Hat[] =>
  hatsOf(kinds).filter((hat) => !confirmed.includes(hat) && !declined.includes(hat));

/** What stays when somebody says something else of themselves: a hat that they no longer name is put down at once. */
export function keepHats(before: Hats, kinds: readonly Kind[]): Pick<Hats, 'confirmed' | 'declined'> {
  const named = hatsOf(kinds);
  return {
    confirmed: before.confirmed.filter((hat) => named.includes(hat)),
    declined: before.declined.filter((hat) => named.includes(hat)),
  };
}

export const KINDS = ['officer', 'councillor', 'volunteer', 'paid-peer', 'manager'] as const;
export type Kind = (typeof KINDS)[number];

/** Somebody may be both; who has not said what they are is neither, and sees only what is for everyone. */
export const isPeer = (kinds: readonly Kind[]): boolean => kinds.some((kind) => kind !== 'manager');
export const isManager = (kinds: readonly Kind[]): boolean => kinds.includes('manager');

export const KIND_LABELS: Record<Kind, string> = {
  officer: 'Officer',
  councillor: 'Councillor',
  volunteer: 'Volunteer',
  'paid-peer': 'Paid peer worker',
  manager: 'Manager or supervisor of peers',
};
