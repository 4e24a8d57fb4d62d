import type { AuditLabels } from '../../../bot/audit-labels.ts';

/** What is written down of who did what here, as people read it. */
export const AUDIT_LABELS: AuditLabels = {
  'forum.wishes-read': {
    done: 'read what people want talked about',
    toYou: 'read what you want talked about',
  },
};
