import type { Beginning } from '../../../bot/feature.ts';
import { type Block, paragraph, small } from '../../../chat/message.ts';
import { spokenDate } from '../../../time/spoken.ts';
import type { BASES, CONDITIONS, PolicyKind } from '../rules/policies.ts';
import type { Basis, Policy } from '../store/policies.ts';

export const KIND_NAMES: Record<PolicyKind, string> = {
  'privacy-notice': 'Privacy notice',
  terms: 'Terms',
  'role-description': 'Role description',
  'code-of-conduct': 'Code of conduct',
  charter: 'Charter',
};
export const BEGINNING_NAMES: Record<Beginning, string> = {
  join: 'Joining the network',
  'peer-pool': 'Joining the peer pool',
  buddies: 'Asking for a buddy',
};
export const BASIS_NAMES: Record<(typeof BASES)[number], string> = {
  consent: 'Consent',
  contract: 'A contract',
  'legal-obligation': 'The law requires it',
  'public-task': 'A public task',
  'legitimate-interests': 'Legitimate interests',
};
export const CONDITION_NAMES: Record<(typeof CONDITIONS)[number], string> = {
  'explicit-consent': 'Explicit consent',
  employment: 'Employment or social protection',
  'not-for-profit': 'A not-for-profit body, for its members',
  'health-or-social-care': 'Health or social care',
  'none-held': 'We hold nothing of that kind',
};
/** Version, approval and review: what E24 asks to be shown with every document. */
export const stamp = ({ version, approvedBy, approvedOn, reviewOn }: Policy): string =>
  `Version ${version}. Approved by ${approvedBy} on ${spokenDate(approvedOn)}. To be looked at again by ${spokenDate(reviewOn)}.`;

export const wordsOf = (policy: Policy): Block[] => [
  paragraph(policy.summary),
  ...(policy.url ? [paragraph({ type: 'link', text: 'Read the full text', url: policy.url })] : []),
  small(stamp(policy)),
];

export const basisWords = (basis: Basis | undefined, isCoordinator = false): string =>
  basis
    ? `Data is kept here on the basis of: ${BASIS_NAMES[basis.basis as keyof typeof BASIS_NAMES].toLowerCase()}. For what is said about health: ${CONDITION_NAMES[basis.condition as keyof typeof CONDITION_NAMES].toLowerCase()}.${basis.note ? ` ${basis.note}` : ''}`
    : isCoordinator
      ? 'You haven’t recorded the lawful basis yet.'
      : 'Your coordinators haven’t yet written down their legal reason for keeping people’s data. You can ask them for it.';
