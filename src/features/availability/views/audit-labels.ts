import type { AuditLabels } from '../../../bot/audit-labels.ts';

/** What is written down of who did what here, as people read it. */
export const AUDIT_LABELS: AuditLabels = {
  'call-out.widened': 'asked everybody else in the pool, too',
  'call-out.sent': 'sent a call-out',
  'call-out.taken-back': 'took back a call-out',
  'call-out.corrected': 'corrected a call-out that was sent',
  'call-out.one-asked': { done: 'asked one person by hand', toYou: 'asked you by hand' },
  'call-out.sent-again': {
    done: 'sent one person an invitation once more',
    toYou: 'sent you an invitation once more',
  },
  'call-out.noted': {
    done: 'noted somebody’s reply on their behalf',
    toYou: 'noted your reply to a call-out on your behalf',
  },
  'pencil.corrected': 'corrected a heads-up that was sent',
  'pencil.sent': 'sent a heads-up about a project',
  'pencil.taken-back': 'took back a heads-up',
  'pencil.fixed': 'fixed the dates of a project, and sent its call-out',
};
