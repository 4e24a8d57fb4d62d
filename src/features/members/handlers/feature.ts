import { type Context, type Feature, on, onArrival } from '../../../bot/feature.ts';
import { OWN_PAGES } from '../../../bot/home.ts';
import { none, type Say, say } from '../../../chat/reply.ts';
import { forgetDirect } from '../../../directory/arrival.ts';
import { readJoined } from '../../../directory/people.ts';
import { readProfile } from '../../../directory/profile.ts';
import { readCode } from '../../../text/codes.ts';
import { MESSAGES } from '../messages.ts';
import { endCardsAbout } from '../operations/coordinators.ts';
import { askToJoin } from '../operations/joining.ts';
import { askAboutName } from '../operations/namesakes.ts';
import * as routes from '../routes.ts';
import { askButton } from '../rules/links.ts';
import { AUDIT_LABELS } from '../views/audit-labels.ts';
import { greeting } from '../views/joining.ts';
import { profileButton, profileRow } from '../views/profile.ts';
import { exportOwn } from './export.ts';
import * as joining from './joining.ts';
import { namesakeBindings } from './namesakes.ts';
import { askToConfirm, participantKindBindings } from './participant-kinds.ts';
import { saveProfile, showProfile } from './profile.ts';
import { askToLookOver, stillRight } from './profile-review.ts';

async function join(context: Context, typed?: string): Promise<Say> {
  for (const feature of context.features) {
    const said = await feature.people?.asksToJoin?.(context, typed);
    if (said) return said;
  }
  return askToJoin(context);
}

/** How somebody comes to be a member, and what they are here. */
export const members: Feature = {
  name: 'members',
  messages: MESSAGES,
  delivery: { listedAs: 'membership' },
  helpLine: OWN_PAGES,
  bindings: [
    on(routes.setUp, 'anyone', joining.setUp),
    on(routes.join, 'anyone', join),
    on(routes.askToJoin, 'anyone', (context) => join(context)),
    on(routes.admit, 'coordinator', joining.answerAsker('admit')),
    on(routes.declineToAdmit, 'coordinator', joining.answerAsker('decline')),
    on(routes.profile, 'members', showProfile),
    on(routes.openProfile, 'members', showProfile),
    on(routes.saveProfile, 'members', saveProfile),
    on(routes.stillRight, 'members', stillRight),
    ...participantKindBindings,
    ...namesakeBindings,
    onArrival('joined', ({ actor }) => say(greeting(actor))),
    onArrival('left', async ({ tx }, { sender }) => {
      await forgetDirect(tx, sender);
      return none;
    }),
  ],
  homeActions: [
    { button: askButton, for: 'guests', rank: 10 },
    { button: profileButton, for: 'members', rank: 60 },
  ],
  settings: async ({ tx, actor }) => ({ place: 3, rows: [profileRow(await readProfile(tx, actor.member))] }),
  readTyped: async (context, typed) => (readCode(typed, 'setup') ? joining.setUp(context, typed) : undefined),
  privacy: { auditLabels: AUDIT_LABELS, export: exportOwn, erase: endCardsAbout },
  people: {
    begun: async (tx, what, member) => (what === 'join' ? readJoined(tx, member) : []),
    /** A8: somebody's circumstances have changed. What coordinators looked at is looked at again. */
    async changed(work, member, what) {
      await askToConfirm(work, member, what);
      if (what.includes('name')) await askAboutName(work, member);
    },
  },
  async occurs(work, occurrence) {
    if (occurrence.kind === 'profile') await askToLookOver(work, occurrence);
  },
};
