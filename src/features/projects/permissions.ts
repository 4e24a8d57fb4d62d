import { permission } from '../../bot/permissions.ts';

/** A10, A21: who is put forward, what they answered and what is handed to a host is for whoever runs the project alone. */
export const runProject = permission('project.run', 'project-manager', {
  'its project manager': 'always',
  'its deputy': 'always',
});
/** Who stands in is for the manager to say, and for nobody who stands in. */
export const nameDeputy = permission('project.name-deputy', 'project-manager', {
  'its project manager': 'always',
});
/** Nothing is read or changed: somebody chose to leave it. */
export const keepAsItIs = permission('project.keep', 'project-manager');
