import type { Button } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import * as routes from '../routes.ts';

/** From a call-out to those who answered it, and to the project as it stands. */
export const chooseButton = (project: string): Button =>
  button(routes.openChoice, 'Choose people', { project }, 'primary');
export const projectButton = (project: string): Button =>
  button(routes.showProject, 'See the project', { project });
export const cancelButton = (project: string): Button =>
  button(routes.askToCancel, 'Call it off', { project });
export const moveButton = (project: string): Button => button(routes.openMove, 'Move the days', { project });
export const deputyButton = (project: string): Button => button(routes.showDeputy, 'Deputy', { project });
