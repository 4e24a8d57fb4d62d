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
