import type { Context } from '../../../bot/feature.ts';
import { tell } from '../../../bot/messages/say.ts';
import { type OpenForm, open, type Say, say } from '../../../chat/reply.ts';
import { recordAudit } from '../../../store/audit.ts';
import { MINUTE_MS } from '../../../time/durations.ts';
import { readTeamMessages, writeTeamMessage } from '../../placements/store/team-messages.ts';
import { teamWords } from '../messages.ts';
import { type Audience, audienceOf, audiencesOf, mayWrite } from '../rules/audience.ts';
import { projectOver } from '../views/manager.ts';
import * as views from '../views/writing.ts';
import type { People } from './guards.ts';

/** A second press of the same button. */
const SAME_MS = 10 * MINUTE_MS;

export async function openWriting(context: Context, { project, all }: People): Promise<OpenForm | Say> {
  const { tx, actor } = context;
  if (!mayWrite(project.state)) return say(projectOver);
  const audiences = audiencesOf(all);
  if (audiences.length === 0) return say(views.nobodyToWriteTo);
  const messages = await readTeamMessages(tx, project.id);
  return open(views.writeForm(project, audiences, messages, actor.timeZone));
}

interface Typed {
  to: Audience;
  words: string;
}

export function previewWriting(
  { actor }: Context,
  { project, all }: People,
  { values }: { values: Typed },
): OpenForm | Say {
  if (!mayWrite(project.state)) return say(projectOver);
  const readers = audienceOf(all, values.to);
  return readers.length === 0
    ? say(views.nobodyToWriteTo)
    : open(views.writingPreview(project, values, readers, actor.name));
}

/** To whoever stands so now: somebody may have joined, or left, while it was read over. */
export async function write(
  context: Context,
  { project, all }: People,
  { state: { to, words } }: { state: Typed },
): Promise<Say> {
  const { tx, actor, now } = context;
  if (!mayWrite(project.state)) return say(projectOver);
  const readers = audienceOf(all, to);
  if (readers.length === 0) return say(views.nobodyToWriteTo);
  const [latest] = await readTeamMessages(tx, project.id);
  const isSame = latest?.words === words && latest.readers === readers.length;
  if (isSame && now.getTime() - latest.at.getTime() < SAME_MS) return say(views.alreadyWritten);
  const by = { member: actor.member, name: actor.name };
  const about = { projectId: project.id, by, at: now, readers: readers.length, words };
  await writeTeamMessage(tx, about);
  await recordAudit(tx, {
    at: now,
    actor: actor.member,
    action: 'project.written',
    record: `project:${project.id}`,
    about: readers.map(({ placement }) => placement.peerId),
  });
  for (const one of readers) tell(context, teamWords, { ...one, by: by.name, words }, now.toISOString());
  return say(views.written(project, readers.length));
}
