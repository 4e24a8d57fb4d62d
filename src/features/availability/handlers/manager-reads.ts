import type { Context } from '../../../bot/feature.ts';
import { message } from '../../../chat/message.ts';
import { type OpenForm, open, type Say, say } from '../../../chat/reply.ts';
import { recordAudit } from '../../../store/audit.ts';
import type { CallOut } from '../store/call-outs.ts';
import { readConflicts, readWords } from '../store/conflicts.ts';
import { type Invitation, readInvitations } from '../store/invitations.ts';
import { readProgress } from '../store/progress.ts';
import * as views from '../views/manager.ts';
import * as replies from '../views/replies.ts';

export async function showCallOut(context: Context, callOut: CallOut): Promise<Say> {
  return say(message(views.progressCard(callOut, await readProgress(context.tx, callOut), context.now)));
}

export async function showReplies(context: Context, callOut: CallOut): Promise<OpenForm | Say> {
  const invitations = await readInvitations(context.tx, callOut.id);
  return open(replies.repliesPage(callOut, invitations, await readAboutHost(context, callOut, invitations)));
}

/** A10: who is clear, who told something, who would rather not; the words themselves stand elsewhere. */
async function readAboutHost(
  { tx }: Context,
  { projectId, project }: CallOut,
  invitations: readonly Invitation[],
): Promise<ReadonlyMap<string, replies.AboutHost>> {
  if (!project.hostNamedAt) return new Map();
  const answers = new Map((await readConflicts(tx, projectId)).map((row) => [row.peerId, row]));
  return new Map(
    invitations.map(({ id, peerId }) => {
      const row = answers.get(peerId);
      if (!row) return [id, 'open'];
      if (row.reopenedAt) return [id, 'again'];
      return [id, row.answer === 'none' ? 'clear' : row.answer];
    }),
  );
}

/** A10: the words are read by this project manager alone, and that they were opened is written down. */
export async function showConflicts(context: Context, callOut: CallOut): Promise<OpenForm | Say> {
  const { tx, actor, now, vault } = context;
  const names = new Map((await readInvitations(tx, callOut.id)).map(({ peerId, name }) => [peerId, name]));
  const told: { name: string; words: string | undefined }[] = [];
  const about: string[] = [];
  for (const row of await readConflicts(tx, callOut.projectId)) {
    const words = await readWords(tx, vault, row, actor.member);
    if (words === undefined) continue;
    const name = names.get(row.peerId) ?? 'Somebody';
    told.push({ name, words: words === 'shut' ? undefined : words });
    if (words !== 'shut') about.push(row.peerId);
  }
  await recordAudit(tx, {
    at: now,
    actor: actor.member,
    action: 'conflict.read',
    record: `project:${callOut.projectId}`,
    about,
  });
  return open(replies.conflictsPage(told));
}
