import { z } from 'zod';
import { action, command, formAction, submission } from '../../chat/route.ts';
import { CHOOSE, callingName, nothing, personName, words } from '../../chat/typed.ts';
import { KINDS, PARTICIPANT_KINDS } from '../../directory/participant-kinds.ts';
import { SKILL_ID_LENGTH } from '../../directory/skills.ts';
import { LIST_ITEM_LENGTH, LIST_ITEMS, readShortList } from '../../text/short-list.ts';
import * as may from './permissions.ts';

const member = z.object({ member: z.uuid() });

export const setUp = command(
  'setup',
  z.string().trim().min(1, 'Type the word setup, a space and the code that was shown when I first started.'),
  may.askToJoin,
  {
    usage: 'CODE',
    summary: 'Set this network up, with the code from the first start.',
  },
);
export const join = command('join', z.string(), may.askToJoin, {
  also: ['ask to join'],
  summary: 'Ask to join this network.',
});
export const askToJoin = action('members.ask', nothing, may.askToJoin);
export const admit = action('members.admit', member, may.admitMember);
export const declineToAdmit = action('members.decline', member, may.admitMember);
const shortList = z
  .string()
  .max(1_000, 'Please keep this shorter.')
  .default('')
  .transform(readShortList)
  .pipe(
    z
      .array(z.string().max(LIST_ITEM_LENGTH, `Please keep each to ${LIST_ITEM_LENGTH} characters.`))
      .max(LIST_ITEMS, `Please name ${LIST_ITEMS} at the most.`),
  );

export const profile = command('profile', z.string(), may.keepProfile, {
  summary: 'What you say about yourself.',
  opensForm: true,
  reads: true,
});
export const openProfile = formAction('members.profile', nothing, may.keepProfile, { reads: true });
/** `organisation` is the id of one that is known, or `none`; a name typed beside it wins. */
export const saveProfile = submission(
  'members.save-profile',
  nothing,
  z.object({
    name: personName.optional(),
    called: callingName.optional(),
    organisation: z.union([z.uuid(), z.literal('none')], CHOOSE).optional(),
    organisationName: words(120).optional(),
    area: words(80).optional(),
    kinds: z.array(z.enum(KINDS, CHOOSE)).default([]),
    listed: z.array(z.string().max(SKILL_ID_LENGTH)).default([]),
    /** Words of their own; of a form from before there was a list all of them. */
    skills: shortList,
    topics: shortList,
    interests: shortList,
    languages: shortList,
    hours: z.enum(['work', 'evenings', 'never'], CHOOSE).optional(),
  }),
  may.keepProfile,
);

/** The answer to being asked twice a year. */
export const stillRight = action('members.still-right', nothing, may.keepProfile);

/** Which participant kinds were on the card: what the person said since then is not confirmed unseen. */
const shownKinds = z.object({ member: z.uuid(), hats: z.array(z.enum(PARTICIPANT_KINDS)) });

export const confirmParticipantKinds = action('members.confirm-hats', shownKinds, may.admitMember);
export const declineParticipantKinds = action('members.decline-hats', shownKinds, may.admitMember);

/** How the name looked on the card: what somebody is called since then is not answered unseen. */
const which = z.object({ member: z.uuid(), looks: z.string().max(1_500) });
export const twoPeople = action('members.two-people', which, may.admitMember);
export const askForName = action('members.ask-for-name', which, may.admitMember);
