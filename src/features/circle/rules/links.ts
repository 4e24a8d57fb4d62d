import { type Block, type Button, row } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import * as routes from '../routes/call-consent.ts';
import { openList } from '../routes/list.ts';
import { openReach } from '../routes/reach.ts';

/** Where the screens of other features may lead: what is filled in there is somebody's own. */
export const choosePeople: Button = button(openList, 'Choose people', {}, 'primary');
export const howToReachMe: Button = button(openReach, 'How to reach me', {});

/** Asked of everybody in the same words, so that nobody can tell from it whether they are on a list. */
export const mayAsk = 'May somebody here ask you to call them?';
export const mayAskMore =
  'You can say “I can’t” each time, without a reason. No training is needed: it’s to call, listen, and ask what would help. Until you say yes, nobody asks you.';
export const answers = (card?: true): readonly Button[] => [
  button(routes.answerResponder, 'Yes, in my hours', { agreed: true, card }),
  button(routes.answerResponder, 'Not me', { agreed: false, card }),
];
/** One of the two questions at joining. */
export const mayAskRow: Block = row(`${mayAsk} ${mayAskMore}`, ...answers());
