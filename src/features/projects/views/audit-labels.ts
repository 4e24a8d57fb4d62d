import type { AuditLabels } from '../../../bot/audit-labels.ts';

/** What is written down of who did what here, as people read it. */
export const AUDIT_LABELS: AuditLabels = {
  'conflict.read': 'read what you said about conflicts',
  'needs.read': 'read what you need to take part',
  'note.read': 'read the note that you added when you withdrew',
  'host.named': 'named a host to those who are interested',
  'placement.chosen': { done: 'put somebody forward for a project', toYou: 'put you forward for a project' },
  'placement.ruled': {
    done: 'decided about a conflict of interest',
    toYou: 'decided about what you said of conflicts',
  },
  'details.released': {
    done: 'handed details to a host',
    toYou: 'handed your details to a host',
  },
  'details.recalled': {
    done: 'noted that details did not go to a host',
    toYou: 'noted that your details did not go to a host',
  },
  'details.deletion-noted': {
    done: 'noted that a host has deleted details',
    toYou: 'noted that a host has deleted your details',
  },
  'project.moved': 'moved the days of a project',
  'project.listed': {
    done: 'took a list of who said yes to a project',
    toYou: 'took a list of who said yes to a project, with you on it',
  },
  'project.written': {
    done: 'wrote to the people of a project',
    toYou: 'wrote to you and others on a project',
  },
  'project.cancelled': 'called off a project',
};
