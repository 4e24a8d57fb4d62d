import type { AuditLabels } from '../../../bot/audit-labels.ts';

/** What is written down of who did what here, as people read it. */
export const AUDIT_LABELS: AuditLabels = {
  'support.opened': {
    done: 'read how somebody likes to be supported',
    toYou: 'read how you like to be supported',
  },
};
