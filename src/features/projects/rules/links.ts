import type { Button } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { firstName } from '../../../text/name.ts';
import * as routes from '../routes.ts';

/** From a call-out to those who answered it, and to the project as it stands. */
export const chooseButton = (project: string): Button =>
  button(routes.openChoice, 'Choose people', { project }, 'primary');
export const projectButton = (project: string): Button =>
  button(routes.showProject, 'See the project', { project });
export const peopleButton = (project: string): Button => button(routes.showPeople, 'The people', { project });
/** What a host said of somebody with it. */
export const agreedTo = (placement: string, name: string): Button =>
  button(routes.agree, `Host agreed to ${firstName(name)}`, { placement }, 'primary');
/** UK GDPR Art. 19: said by whoever got it elsewhere. */
export const deletedButton = (project: string, placement?: string): Button =>
  button(routes.noteDeleted, 'They said it’s deleted', { project, placement });
export const cancelButton = (project: string): Button =>
  button(routes.askToCancel, 'Call it off', { project });
export const moveButton = (project: string): Button => button(routes.openMove, 'Move the days', { project });
export const deputyButton = (project: string): Button => button(routes.showDeputy, 'Deputy', { project });
