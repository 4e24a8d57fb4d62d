import type { Binding, Context, Feature, PeopleHooks } from '../../../bot/feature.ts';
import { listAllFor } from '../../../bot/messages/mend.ts';
import { on } from '../../../bot/on.ts';
import { type Say, say, update } from '../../../chat/reply.ts';
import { belongsTo } from '../../../directory/participant-kinds.ts';
import { readProfile } from '../../../directory/profile.ts';
import { mayOrganise } from '../../planning/rules/organisers.ts';
import { MESSAGES } from '../messages.ts';
import * as permissions from '../permissions.ts';
import * as routes from '../routes.ts';
import { exportEvents } from '../store/erasure.ts';
import { readOwnEvents } from '../store/event.ts';
import { readOpenTo } from '../store/invited.ts';
import { readChannels } from '../store/outward.ts';
import { type Running, readStandings } from '../store/standing.ts';
import { advanceEvents, remind } from '../sweep.ts';
import { AUDIT_LABELS } from '../views/audit-labels.ts';
import { kept } from '../views/confirm.ts';
import { openCard } from '../views/event.ts';
import { meetingsButton, overviewPage } from '../views/home.ts';
import { organiserCard } from '../views/organiser.ts';
import * as channels from './channels.ts';
import * as draft from './draft.ts';
import { erase, retention } from './erasure.ts';
import { eventForEither, eventForThem, ownEvent, ownSubject, readOwnEvent } from './guards.ts';
import { handover } from './handover.ts';
import { asInvited } from './invited.ts';
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
  on(routes.here, channels.knowChannel),
  on(routes.saveWhat, ownSubject, draft.saveWhat),
  on(routes.saveWhen, ownEvent, draft.saveWhen),
  on(routes.changeWhat, ownSubject, draft.changeWhat),
  on(routes.changeWhen, ownEvent, draft.changeWhen),
  on(routes.discard, ownEvent, draft.discard),
  on(routes.ask, ownEvent, draft.ask),
  on(routes.choose, ownEvent, running.choose),
  on(routes.announce, ownEvent, running.announce),
  on(routes.keep, () => update(kept)),
  on(routes.takeBack, ownEvent, running.takeBack),
  on(routes.startMove, readOwnEvent, running.startMove),
  on(routes.saveMove, readOwnEvent, running.saveMove),
  on(routes.move, ownEvent, running.move),
  on(routes.askToCancel, ownEvent, running.askToCancel),
  on(routes.cancel, ownEvent, running.cancel),
  on(routes.restore, ownEvent, running.restore),
  on(routes.readNeeds, ownEvent, running.showNeeds),
  on(routes.askToPost, readOwnEvent, channels.askToPost),
  on(routes.post, ownEvent, channels.post),
  on(routes.forgetChannel, channels.forgetChannel),
  on(routes.chooseParticipantKind, eventForEither, member.chooseParticipantKind),
  on(routes.chooseTimes, eventForThem, asInvited(member.chooseTimes)),
  on(routes.saveTimes, eventForThem, asInvited(member.saveTimes)),
  on(routes.noneWork, eventForThem, asInvited(member.noneWork)),
  on(routes.notToday, eventForThem, asInvited(member.notToday)),
  on(routes.answer, eventForThem, asInvited(member.answer)),
  on(routes.reconsider, eventForThem, asInvited(member.reconsider)),
  on(routes.seeAgenda, eventForThem, asInvited(member.seeAgenda)),
  on(routes.noteForEmployer, eventForThem, asInvited(member.noteForEmployer)),
  on(routes.addToCalendar, eventForThem, asInvited(own.addToCalendar)),
  on(routes.tellNeeds, eventForThem, asInvited(own.tellNeeds)),
  on(routes.saveNeeds, eventForThem, asInvited(own.saveNeeds)),
  on(routes.letRead, eventForThem, asInvited(own.letRead)),
  on(routes.giveFeedback, eventForThem, asInvited(own.giveFeedback)),
  on(routes.saveFeedback, eventForThem, asInvited(own.saveFeedback)),
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
    },
    erase,
    retention,
    export: ({ tx, vault }, member) => exportEvents(tx, vault, member),
  },
  sweeps: [remind, advanceEvents],
  homeActions: [{ button: meetingsButton, for: 'members', rank: 50 }],
  handover,
  pages: own.pages,
  delivery: { listedAs: 'meetings', lost },
  people: { changed },
};
