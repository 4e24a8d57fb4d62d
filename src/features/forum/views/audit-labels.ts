import type { AuditLabels } from '../../../bot/audit-labels.ts';

/** What is written down of who did what here, as people read it. */
export const AUDIT_LABELS: AuditLabels = {
  'forum.announced': 'announced a meeting',
  'forum.asked': 'asked when a meeting should be',
  'forum.cancelled': 'called off a meeting',
  'forum.moved': 'moved a meeting',
  'forum.needs-read': {
    done: 'read what people need to take part',
    toYou: 'read what you need to take part',
  },
  'forum.posted': 'announced a meeting in a channel',
  'forum.restored': 'put a meeting back that was called off',
};
