import type { Beginning } from '../../../bot/beginning.ts';
import { type Block, paragraph, small } from '../../../chat/message.ts';
import { spokenDate } from '../../../time/spoken.ts';
import type { PolicyKind } from '../rules/policies.ts';
import type { Policy } from '../store.ts';

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
/** Version, approval and review: what E24 asks to be shown with every document. */
export const stamp = ({ version, approvedBy, approvedOn, reviewOn }: Policy): string =>
  `Version ${version}. Approved by ${approvedBy} on ${spokenDate(approvedOn)}. To be looked at again by ${spokenDate(reviewOn)}.`;

export const wordsOf = (policy: Policy): Block[] => [
  paragraph(policy.summary),
  ...(policy.url ? [paragraph({ type: 'link', text: 'Read the full text', url: policy.url })] : []),
  small(stamp(policy)),
];
