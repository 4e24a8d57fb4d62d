import type { AuditLabels } from '../../bot/audit-labels.ts';

/** What is written down of who did what here, as people read it. */
export const AUDIT_LABELS: AuditLabels = {
  'request.read': { done: 'read what somebody asked', toYou: 'read what you asked' },
  'request.answered': { done: 'answered what somebody asked', toYou: 'answered what you asked' },
  'request.changed': { done: 'changed an answer', toYou: 'changed the answer to what you asked' },
};
