import type { AuditLabels } from '../../../bot/audit-labels.ts';

/** What is written down of who did what here, as people read it. */
export const AUDIT_LABELS: AuditLabels = {
  'question.read': 'read a question',
  'topic.changed': 'changed a topic of questions, or who is asked about it',
};
