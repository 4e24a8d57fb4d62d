import { z } from 'zod';
import { action, command, formAction, ownLimit, submission } from '../../chat/route.ts';
import { callingName, personName, phone, safetyPhone, safetyWords } from '../../chat/typed.ts';
import { NATIONS } from '../../directory/helplines.ts';
import { ROLES } from '../../directory/roles.ts';
import { DIVISIONS } from '../../time/calendar.ts';
import { ABLE, KINDS, LIST_ITEM_LENGTH, LIST_ITEMS, readShortList } from './rules.ts';

const nothing = z.object({});
const member = z.object({ member: z.uuid() });

export const setUp = command(
  'setup',
  z.string().trim().min(1, 'Type the word setup, a space and the code that was shown when I first started.'),
  {
    usage: 'CODE',
    summary: 'Set this network up, with the code from the first start.',
  },
);
export const help = command('help', z.string(), {
  also: ['people to call', 'more numbers'],
  summary: 'People to call, and what I can do.',
});
export const home = command('home', z.string(), {
  also: ["what's waiting for me"],
  summary: 'What is waiting for you.',
});
export const join = command('join', z.string(), {
  also: ['ask to join'],
  summary: 'Ask to join this network.',
});

export const status = command('status', z.string(), {
  summary: 'What waits to be sent, what did not arrive, and why.',
});
export const openStatus = action('members.status', nothing);

export const askToJoin = action('members.ask', nothing);
export const admit = action('members.admit', member);
export const declineToAdmit = action('members.decline', member);
export const openHome = action('members.home', z.object({ page: z.int().min(0).max(100).optional() }));
export const openHelp = action('members.help', nothing);
export const chooseHours = action(
  'members.hours',
  z.object({ hours: z.enum(['work', 'evenings', 'never']) }),
);
/** For somebody who may not be the only one to read this chat. */
export const stopMessages = action('members.stop-messages', nothing);
export const askableView = formAction('members.askable', nothing);
export const employerView = formAction('members.employer', nothing);

const CHOOSE = 'Please choose one.';
const words = (most: number) => z.string().trim().max(most, `Please keep this to ${most} characters.`);
const DATE = 'Please give a date, such as 2027-03-16.';
const date = z.iso.date(DATE);
/** Breaks end within a year. */
const near = ownLimit(z.iso.date(DATE));
const someone = z.uuid('Please choose a name from the list.');
const ids = z.array(z.uuid()).default([]);
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

// --- my settings, and my profile -----------------------------------------------------------------------------------

export const settings = command('settings', z.string(), {
  summary: 'When I may message you, and your lists.',
});
export const openSettings = action('members.settings', nothing);

export const profile = command('profile', z.string(), {
  summary: 'What you say about yourself.',
  opensForm: true,
});
export const openProfile = formAction('members.profile', nothing);
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
    skills: shortList,
    topics: shortList,
    interests: shortList,
    languages: shortList,
    hours: z.enum(['work', 'evenings', 'never'], CHOOSE).optional(),
  }),
);

/** The answer to being asked twice a year. */
export const stillRight = action('members.still-right', nothing);

// --- when I may message you ------------------------------------------------------------------------------------------

export const hours = command('hours', z.string(), { summary: 'When I may message you, and taking a break.' });
export const openHours = action('members.open-hours', nothing);
export const openOwnHours = formAction('members.own-hours', nothing);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Please give a time, such as 08:30.');
export const saveHours = submission(
  'members.save-hours',
  nothing,
  z.object({
    hours: z.enum(['work', 'evenings', 'own', 'never'], CHOOSE),
    ...{ from: time.optional(), to: time.optional() },
    days: z.array(z.coerce.number().int().min(1).max(7)).default([]),
    division: z.enum(DIVISIONS, CHOOSE),
    zone: words(60).optional(),
  }),
);
export const openBreak = formAction('members.break', nothing);
export const saveBreak = submission('members.save-break', nothing, z.object({ day: near }));
export const endBreak = action('members.end-break', nothing);

// --- my list ---------------------------------------------------------------------------------------------------------

export const list = command('list', z.string(), {
  summary: 'Your own list of people to ask, which nobody else sees.',
});
export const openList = formAction('members.list', nothing);
/** `shown`: who stood on the list when the form was opened, in order. */
export const shownList = z.array(z.uuid()).max(10).default([]);
export const saveList = submission(
  'members.save-list',
  z.object({ shown: shownList }),
  z.object({
    ...{ person1: someone.optional(), person2: someone.optional(), person3: someone.optional() },
    ...{ person4: someone.optional(), person5: someone.optional() },
    off: ids,
  }),
);
export const openNever = formAction('members.never', nothing);
export const saveNever = submission(
  'members.save-never',
  nothing,
  z.object({ person: someone.optional(), off: ids }),
);

