import type { Role } from './actor.ts';

const ROLE_NAMES: Record<Role, string> = {
  coordinator: 'coordinator',
  organiser: 'organiser',
  supervisor: 'supervisor',
  'project-manager': 'project manager',
  'evaluation-lead': 'evaluation lead',
  conciliator: 'conciliator',
  committee: 'committee member',
  'steering-group': 'Steering Group member',
  champion: 'champion',
};

/** What each is for, as a phrase. */
export const ROLE_WORK: Record<Role, string> = {
  coordinator:
    'admits people, gives and ends roles, names the safeguarding lead, and is a project manager by that',
  organiser: 'arranges meetings and events',
  supervisor: 'supports peers at work',
  'project-manager': 'runs peer projects: calls out for peers, and sees each project to its end',
  'evaluation-lead': 'reads the self-assessments that peers hand in',
  conciliator: 'may be asked to help two people settle something',
  committee: 'hears what is raised with the committee',
  'steering-group': 'steers the network, and is a champion by that',
  champion: 'links their organisation with the Steering Group',
};

export const nameOf = (role: Role): string => ROLE_NAMES[role];
export const a = (role: Role): string =>
  `${/^[aeiou]/.test(ROLE_NAMES[role]) ? 'an' : 'a'} ${ROLE_NAMES[role]}`;
