import { type Binding, type Context, type Feature, on, onArrival } from '../../bot/feature.ts';
import { mayUse } from '../../bot/router.ts';
import { usageOf } from '../../bot/words.ts';
import type { MemberId } from '../../chat/message.ts';
import { message } from '../../chat/message.ts';
import { none, open, type Say, say, update } from '../../chat/reply.ts';
import type { Draft } from '../../outbox/outbox.ts';
import { recordAudit } from '../../store/audit.ts';
import { forgetDirect, readRoleHolders } from '../../store/people.ts';
import * as routes from './routes.ts';
import { judgeSetup, nextStanding } from './rules.ts';
import * as store from './store.ts';
import * as views from './views.ts';

async function setUp(context: Context, typed: string): Promise<Say> {
  const { tx, actor, now, conversation } = context;
  const code = await store.readSetupCode(tx);
  const verdict = judgeSetup(code, store.hashCode(typed), conversation.kind === 'direct');
  switch (verdict) {
    case 'none':
      return say(views.setupDone);
    case 'voided':
      await store.voidSetupCode(tx);
      return say(views.setupVoided);
    case 'wrong':
      await store.countSetupTry(tx, (code?.tries ?? 0) + 1);
      return say(views.setupWrong);
    case 'accepted':
      await store.voidSetupCode(tx);
      await store.makeCoordinator(tx, actor.member, now);
      return say(views.setupAccepted(actor.name));
  }
}

async function askToJoin(context: Context): Promise<Say> {
  const { tx, actor, now, settings, enqueue } = context;
  const person = await store.lockPerson(tx, actor.member);
  if (!person || person.standing === 'member') return say(views.alreadyMember);
  const to = nextStanding(person.standing, 'ask');
  if (!to) return say(views.askedBefore);
  if (settings.join === 'open') {
    await store.moveStanding(tx, person.id, person.standing, 'member', now);
    return say(views.welcome(person));
  }
  await store.moveStanding(tx, person.id, person.standing, to, now);
  for (const coordinator of await readRoleHolders(tx, 'coordinator', now)) {
    enqueue(draftFor(coordinator, person.id, message(views.askingCard(person))));
  }
  return say(views.asked);
}

/** One living card for each coordinator and each asker. */
function draftFor(coordinator: MemberId, asker: MemberId, words: ReturnType<typeof message>): Draft {
  const slot = `members:asking:${asker}:${coordinator}`;
  return {
    to: { member: coordinator },
    message: words,
    slot,
    class: 'quiet',
    origin: { feature: 'members', id: asker },
  };
}

const answerAsker = (step: 'admit' | 'decline') => async (context: Context, input: { member: string }) => {
  const { tx, actor, now, enqueue } = context;
  const person = await store.lockPerson(tx, input.member);
  if (!person) return say(views.alreadyMember);
  const to = nextStanding(person.standing, step);
  if (!to) return update(views.answeredBefore(person));
  await store.moveStanding(tx, person.id, person.standing, to, now);
  await recordAudit(tx, {
    at: now,
    actor: actor.member,
    action: `member.${step}`,
    record: `member:${person.id}`,
  });
  const card =
    step === 'admit' ? views.admittedCard(person, actor.name) : views.declinedCard(person, actor.name);
  for (const coordinator of await readRoleHolders(tx, 'coordinator', now))
    enqueue(draftFor(coordinator, person.id, card));
  enqueue({
    to: { member: person.id },
    message: step === 'admit' ? views.welcome(person) : views.notAdmitted,
    key: `members:${step}:${person.id}:${now.getTime()}`,
    class: 'quiet',
    origin: { feature: 'members', id: person.id },
  });
  return update(card);
};

async function showHome(context: Context): Promise<Say> {
  const parts = await Promise.all(
    context.features.map((feature) => feature.home?.(context) ?? { waiting: [], blocks: [] }),
  );
  return say(views.homePage(context.actor, parts));
}

async function ownHome({ tx, actor }: Context) {
  const person = await store.readPerson(tx, actor.member);
  if (!person) return { waiting: [], blocks: [] };
  return views.ownHome(actor, person, mayUse(actor, 'coordinator') ? await store.readAsking(tx) : []);
}

function showHelp({ features, actor }: Context): Say {
  const commands = features
    .flatMap((feature) => feature.bindings)
    .flatMap((binding) => {
      if (binding.kind !== 'command' || !mayUse(actor, binding.audience)) return [];
      return [{ usage: usageOf(binding.route), summary: binding.route.summary }];
    });
  return say(views.helpPage(commands));
}

async function answerWords(context: Context): Promise<Say> {
  const parts = await Promise.all(context.features.map((feature) => feature.home?.(context)));
  return say(views.unread(context.actor, parts.flatMap((part) => part?.waiting ?? [])[0]));
}

const bindings: readonly Binding[] = [
  on(routes.setUp, 'anyone', setUp),
  on(routes.help, 'anyone', showHelp),
  on(routes.openHelp, 'anyone', showHelp),
  on(routes.home, 'anyone', showHome),
  on(routes.openHome, 'anyone', showHome),
  on(routes.join, 'anyone', askToJoin),
  on(routes.askToJoin, 'anyone', askToJoin),
  on(routes.admit, 'coordinator', answerAsker('admit')),
  on(routes.declineToAdmit, 'coordinator', answerAsker('decline')),
  on(routes.chooseHours, 'members', async ({ tx, actor }, { hours }) => {
    await store.setContactHours(tx, actor.member, hours);
    return say(views.hoursChosen(hours));
  }),
  on(routes.employerView, 'anyone', ({ actor }) => open(views.employerPage(actor.platform))),
  onArrival('message', answerWords),
  onArrival('home', showHome),
  onArrival('joined', ({ actor }) => say(views.greeting(actor))),
  onArrival('left', async ({ tx }, { sender }) => {
    await forgetDirect(tx, sender);
    return none;
  }),
];

export const members: Feature = { name: 'members', bindings, home: ownHome };
