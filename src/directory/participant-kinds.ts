/** In which kind somebody takes part here, once a coordinator has confirmed it; several may hold. */
export const PARTICIPANT_KINDS = ['peer', 'manager'] as const;
export type ParticipantKind = (typeof PARTICIPANT_KINDS)[number];

/** The kinds that go with what somebody says they are. */
export const participantKindsOf = (kinds: readonly Kind[]): ParticipantKind[] => [
  ...(isPeer(kinds) ? (['peer'] as const) : []),
  ...(isManager(kinds) ? (['manager'] as const) : []),
];

export interface ParticipantKinds {
  kinds: readonly Kind[];
  confirmed: readonly ParticipantKind[];
  /** A coordinator looked, and it wasn't a yes for now: nobody is asked again until the person says something else. */
  declined: readonly ParticipantKind[];
}

/** What a coordinator is still to look at. */
export const participantKindsToConfirm = ({
  kinds,
  confirmed,
  declined,
}: ParticipantKinds): ParticipantKind[] =>
  participantKindsOf(kinds).filter((kind) => !confirmed.includes(kind) && !declined.includes(kind));

/** What stays when somebody says something else of themselves: one that they no longer name is put down at once. */
export function keepParticipantKinds(
  before: ParticipantKinds,
  kinds: readonly Kind[],
): Pick<ParticipantKinds, 'confirmed' | 'declined'> {
  const named = participantKindsOf(kinds);
  return {
    confirmed: before.confirmed.filter((kind) => named.includes(kind)),
    declined: before.declined.filter((kind) => named.includes(kind)),
  };
}

/** D4: something is for everyone, for peers away from managers, or for managers. */
export const AUDIENCES = ['everyone', 'peers', 'managers'] as const;
export type ForWhom = (typeof AUDIENCES)[number];

/** Whether somebody who is of these kinds could be in the audience at all, as one or the other. */
export const belongsTo = (audience: ForWhom, who: { isPeer: boolean; isManager: boolean }): boolean =>
  audience === 'everyone' || (audience === 'peers' ? who.isPeer : who.isManager);

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
