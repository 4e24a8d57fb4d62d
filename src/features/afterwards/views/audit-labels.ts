import type { AuditLabels } from '../../../bot/audit-labels.ts';

/** What is written down of who did what here, as people read it. */
export const AUDIT_LABELS: AuditLabels = {
  'self-assessment.read': {
    done: 'read a peer’s look back at a project',
    toYou: 'read your look back at a project',
  },
  'peer-feedback.read': 'read what peers told about projects, without names',
  'claim.approved': { done: 'approved a claim for expenses', toYou: 'approved your claim for expenses' },
  'claim.returned': {
    done: 'asked for a claim for expenses to be sent again',
    toYou: 'asked you to send your claim for expenses again',
  },
  'claim.reopened': {
    done: 'took back a decision about a claim for expenses',
    toYou: 'took back a decision about your claim for expenses',
  },
};
