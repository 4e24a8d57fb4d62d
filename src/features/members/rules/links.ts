import { button } from '../../../chat/route.ts';
import * as routes from '../routes.ts';

export const askButton = button(routes.askToJoin, 'Ask to join', {}, 'primary');
