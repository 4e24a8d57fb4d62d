import type { Feature } from '../../../bot/feature.ts';
import { on } from '../../../bot/on.ts';
import { update } from '../../../chat/reply.ts';
import * as permissions from '../permissions.ts';
import * as routes from '../routes.ts';
import { AUDIT_LABELS, notSent } from '../views.ts';
import { handover } from './handover.ts';
import * as proposals from './proposals.ts';

/** Who is paired with whom is proposed, and looked through, before anybody hears of it; what follows is buddies. */
export const matching: Feature = {
  name: 'matching',
  permissions,
  bindings: [
    on(routes.match, proposals.openRound),
    on(routes.openProposals, proposals.openProposals),
    on(routes.dropProposals, proposals.dropProposals),
    on(routes.askToSend, proposals.askToSend),
    on(routes.send, proposals.send),
    on(routes.keepRound, () => update(notSent)),
    on(routes.discard, proposals.discard),
  ],
  privacy: { auditLabels: AUDIT_LABELS },
  handover,
};
