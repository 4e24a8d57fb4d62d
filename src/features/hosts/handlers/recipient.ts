import type { Context } from '../../../bot/feature.ts';
import { mayUndo } from '../../../bot/undo.ts';
import {
  type Invalid,
  invalid,
  type OpenForm,
  open,
  type Say,
  say,
  type Update,
  update,
} from '../../../chat/reply.ts';
import { readProfiles } from '../../../directory/profile.ts';
import { recordAudit } from '../../../store/audit.ts';
import { localDate } from '../../../time/hours.ts';
import { spokenDay } from '../../../time/spoken.ts';
import { AT_HOST } from '../../placements/rules/release.ts';
import * as operations from '../operations.ts';
import { readable, unanswered } from '../rules.ts';
import type { Deletion } from '../store/deletions.ts';
import type { Recipient } from '../store/recipients.ts';
import * as views from '../views.ts';

const profilesOf = ({ tx }: Context, recipient: Recipient) =>
  readProfiles(
    tx,
    readable(recipient).map(({ peer }) => peer),
  );

/** A21. */
export async function seeNames(context: Context, recipient: Recipient): Promise<OpenForm | Say> {
  if (readable(recipient).length === 0) return say(views.nothingToSee);
  await operations.openNames(context, recipient, context.actor.member);
  return open(views.namesForm(recipient, await profilesOf(context, recipient)));
}

export async function answer(
  context: Context,
  recipient: Recipient,
  { values: { agreed, other } }: { values: { agreed: readonly string[]; other: readonly string[] } },
): Promise<Say | Invalid> {
  if (agreed.length + other.length === 0) return invalid({ agreed: views.chooseOne });
  const twice = unanswered(recipient).filter(
    ({ placement }) => agreed.includes(placement) && other.includes(placement),
  );
  if (twice.length > 0) return invalid({ other: views.chooseOnce(twice.map(({ name }) => name)) });
  const said = { agreed, other, by: context.actor.member };
  return say(views.thanked(await operations.takeAnswers(context, recipient, said)));
}

export async function deleted(context: Context, deletion: Deletion): Promise<Update> {
  const { tx, actor, now } = context;
  if (deletion.deletedAt === null)
    await recordAudit(tx, {
      at: now,
      actor: actor.member,
      action: 'details.deleted',
      record: `project:${deletion.project.id}`,
    });
  return update(await operations.noteDeleted(context, deletion, deletion.deletedAt ?? now));
}

export async function notDeleted(context: Context, deletion: Deletion): Promise<Update | Say> {
  if (!mayUndo(deletion.deletedAt, context.now)) return say(views.tooLate(deletion.project));
  return update(await operations.noteDeleted(context, deletion, null));
}

/** To print, for whoever runs the project. */
export async function openPrint(context: Context, recipient: Recipient): Promise<OpenForm> {
  const today = localDate(context.now, context.actor.timeZone);
  const about = { to: recipient.name ?? AT_HOST, day: spokenDay(today, today) };
  return open(views.paperPage(recipient, await profilesOf(context, recipient), about));
}
