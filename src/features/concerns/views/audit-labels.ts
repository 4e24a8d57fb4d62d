import type { AuditLabels } from '../../../bot/audit-labels.ts';

/** What is written down of who did what here, as people read it. */
export const AUDIT_LABELS: AuditLabels = {
  'concern-page.saved': 'changed the page “When something is wrong”',
  'concern-line.proposed': 'asked for another number to call about whoever runs this system',
  'concern-line.agreed': 'said that the number to call about whoever runs this system is right',
  'concern-line.kept': 'left the number to call about whoever runs this system as it was',
};
