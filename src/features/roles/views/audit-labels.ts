import type { AuditLabels } from '../../../bot/audit-labels.ts';

/** What is written down of who did what here, as people read it. */
export const AUDIT_LABELS: AuditLabels = {
  'role.ended': {
    done: 'ended a role',
    toYou: 'ended a role of yours',
  },
  'role.granted': {
    done: 'gave a role',
    toYou: 'gave you a role',
  },
  'supervision.changed': 'changed whom a supervisor supports',
  'work.handed-over': 'gave what a role left open to somebody else',
};
