import type { Button } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import * as routes from '../routes.ts';

/** To somebody’s own card on a project. */
export const placementButton = (placement: string): Button =>
  button(routes.showPlacement, 'See the project', { placement });
