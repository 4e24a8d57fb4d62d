import type { Binding, Context, Feature, PeopleHooks } from '../../../bot/feature.ts';
import { listAllFor } from '../../../bot/messages/mend.ts';
import { on } from '../../../bot/on.ts';
import { type Say, say, update } from '../../../chat/reply.ts';
import { readProfile } from '../../../directory/profile.ts';
import { MESSAGES } from '../messages.ts';
import * as permissions from '../permissions.ts';
import * as routes from '../routes.ts';
import { belongsTo } from '../rules/audience.ts';
import { exportEvents } from '../store/erasure.ts';
import { readOwnEvents } from '../store/event.ts';
import { readOpenTo } from '../store/invited.ts';
import { readChannels } from '../store/outward.ts';
import { type Running, readStandings } from '../store/standing.ts';
import { advanceEvents, forgetFeedback, remind } from '../sweep.ts';
import { AUDIT_LABELS } from '../views/audit-labels.ts';
import { kept } from '../views/confirm.ts';
import { openCard } from '../views/event.ts';
import { meetingsButton, overviewPage } from '../views/home.ts';
import { organiserCard } from '../views/organiser.ts';
import * as agenda from './agenda.ts';
import * as draft from './draft.ts';
import { erase, retention } from './erasure.ts';
import { mayOrganise } from './gate.ts';
import { handover } from './handover.ts';
import * as member from './member.ts';
import * as own from './private.ts';
import * as running from './running.ts';
import { lost } from './undelivered.ts';

async function showOverview(context: Context): Promise<Say> {
  const { tx, actor, now } = context;
  const organises = mayOrganise(actor);
  const page = overviewPage({
    own: (organises ? await readOwnStandings(context) : []).map(({ event, standing }) =>
      organiserCard(event, standing, now),
    ),
    open: (await readOpenTo(tx, actor, now)).map(openCard),
    organises,
    channels: organises ? await readChannels(tx, actor.member) : [],
  });
  return say(page);
}

/** What this organiser has under way, as far as they may still see it. */
async function readOwnStandings({ tx, actor }: Context): Promise<readonly Running[]> {
  const profile = await readProfile(tx, actor.member);
  const events = await readOwnEvents(tx, actor.member);
  return readStandings(
    tx,
    events.filter(({ audience }) => belongsTo(audience, profile)),
  );
}

/** What somebody is decides what they may see: it stands on their home from now on, and what does not is drawn no more. */
const changed: NonNullable<PeopleHooks['changed']> = async (work, member, what) => {
  if (what.includes('kinds')) await listAllFor(work, member, MESSAGES);
};

const bindings: readonly Binding[] = [
  on(routes.overview, showOverview),
  on(routes.openOverview, showOverview),
  on(routes.startEvent, draft.startEvent),
  on(routes.openNew, draft.startEvent),
  on(routes.here, agenda.knowChannel),
  on(routes.saveWhat, draft.saveWhat),
  on(routes.saveWhen, draft.saveWhen),
  on(routes.changeWhat, draft.changeWhat),
  on(routes.changeWhen, draft.changeWhen),
  on(routes.discard, draft.discard),
  on(routes.ask, draft.ask),
  on(routes.choose, running.choose),
  on(routes.announce, running.announce),
  on(routes.keep, () => update(kept)),
  on(routes.takeBack, running.takeBack),
  on(routes.startMove, running.startMove),
  on(routes.saveMove, running.saveMove),
  on(routes.move, running.move),
  on(routes.askToCancel, running.askToCancel),
  on(routes.cancel, running.cancel),
  on(routes.restore, running.restore),
  on(routes.readNeeds, running.showNeeds),
  on(routes.changeAgenda, agenda.changeAgenda),
  on(routes.saveAgenda, agenda.saveAgenda),
  on(routes.askToPost, agenda.askToPost),
  on(routes.post, agenda.post),
  on(routes.forgetChannel, agenda.forgetChannel),
  on(routes.chooseParticipantKind, member.chooseParticipantKind),
  on(routes.chooseTimes, member.chooseTimes),
  on(routes.saveTimes, member.saveTimes),
  on(routes.noneWork, member.noneWork),
  on(routes.saveUsual, member.saveUsual),
  on(routes.notToday, member.notToday),
  on(routes.answer, member.answer),
  on(routes.reconsider, member.reconsider),
  on(routes.seeAgenda, member.seeAgenda),
  on(routes.noteForEmployer, member.noteForEmployer),
  on(routes.addToCalendar, own.addToCalendar),
  on(routes.tellNeeds, own.tellNeeds),
  on(routes.saveNeeds, own.saveNeeds),
  on(routes.letRead, own.letRead),
  on(routes.giveFeedback, own.giveFeedback),
  on(routes.saveFeedback, own.saveFeedback),
];

export const forum: Feature = {
  name: 'forum',
  permissions,
  messages: MESSAGES,
  bindings,
  privacy: {
    auditLabels: AUDIT_LABELS,
    holds: {
      'forum_invitation.member_id': 'meetings',
      'forum_event.organiser_id': 'meetings',
      'forum_usual.member_id': 'times that suit you',
    },
    erase,
    retention,
    export: ({ tx, vault }, member) => exportEvents(tx, vault, member),
  },
  sweeps: [remind, advanceEvents, forgetFeedback],
  homeActions: [{ button: meetingsButton, for: 'members', rank: 50 }],
  handover,
  pages: own.pages,
  delivery: { listedAs: 'meetings', lost },
  people: { changed },
};
