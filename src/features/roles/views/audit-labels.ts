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
  'seat.accepted': 'took on what they were asked',
  'seat.ended': {
    done: 'ended what somebody had taken on',
    toYou: 'ended what you had taken on, or were asked to',
  },
  'seat.left': 'stepped out of what they had taken on',
  'seat.offered': {
    done: 'asked somebody to take something on',
    toYou: 'asked you to take something on',
  },
  'supervision.changed': 'changed whom a supervisor supports',
  'work.handed-over': 'gave what a role left open to somebody else',
};
