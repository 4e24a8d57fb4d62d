import type { z } from 'zod';
import type { Context, Feature } from '../../bot/feature.ts';
import { on } from '../../bot/on.ts';
import { type Say, say } from '../../chat/reply.ts';
import * as permissions from './permissions.ts';
import * as routes from './routes.ts';
import { writeUsual } from './store/usual.ts';
import { forgetFeedback } from './sweep.ts';
import { AUDIT_LABELS } from './views/audit-labels.ts';
import { usualSaved } from './views/usual.ts';

async function saveUsual(
  { tx, actor }: Context,
  { values }: { values: z.output<typeof routes.saveUsual.input> },
): Promise<Say> {
  await writeUsual(tx, actor.member, values.usual);
  return say(usualSaved);
}

/** What a meeting is planned with: times that are fair and suit, and what people want talked about. */
export const planning: Feature = {
  name: 'planning',
  permissions,
  bindings: [on(routes.saveUsual, saveUsual)],
  privacy: { auditLabels: AUDIT_LABELS, holds: { 'forum_usual.member_id': 'times that suit you' } },
  sweeps: [forgetFeedback],
};
