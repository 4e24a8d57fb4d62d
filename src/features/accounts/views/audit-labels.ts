import type { AuditLabels } from '../../../bot/audit-labels.ts';

/** What is written down of who did what here, as people read it. */
export const AUDIT_LABELS: AuditLabels = {
  'account.linked': 'linked an account on the other platform',
  'account.unlinked': 'unlinked an account',
};
