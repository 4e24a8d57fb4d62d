import type { Context } from '../../../bot/feature.ts';
import { recordAudit } from '../../../store/audit.ts';

/** Writes down what was done with a meeting. */
export const audit = ({ tx, actor, now }: Context, action: string, id: string, about: string[] = []) =>
  recordAudit(tx, { at: now, actor: actor.member, action, record: `forum-event:${id}`, about });
