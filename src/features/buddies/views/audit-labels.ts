import type { AuditLabels } from '../../../bot/audit-labels.ts';

/** What is written down of who did what here, as people read it. */
export const AUDIT_LABELS: AuditLabels = {
  'buddy-notes.read': {
    done: 'read notes that were shared with the programme',
    toYou: 'read notes that you shared with the programme',
  },
  'buddy-round.taken-back': 'took back a round of buddy matching',
  'number.read': 'opened how to reach you',
  'place.read': 'read where you meet',
};
