import {
  type Binding,
  type Context,
  type Feature,
  type HomePart,
  on,
  onArrival,
  type Work,
} from '../../bot/feature.ts';
import { drawWaiting, HOME_PAGE } from '../../bot/home.ts';
import { mayUse } from '../../bot/router.ts';
import { none, open, type Say, say } from '../../chat/reply.ts';
import { forgetDirect } from '../../directory/arrival.ts';
import * as again from './handlers/again.ts';
import * as asked from './handlers/asked.ts';
import { erase, exportOwn, pages, retention } from './handlers/erasure.ts';
import * as handover from './handlers/handover.ts';
import { hatsBindings, hatsWaiting } from './handlers/hats.ts';
import { hoursBindings } from './handlers/hours.ts';
import { askToJoin, invitedBindings, offerToExpected } from './handlers/invited.ts';
import * as joining from './handlers/joining.ts';
import { linkingBindings, newlyLinked } from './handlers/linking.ts';
import { listBindings } from './handlers/list.ts';
import { namesakeBindings, namesakesWaiting } from './handlers/namesakes.ts';
import { organisationsBindings, organisationsWaiting } from './handlers/organisations.ts';
import { ownNumberBindings } from './handlers/own-numbers.ts';
import { readParts } from './handlers/parts.ts';
import { exportPeople, importPeople } from './handlers/people-command.ts';
import { peopleListBindings } from './handlers/people-list.ts';
import { policiesWaiting, policyBindings, readFirst } from './handlers/policies.ts';
import { privacyBindings } from './handlers/privacy.ts';
import { saveProfile, showProfile } from './handlers/profile.ts';
import * as roles from './handlers/roles.ts';
import * as safety from './handlers/safety.ts';
import { changesWaiting, safetyChangeBindings } from './handlers/safety-changes.ts';
import * as settings from './handlers/settings.ts';
import { showStatus } from './handlers/status.ts';
import * as supervision from './handlers/supervision.ts';
import { supportBindings } from './handlers/support.ts';
import { wordsBindings } from './handlers/words.ts';
import * as routes from './routes.ts';
import { DISCREET } from './rules/discreet.ts';
import { HOLDINGS } from './rules/linking.ts';
import { readAble } from './store/able.ts';
import { readProfile } from './store/profile.ts';
import { readResponder } from './store/responder.ts';
import { readSafety } from './store/safety.ts';
import * as store from './store.ts';
import { askUnasked } from './sweep/asked.ts';
import { forgetCodes } from './sweep/codes.ts';
import { forget } from './sweep/erasure.ts';
import { reviewPolicies } from './sweep/policies.ts';
import { settleRoles } from './sweep/roles.ts';
import { takeUnanswered } from './sweep/safety-changes.ts';
import { askablePage, employerPage } from './views/at-work.ts';
import * as views from './views/home.ts';
import { greeting, stopButton } from './views/joining.ts';
import { safeguardingLine, safetyCards } from './views/safety.ts';

/** One page of what waits; only its cards are drawn. */
async function showHome(context: Context, page = 0): Promise<Say> {
  const parts = await readParts(context);
  const waiting = parts.flatMap((part) => part.waiting);
  const from = page * HOME_PAGE < waiting.length ? page * HOME_PAGE : 0;
  const cards = await drawWaiting(waiting.slice(from, from + HOME_PAGE));
  const blocks = from === 0 ? parts.flatMap((part) => part.blocks) : [];
  return say(views.homePage(context.actor, { cards, blocks, from, all: waiting.length }));
}

async function ownHome(context: Context): Promise<HomePart> {
  const { tx, actor, now } = context;
  const person = await store.readPerson(tx, actor.member);
  if (!person) return { waiting: [], blocks: [] };
  const coordinates = mayUse(actor, 'coordinator');
  const gate = coordinates
    ? safetyCards(await context.once('safety', () => readSafety(tx, now)), now, actor.timeZone)
    : [];
  const { asking, namesakes } = coordinates ? await store.readToJudge(tx) : { asking: [], namesakes: [] };
  const lookOver = await again.readProfileCard(tx, actor.member);
  const able = (await readAble(tx, [actor.member], now)).get(actor.member);
  return views.ownHome(
    actor,
    person,
    {
      asking: joining.askingWaiting(context, asking),
      cards: [
        ...(await policiesWaiting(context)),
        ...gate,
        ...(await changesWaiting(context)),
        ...(lookOver ? [lookOver] : []),
        ...(coordinates ? await handover.readHandovers(context) : []),
        ...(coordinates
          ? [
              ...(await hatsWaiting(context)),
              ...namesakesWaiting(context, namesakes),
              ...(await organisationsWaiting(context)),
            ]
          : []),
      ],
    },
    {
      able: able ?? { able: 'space', backAt: null },
      responder: await readResponder(tx, actor.member),
      profile: await context.once('profile', () => readProfile(tx, actor.member)),
    },
    now,
    await newlyLinked(context),
  );
}

