import type { Context, Feature } from '../../../bot/feature.ts';
import { OWN_PAGES } from '../../../bot/home.ts';
import { on, onArrival } from '../../../bot/on.ts';
import { none, type Say, say } from '../../../chat/reply.ts';
import { forgetDirect } from '../../../directory/arrival.ts';
import { readJoined } from '../../../directory/people.ts';
import { readProfile } from '../../../directory/profile.ts';
import { readCode } from '../../../text/codes.ts';
import { MESSAGES } from '../messages.ts';
import { endCardsAbout } from '../operations/coordinators.ts';
import { askToJoin } from '../operations/joining.ts';
import { askAboutName } from '../operations/namesakes.ts';
import * as permissions from '../permissions.ts';
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
  permissions,
  messages: MESSAGES,
  delivery: { listedAs: 'membership' },
  helpLine: OWN_PAGES,
  bindings: [
    on(routes.setUp, joining.setUp),
    on(routes.join, join),
    on(routes.askToJoin, (context) => join(context)),
    on(routes.admit, joining.answerAsker('admit')),
    on(routes.declineToAdmit, joining.answerAsker('decline')),
    on(routes.profile, showProfile),
    on(routes.openProfile, showProfile),
    on(routes.saveProfile, saveProfile),
    on(routes.stillRight, stillRight),
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
