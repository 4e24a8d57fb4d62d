import type { AuditLabels } from '../../../bot/audit-labels.ts';

/** What is written down of who did what here, as people read it. */
export const AUDIT_LABELS: AuditLabels = {
  'call-out.sent': 'sent a call-out',
  'call-out.taken-back': 'took back a call-out',
  'call-out.corrected': 'corrected a call-out that was sent',
  'pencil.corrected': 'corrected a heads-up that was sent',
  'pencil.sent': 'sent a heads-up about a project',
  'pencil.taken-back': 'took back a heads-up',
  'pencil.fixed': 'fixed the dates of a project, and sent its call-out',
};