const bindings: readonly Binding[] = [
  ...wordsBindings,
  on(routes.setUp, 'anyone', joining.setUp),
  on(routes.home, 'anyone', (context) => showHome(context)),
  on(routes.openHome, 'anyone', (context, { page }) => showHome(context, page)),
  on(routes.join, 'anyone', askToJoin),
  on(routes.askToJoin, 'anyone', askToJoin),
  on(routes.admit, 'coordinator', joining.answerAsker('admit')),
  on(routes.declineToAdmit, 'coordinator', joining.answerAsker('decline')),
  on(routes.settings, 'members', settings.showSettings),
  on(routes.openSettings, 'members', settings.showSettings),
  on(routes.stopMessages, 'anyone', settings.stopMessages),
  on(routes.profile, 'members', showProfile),
  on(routes.openProfile, 'members', showProfile),
  on(routes.saveProfile, 'members', saveProfile),
  on(routes.openReach, 'members', settings.showReach),
  on(routes.saveReach, 'members', settings.saveReach),
  on(routes.forgetReach, 'members', settings.forgetReach),
  on(routes.answerResponder, 'members', asked.answerResponder),
  on(routes.openResponder, 'members', asked.showResponder),
  on(routes.saveResponder, 'members', asked.saveResponder),
  on(routes.sayAble, 'members', asked.sayAble),
  on(routes.openBackAt, 'members', asked.askBackAt),
  on(routes.saveBackAt, 'members', asked.saveBackAt),
  on(routes.roles, 'coordinator', roles.showRoles),
  on(routes.openRoles, 'coordinator', roles.showRoles),
  on(routes.startRole, 'coordinator', roles.startRole),
  on(routes.chooseRole, 'coordinator', roles.chooseRole),
  on(routes.giveRole, 'coordinator', roles.giveRole),
  on(routes.askToEndRole, 'coordinator', roles.askToEndRole),
  on(routes.endRole, 'coordinator', roles.endRole),
  on(routes.openSupervised, 'coordinator', supervision.showSupervised),
  on(routes.saveSupervised, 'coordinator', supervision.saveSupervised),
  on(routes.openGive, 'coordinator', handover.openGive),
  on(routes.give, 'coordinator', handover.give),
  on(routes.leaveOpen, 'coordinator', handover.leaveOpen),
  on(routes.status, 'coordinator', showStatus),
  on(routes.openStatus, 'coordinator', showStatus),
  on(routes.safety, 'coordinator', safety.showSafety),
  on(routes.openSafety, 'coordinator', safety.showSafety),
  on(routes.openSafetyPerson, 'coordinator', safety.showPerson),
  on(routes.saveSafetyPerson, 'coordinator', safety.savePerson),
  on(routes.openOutOfHours, 'coordinator', safety.showOutOfHours),
  on(routes.saveOutOfHours, 'coordinator', safety.saveOutOfHours),
  on(routes.openNation, 'coordinator', safety.showNation),
  on(routes.saveNation, 'coordinator', safety.saveNation),
  on(routes.confirmNumber, 'coordinator', safety.confirmNumber),
  on(routes.ringAgain, 'coordinator', again.confirmAgain),
  on(routes.stillRight, 'members', again.stillRight),
  on(routes.unconfirmNumber, 'coordinator', safety.unconfirmNumber),
  on(routes.askableView, 'members', () => open(askablePage)),
  on(routes.employerView, 'anyone', ({ actor }) => open(employerPage(actor.platform))),
  ...ownNumberBindings,
  ...safetyChangeBindings,
  ...hoursBindings,
  ...listBindings,
  ...linkingBindings,
  ...privacyBindings,
  ...policyBindings,
  ...hatsBindings,
  ...namesakeBindings,
  ...supportBindings,
  ...peopleListBindings,
  ...invitedBindings,
  ...organisationsBindings,
  onArrival('home', (context) => showHome(context)),
  onArrival('joined', ({ actor }) => say(greeting(actor))),
  onArrival('left', async ({ tx }, { sender }) => {
    await forgetDirect(tx, sender);
    return none;
  }),
];

export const members: Feature = {
  name: 'members',
  support: [routes.help.id, routes.home.id, routes.saveReach.id],
  discreet: DISCREET,
  bindings,
  sweeps: [forgetCodes, settleRoles, forget, reviewPolicies, askUnasked, takeUnanswered],
  ...{ erase, retention, pages, export: exportOwn, readFirst },
  handover: supervision.handover,
  terminal: [
    { name: 'import', run: importPeople },
    { name: 'export', run: exportPeople },
  ],
  listedAs: 'membership',
  home: ownHome,
  occurs: again.occurs,
  changed: again.changed,
  appeared: offerToExpected,
  begun: async (tx, what, member) => (what === 'join' ? store.readJoined(tx, member) : []),
  holds: HOLDINGS,
  helpNow: async (_, concern) => [...(concern === 'abuse' ? [stopButton] : []), views.moreNumbers],
  nation: async ({ tx, now }: Work) => (await readSafety(tx, now)).nation,
  safeguarding: async ({ tx, now }: Work) => safeguardingLine(await readSafety(tx, now)),
};
