import type { AuditLabels } from '../../../bot/audit-labels.ts';

/** What is written down of who did what here, as people read it. */
export const AUDIT_LABELS: AuditLabels = {
  'call.opened': 'opened your request for a call',
  'wish.opened': 'opened your wish to change supervisor',
};
