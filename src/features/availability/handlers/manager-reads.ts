import type { Context } from '../../../bot/feature.ts';
import { message } from '../../../chat/message.ts';
import { type OpenForm, open, type Say, say } from '../../../chat/reply.ts';
import type { CallOut } from '../store/call-outs.ts';
import { readInvitations } from '../store/invitations.ts';
import { readProgress } from '../store/progress.ts';
import * as views from '../views/manager.ts';
import { notWho } from '../views/pencil-run.ts';
import { repliesPage } from '../views/replies.ts';

export async function showCallOut(context: Context, callOut: CallOut): Promise<Say> {
  const { tx, now, actor } = context;
  return say(message(views.progressCard(callOut, await readProgress(tx, callOut), now, actor.member)));
}

export async function showReplies({ tx }: Context, callOut: CallOut): Promise<OpenForm | Say> {
  if (callOut.kind === 'pencil') return say(notWho);
  return open(repliesPage(callOut, await readInvitations(tx, callOut.id)));
}