// --- being asked -----------------------------------------------------------------------------------------------------

/** `card`: pressed on the living card, which shows the answer in its place. */
export const answerResponder = action(
  'members.may-ask',
  z.object({ agreed: z.boolean(), card: z.literal(true).optional() }),
);
export const openResponder = formAction('members.responder', nothing);
export const saveResponder = submission(
  'members.save-responder',
  nothing,
  z.object({
    agreed: z.enum(['yes', 'no'], CHOOSE),
    outOfHours: z.enum(['yes', 'no'], CHOOSE),
    monthlyCap: z.enum(['1', '2', '3', '5', '10', 'none'], CHOOSE).optional(),
  }),
);
export const sayAble = action('members.able', z.object({ able: z.enum(ABLE) }));
const away = z.object({ able: z.enum(['stretched', 'not-now']) });
export const openBackAt = formAction('members.back', away);
export const saveBackAt = submission(
  'members.save-back',
  away,
  z.object({ day: near, time: z.iso.time('Please give a time, such as 14:30.').optional() }),
);

// --- how to reach me -------------------------------------------------------------------------------------------------

export const openReach = formAction('members.reach', nothing);
export const saveReach = submission(
  'members.save-reach',
  nothing,
  z.object({
    number: phone,
    way: z.enum(['call', 'message'], CHOOSE),
    safe: z.enum(['yes', 'message-first', 'no'], CHOOSE),
    note: words(200).optional(),
  }),
);
export const forgetReach = action('members.forget-reach', nothing);

// --- roles -----------------------------------------------------------------------------------------------------------

const role = z.object({ member: z.uuid(), role: z.enum(ROLES) });
const term = role.extend({ from: date.optional(), until: date.optional() });

export const roles = command('roles', z.string(), { summary: 'Who has which role; give one or end one.' });
export const openRoles = action('members.roles', nothing);
export const startRole = formAction('members.start-role', nothing);
export const chooseRole = submission(
  'members.choose-role',
  nothing,
  z.object({
    ...{ member: someone, role: z.enum(ROLES, CHOOSE) },
    ...{ from: date.optional(), until: date.optional() },
  }),
);
export const giveRole = action('members.give-role', term);
export const askToEndRole = action('members.ask-end-role', role);
export const endRole = action('members.end-role', role);

const supervisor = z.object({ supervisor: z.uuid() });
export const openSupervised = formAction('members.supervised', supervisor);
export const saveSupervised = submission(
  'members.save-supervised',
  supervisor,
  z.object({
    ...{ person1: someone.optional(), person2: someone.optional(), person3: someone.optional(), off: ids },
  }),
);

/** One thing that an ended role left open: of which feature, and which. */
const left = z.object({ grant: z.uuid(), feature: z.string().max(40), item: z.string().max(80) });
export const openGive = formAction('members.open-give', left);
/** The rest stays as it is; or comes back, for that was a mistake. */
export const leaveOpen = action('members.leave-open', z.object({ grant: z.uuid(), leave: z.boolean() }));
export const give = submission('members.give', left, z.object({ to: someone }));

// --- safety ----------------------------------------------------------------------------------------------------------

const which = z.object({ which: z.enum(['lead', 'deputy']) });

export const safety = command('safety', z.string(), {
  summary: 'The safeguarding lead, and the numbers that everybody sees.',
});
export const openSafety = action('members.safety', nothing);
export const openSafetyPerson = formAction('members.safety-person', which);
export const saveSafetyPerson = submission(
  'members.save-safety-person',
  which,
  z.object({ person: someone.optional(), name: personName.optional(), number: safetyPhone }),
);
export const openOutOfHours = formAction('members.out-of-hours', nothing);
export const saveOutOfHours = submission(
  'members.save-out-of-hours',
  nothing,
  z.object({ words: safetyWords(300) }),
);
export const openNation = formAction('members.nation', nothing);
export const saveNation = submission(
  'members.save-nation',
  nothing,
  z.object({ nation: z.enum(NATIONS, CHOOSE) }),
);
const check = z.object({ nation: z.enum(NATIONS), number: z.string().max(40) });
export const confirmNumber = action('members.confirm-number', check);
/** On the card that asks for it every half year. */
export const ringAgain = action('members.ring-again', check);
export const unconfirmNumber = action('members.unconfirm-number', check);
/** A change that waits for somebody's yes; whoever wants it may take it back. */
export const decideChange = action(
  'members.decide-safety-change',
  z.object({ change: z.uuid(), yes: z.boolean() }),
);
