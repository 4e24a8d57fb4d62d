import type { Platform } from '../../chat/inbound.ts';
import type { Actor } from '../../directory/actor.ts';

/** A code is typed on the other platform within ten minutes, and answered within ten more. */
export const CODE_LASTS_MS = 10 * 60_000;
/** Half a code leads to it; the other half may be guessed at this often. */
export const CODE_TRIES = 5;

export type LinkState = 'issued' | 'typed' | 'joined' | 'refused' | 'voided' | 'replaced';
/** The account where the code was made, and the one where it was typed. */
export type Side = 'first' | 'typed';

export type TypedVerdict =
  | 'unknown'
  | 'public'
  | 'tried-out'
  | 'wrong'
  | 'used'
  | 'expired'
  | 'own-account'
  | 'joined-already'
  | 'fits';

/** What becomes of a code that somebody typed. Where others can read it, it is void whether right or wrong. */
export function judgeTyped(
  code: { hash: string; state: LinkState; tries: number; expiresAt: Date } | undefined,
  typed: { hash: string; inPrivate: boolean; isOwnAccount: boolean; isOwnMember: boolean },
  now: Date,
): TypedVerdict {
  if (!typed.inPrivate) return 'public';
  if (!code) return 'unknown';
  const isOpen = code.state === 'issued' && now < code.expiresAt;
  if (code.hash !== typed.hash) {
    if (!isOpen) return 'unknown';
    return code.tries + 1 >= CODE_TRIES ? 'tried-out' : 'wrong';
  }
  if (code.state === 'voided') return 'tried-out';
  if (code.state !== 'issued') return 'used';
  if (!isOpen) return 'expired';
  if (typed.isOwnAccount) return 'own-account';
  return typed.isOwnMember ? 'joined-already' : 'fits';
}

/** One of the two people that become one. `holds`: they have something here that cannot be mixed with another's. */
export interface Party {
  standing: Actor['standing'];
  holds: boolean;
}

const WEIGHT: Record<Actor['standing'], number> = { guest: 0, asked: 1, left: 2, member: 3 };

/** A guest, or somebody who has asked to join, without any record: nothing is lost when they become somebody else. */
export const isEmpty = ({ standing, holds }: Party): boolean =>
  !holds && (standing === 'guest' || standing === 'asked');

/**
 * Who stays when two become one; `undefined`: both hold something. Both are asked, always: whoever typed a code may have
 * been talked into it, and what they write afterwards would be somebody else's.
 */
export function planJoin(first: Party, typed: Party): Side | undefined {
  if (!isEmpty(first) && !isEmpty(typed)) return undefined;
  if (!isEmpty(typed)) return 'typed';
  if (!isEmpty(first)) return 'first';
  return WEIGHT[typed.standing] > WEIGHT[first.standing] ? 'typed' : 'first';
}

/** Of the accounts of one person, the one that leaves when this one is to be unlinked: as long as one is new, that one. */
export function leavesOf<A extends { id: string; isNew: boolean }>(
  accounts: readonly A[],
  chosen: string,
): { leaves: A; stays: A } | undefined {
  const asked = accounts.find(({ id }) => id === chosen);
  const leaves = asked && (accounts.find(({ isNew }) => isNew) ?? asked);
  const stays = accounts.find(({ id }) => id !== leaves?.id);
  return leaves && stays && { leaves, stays };
}

/** What a member may have here, as they read it when two accounts cannot be joined. */
export const HOLDINGS = {
  'profile.member_id': 'your profile',
  'list_person.owner_id': 'your list',
  'able.member_id': 'your settings',
  'never_person.owner_id': 'your settings',
  'reach.member_id': 'your settings',
  'responder.member_id': 'your settings',
  'role_grant.member_id': 'your role',
  'supervision.supervisor_id': 'whom you support',
  'supervision.member_id': 'your supervisor',
  'support_note.member_id': 'your settings',
};

export const PLATFORM_NAMES: Record<Platform, string> = { slack: 'Slack', teams: 'Teams' };
