import { z } from 'zod';
import { action, command, formAction, submission } from '../../chat/route.ts';
import { nothing, phone, words } from '../../chat/typed.ts';
import * as may from './permissions.ts';
import { DETAILS_LENGTH } from './rules/limits.ts';

const person = z.object({ person: z.uuid() });
const request = z.object({ request: z.uuid() });
const ask = z.object({ ask: z.uuid() });
const wish = z.object({ wish: z.uuid() });

const CHOOSE = 'Please choose one.';
const someone = z.uuid('Please choose somebody from the list.');

export const talk = command('talk', z.string(), may.openTalk, {
  also: ['ask someone to call me', 'ask somebody to call me', 'ask for a call', 'call me', 'ask for help'],
  summary: 'Ask somebody on your list to call you.',
  reads: true,
});
export const openTalk = action('escalations.talk', nothing, may.openTalk, { reads: true });
export const someoneElse = action('escalations.someone-else', nothing, may.beginCall, { reads: true });

// --- the one who asks ------------------------------------------------------------------------------------------------

export const press = action('escalations.press', person, may.beginCall);
/** With a request: pressed on its own card. */
export const urge = action('escalations.urge', request.partial(), may.beginCall);
export const plan = action('escalations.plan', person, may.beginCall);

export const KINDS = ['listen', 'advice', 'practical', 'cover'] as const;
export const SHARES = ['nothing', 'headline', 'details'] as const;

/** Asked in one short step when it isn't known yet, and what was pressed is done in the same step. */
const reach = {
  number: phone.optional(),
  way: z.enum(['call', 'message'], CHOOSE).default('call'),
  safe: z.enum(['yes', 'message-first', 'no'], CHOOSE).optional(),
};
const wanted = z.object({ want: z.enum(['press', 'urge', 'plan']), person: z.uuid().optional() });
export const tellReach = formAction('escalations.tell-reach', wanted, may.beginCall, { reads: true });
export const saveReach = submission('escalations.save-reach', wanted, z.object(reach), may.beginCall);

export const sayMore = formAction('escalations.say-more', nothing, may.beginCall, { reads: true });
export const sendMore = submission(
  'escalations.send-more',
  nothing,
  z.object({
    to: someone,
    kind: z.enum(KINDS, CHOOSE).optional(),
    share: z.enum(SHARES, CHOOSE).default('nothing'),
    words: words(DETAILS_LENGTH).optional(),
    ...reach,
  }),
  may.beginCall,
);

const requestAndPerson = request.extend({ person: z.uuid() });
export const skip = action('escalations.skip', requestAndPerson, may.keepCall);
export const share = action('escalations.share', requestAndPerson, may.keepCall);
export const another = action('escalations.another', request, may.keepCall);
export const undo = action('escalations.undo', request, may.keepCall);
export const end = action(
  'escalations.end',
  request.extend({ how: z.enum(['spoken', 'stop']) }),
  may.keepCall,
);
export const leaveIt = action('escalations.leave-it', nothing, may.beginCall, { reads: true });
export const unsayNeeded = action('escalations.unsay-needed', request, may.keepCall);
export const sayNeeded = action(
  'escalations.needed',
  request.extend({ needed: z.enum(['yes', 'no']) }),
  may.keepCall,
);

export const changeSupervisor = formAction('escalations.change-supervisor', nothing, may.beginCall, {
  reads: true,
});
export const sendWish = submission(
  'escalations.send-wish',
  nothing,
  z.object({ about: someone, to: someone, words: words(DETAILS_LENGTH).optional() }),
  may.beginCall,
);
export const openWish = formAction('escalations.open-wish', wish, may.readWish);
export const settleWish = action('escalations.settle-wish', wish, may.readWish);

/** To somebody else, when whom they wrote to cannot see to it any more. */
export const moveWish = formAction('escalations.move-wish', wish, may.moveWish);
export const saveWishMove = submission(
  'escalations.save-wish-move',
  wish,
  z.object({ to: someone }),
  may.moveWish,
);

// --- the one who is asked ----------------------------------------------------------------------------------------------

export const openAsk = formAction('escalations.open', ask, may.answerCall);
export const call = action('escalations.call', ask, may.answerCall);
export const handOver = action('escalations.hand-over', ask, may.answerCall);
export const whatToSay = formAction('escalations.what-to-say', nothing, may.beginCall, { reads: true });
