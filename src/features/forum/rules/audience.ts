import type { ForWhom, ParticipantKind } from '../../../directory/participant-kinds.ts';

export interface Kind {
  isPeer: boolean;
  isManager: boolean;
}

/** `in`: sees it. `ask`: is both, and says first as what they come. `out`: for them it does not exist. */
export type Visibility = 'in' | 'ask' | 'out';

export function visibilityOf(
  audience: ForWhom,
  who: Kind,
  participantKind: ParticipantKind | null,
): Visibility {
  if (audience === 'everyone') return 'in';
  const [belongs, other]: [boolean, boolean] =
    audience === 'peers' ? [who.isPeer, who.isManager] : [who.isManager, who.isPeer];
  if (!belongs) return 'out';
  if (!other) return 'in';
  if (participantKind === null) return 'ask';
  return participantKind === participantKindFor(audience) ? 'in' : 'out';
}

export const participantKindFor = (audience: 'peers' | 'managers'): ParticipantKind =>
  audience === 'peers' ? 'peer' : 'manager';
