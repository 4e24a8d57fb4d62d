import type { AuditLabels } from '../../../bot/audit-labels.ts';

/** What is written down of who did what here, as people read it. */
export const AUDIT_LABELS: AuditLabels = {
  'host.read': 'read which host it is',
};
