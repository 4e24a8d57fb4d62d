import type { AuditLabels } from '../../../bot/audit-labels.ts';

/** What is written down of who did what here, as people read it. */
export const AUDIT_LABELS: AuditLabels = {
  'basis.recorded': 'recorded the lawful basis',
  'policy.acknowledged': 'confirmed having read a document',
  'policy.needed': 'chose what needs a document read first',
  'policy.published': 'published a document',
};
