import type { Button } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { openList, openReach } from '../routes.ts';

/** Where the screens of other features may lead: what is filled in there is members' own. */
export const choosePeople: Button = button(openList, 'Choose people', {}, 'primary');
export const howToReachMe: Button = button(openReach, 'How to reach me', {});
