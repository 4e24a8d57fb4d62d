import { type Binding, type Context, type Feature, on, type PeopleHooks } from '../../../bot/feature.ts';
import { listAllFor } from '../../../bot/messages/mend.ts';
import { type Say, say, update } from '../../../chat/reply.ts';
import { readProfile } from '../../../directory/profile.ts';
import { MESSAGES } from '../messages.ts';
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
  on(routes.overview, 'members', showOverview),
  on(routes.openOverview, 'members', showOverview),
  on(routes.startEvent, 'members', draft.startEvent),
  on(routes.openNew, 'members', draft.startEvent),
  on(routes.here, 'members', agenda.knowChannel),
  on(routes.saveWhat, 'members', draft.saveWhat),
  on(routes.saveWhen, 'members', draft.saveWhen),
  on(routes.changeWhat, 'members', draft.changeWhat),
  on(routes.changeWhen, 'members', draft.changeWhen),
  on(routes.discard, 'members', draft.discard),
  on(routes.ask, 'members', draft.ask),
  on(routes.choose, 'members', running.choose),
  on(routes.announce, 'members', running.announce),
  on(routes.keep, 'members', () => update(kept)),
  on(routes.takeBack, 'members', running.takeBack),
  on(routes.startMove, 'members', running.startMove),
  on(routes.saveMove, 'members', running.saveMove),
  on(routes.move, 'members', running.move),
  on(routes.askToCancel, 'members', running.askToCancel),
  on(routes.cancel, 'members', running.cancel),
  on(routes.restore, 'members', running.restore),
  on(routes.readNeeds, 'members', running.showNeeds),
  on(routes.changeAgenda, 'members', agenda.changeAgenda),
  on(routes.saveAgenda, 'members', agenda.saveAgenda),
  on(routes.askToPost, 'members', agenda.askToPost),
  on(routes.post, 'members', agenda.post),
  on(routes.forgetChannel, 'members', agenda.forgetChannel),
  on(routes.chooseParticipantKind, 'members', member.chooseParticipantKind),
  on(routes.chooseTimes, 'members', member.chooseTimes),
  on(routes.saveTimes, 'members', member.saveTimes),
  on(routes.noneWork, 'members', member.noneWork),
  on(routes.saveUsual, 'members', member.saveUsual),
  on(routes.notToday, 'members', member.notToday),
  on(routes.answer, 'members', member.answer),
  on(routes.reconsider, 'members', member.reconsider),
  on(routes.seeAgenda, 'members', member.seeAgenda),
  on(routes.noteForEmployer, 'members', member.noteForEmployer),
  on(routes.addToCalendar, 'members', own.addToCalendar),
  on(routes.tellNeeds, 'members', own.tellNeeds),
  on(routes.saveNeeds, 'members', own.saveNeeds),
  on(routes.letRead, 'members', own.letRead),
  on(routes.giveFeedback, 'members', own.giveFeedback),
  on(routes.saveFeedback, 'members', own.saveFeedback),
];

export const forum: Feature = {
  name: 'forum',
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
