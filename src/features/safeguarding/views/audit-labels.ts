import type { AuditLabels } from '../../../bot/audit-labels.ts';

/** What is written down of who did what here, as people read it. */
export const AUDIT_LABELS: AuditLabels = {
  'number.confirmed': 'confirmed a number that people can call',
  'number.unconfirmed': 'took back that a number was confirmed',
  'safety.change-agreed': 'a change to whom people turn to took effect',
  'safety.change-kept': 'said no to a change to whom people turn to, or took it back',
  'safety.change-proposed': 'asked for a change to whom people turn to',
  'safety.change-void': 'a change to whom people turn to gave way to another',
  'safety.closed': 'changed the safety set-up, so that calls and questions were switched off',
  'safety.deputy-named': 'named the safeguarding deputy',
  'safety.lead-named': 'named the safeguarding lead',
  'safety.nation-chosen': 'chose the nation whose numbers are shown',
  'safety.opened': 'completed the safety set-up, so that calls and questions were switched on',
  'safety.out-of-hours-said': 'said who answers out of hours',
};
