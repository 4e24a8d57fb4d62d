import type { AuditLabels } from '../../../bot/audit-labels.ts';

/** What is written down of who did what here, as people read it. */
export const AUDIT_LABELS: AuditLabels = {
  'data.sent': 'took a copy of your data',
  'member.forgotten': 'was asked to forget somebody, and did',
  'message.out-of-hours': {
    done: 'sent something urgent outside somebody’s hours',
    toYou: 'sent you something urgent outside your hours',
  },
  'retention.purged': 'deleted what was over',
};
