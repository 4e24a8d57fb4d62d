import type { AuditLabels } from '../../../bot/audit-labels.ts';

/** What is written down of who did what here, as people read it. */
export const AUDIT_LABELS: AuditLabels = {
  'consultation.sent': 'wrote to the peer pool',
  'consultation.taken-back': 'took back what was written to the peer pool',
  'consultation.closed': 'closed a question to the peer pool',
  'consultation.told-back': 'told the peer pool what came of it',
  'consultation.told-by-mistake': 'took back what was told to the peer pool',
  'consultation-answers.read': 'read what people answered',
};
