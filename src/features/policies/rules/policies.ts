export const POLICY_KINDS = [
  'privacy-notice',
  'terms',
  'role-description',
  'code-of-conduct',
  'charter',
] as const;
export type PolicyKind = (typeof POLICY_KINDS)[number];

export const BEGINNINGS = ['join', 'peer-pool', 'buddies'] as const;

/** UK GDPR, article 6. */
export const BASES = [
  'consent',
  'contract',
  'legal-obligation',
  'public-task',
  'legitimate-interests',
] as const;
/** UK GDPR, article 9 and schedule 1 of the Data Protection Act 2018: what is said of health needs one of these. */
export const CONDITIONS = [
  'explicit-consent',
  'employment',
  'not-for-profit',
  'health-or-social-care',
  'none-held',
] as const;

export interface Basis {
  basis: string;
  condition: string;
  note: string | null;
  recordedAt: Date;
}
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

export const basisWords = (basis: Basis | undefined, isCoordinator = false): string =>
  basis
    ? `Data is kept here on the basis of: ${BASIS_NAMES[basis.basis as keyof typeof BASIS_NAMES].toLowerCase()}. For what is said about health: ${CONDITION_NAMES[basis.condition as keyof typeof CONDITION_NAMES].toLowerCase()}.${basis.note ? ` ${basis.note}` : ''}`
    : isCoordinator
      ? 'You haven’t recorded the lawful basis yet.'
      : 'Your coordinators haven’t yet written down their legal reason for keeping people’s data. You can ask them for it.';
