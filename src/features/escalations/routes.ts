import { z } from 'zod';
import { action, command, formAction, submission } from '../../chat/route.ts';
import { phone } from '../../chat/typed.ts';
import { DETAILS_LENGTH } from './rules/limits.ts';

const nothing = z.object({});
const person = z.object({ person: z.uuid() });
const request = z.object({ request: z.uuid() });
const ask = z.object({ ask: z.uuid() });
const wish = z.object({ wish: z.uuid() });

const CHOOSE = 'Please choose one.';
const words = (most: number) => z.string().trim().max(most, `Please keep this to ${most} characters.`);
const someone = z.uuid('Please choose somebody from the list.');

export const talk = command('talk', z.string(), {
  also: ['ask someone to call me', 'ask somebody to call me', 'ask for a call', 'call me', 'ask for help'],
  summary: 'Ask somebody on your list to call you.',
});
export const openTalk = action('escalations.talk', nothing);
export const someoneElse = action('escalations.someone-else', nothing);

// --- the one who asks ------------------------------------------------------------------------------------------------

export const press = action('escalations.press', person);
/** With a request: pressed on its own card. */
export const urge = action('escalations.urge', request.partial());
export const plan = action('escalations.plan', person);

export const KINDS = ['listen', 'advice', 'practical', 'cover'] as const;
export const SHARES = ['nothing', 'headline', 'details'] as const;

/** Asked in one short step when it isn't known yet, and what was pressed is done in the same step. */
const reach = {
  number: phone.optional(),
  way: z.enum(['call', 'message'], CHOOSE).default('call'),
  safe: z.enum(['yes', 'message-first', 'no'], CHOOSE).optional(),
};
const wanted = z.object({ want: z.enum(['press', 'urge', 'plan']), person: z.uuid().optional() });
export const tellReach = formAction('escalations.tell-reach', wanted);
export const saveReach = submission('escalations.save-reach', wanted, z.object(reach));

export const sayMore = formAction('escalations.say-more', nothing);
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
);

const requestAndPerson = request.extend({ person: z.uuid() });
export const skip = action('escalations.skip', requestAndPerson);
export const share = action('escalations.share', requestAndPerson);
export const another = action('escalations.another', request);
export const undo = action('escalations.undo', request);
export const end = action('escalations.end', request.extend({ how: z.enum(['spoken', 'stop']) }));
export const leaveIt = action('escalations.leave-it', nothing);
export const unsayNeeded = action('escalations.unsay-needed', request);
export const sayNeeded = action('escalations.needed', request.extend({ needed: z.enum(['yes', 'no']) }));

export const changeSupervisor = formAction('escalations.change-supervisor', nothing);
export const sendWish = submission(
  'escalations.send-wish',
  nothing,
  z.object({ about: someone, to: someone, words: words(DETAILS_LENGTH).optional() }),
);
export const openWish = formAction('escalations.open-wish', wish);
export const settleWish = action('escalations.settle-wish', wish);

/** To somebody else, when whom they wrote to cannot see to it any more. */
export const moveWish = formAction('escalations.move-wish', wish);
export const saveWishMove = submission('escalations.save-wish-move', wish, z.object({ to: someone }));

// --- the one who is asked ----------------------------------------------------------------------------------------------

export const openAsk = formAction('escalations.open', ask);
export const call = action('escalations.call', ask);
export const handOver = action('escalations.hand-over', ask);
export const whatToSay = formAction('escalations.what-to-say', nothing);
