import type { AuditLabels } from '../../../bot/audit-labels.ts';

/** What is written down of who did what here, as people read it. */
export const AUDIT_LABELS: AuditLabels = {
  'member.admit': {
    done: 'admitted somebody',
    toYou: 'let you in as a member',
  },
  'member.decline': {
    done: 'did not admit somebody',
    toYou: 'did not let you in, when you asked',
  },
  'member.hats-confirmed': {
    done: 'confirmed somebody’s role',
    toYou: 'confirmed your role',
  },
  'member.hats-declined': {
    done: 'did not confirm somebody’s role',
    toYou: 'did not confirm your role',
  },
  'member.namesake-asked': 'asked somebody to add something to their name',
  'member.namesake-fine': 'said that two people of one name are two people',
  'member.renamed': 'chose another name',
};
