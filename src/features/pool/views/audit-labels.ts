import type { AuditLabels } from '../../../bot/audit-labels.ts';

/** What is written down of who did what here, as people read it. */
export const AUDIT_LABELS: AuditLabels = {
  'pool.looked-over': 'looked over the peer pool',
  'pool-invitation.sent': {
    done: 'told people in the pool of a meeting that might interest them',
    toYou: 'told you of a meeting that might interest you',
  },
  'pool-invitation.taken-back': {
    done: 'took back what was sent to people in the pool by mistake',
    toYou: 'took back what was sent to you by mistake',
  },
};
