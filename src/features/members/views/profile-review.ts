import { type Card, paragraph } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import * as routes from '../routes.ts';

/** A8. It says nothing of what is in the profile: a locked screen may show it. */
export const profileCard: Card = {
  title: 'Is this still right?',
  body: [
    paragraph(
      'It’s half a year since you looked over what you say about yourself, such as your role and area.',
    ),
    paragraph('If you do nothing, it stays as it is.'),
  ],
  actions: [
    button(routes.stillRight, 'Still right', {}, 'primary'),
    button(routes.openProfile, 'Change it', {}),
  ],
};
export const profileRight: Card = {
  title: 'Thank you for looking it over',
  body: [paragraph('I’ll ask again in half a year. You can change it at any time.')],
  actions: [button(routes.openProfile, 'My profile', {})],
};
