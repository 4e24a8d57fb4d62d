import type { Context } from '../../../bot/feature.ts';
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
import { tellApart } from '../../../directory/namesakes.ts';
import { readSkills, writtenSkills } from '../../../directory/skills.ts';
import { recordAudit } from '../../../store/audit.ts';
import { isOver } from '../../placements/rules/project.ts';
import { readClashes, readPlacements } from '../../placements/store/placements.ts';
import type { Project } from '../../placements/store/projects.ts';
import * as running from '../operations/running.ts';
import { MOST_CHOSEN } from '../routes.ts';
import { ranked, reasonsFor } from '../rules/shortlist.ts';
import * as store from '../store/candidates.ts';
import * as views from '../views/choice.ts';
import { asked, changedMeanwhile, projectOver } from '../views/manager.ts';

/** The list as it is shown: the best first, and no more than a menu holds. */
const listed = (all: readonly store.Choosable[], project: Project): store.Choosable[] =>
  ranked(all, project).slice(0, views.MOST_SHOWN);

/** Read so, a brief of before a skill was renamed still means those who have it. */
const inWordsOfToday = async (tx: Context['tx'], project: Project): Promise<Project> => ({
  ...project,
  skills: project.skills && writtenSkills(await readSkills(tx), [], project.skills),
});

export async function openChoice({ tx }: Context, written: Project): Promise<OpenForm | Say> {
  if (isOver(written.state)) return say(projectOver);
  const project = await inWordsOfToday(tx, written);
  const all = await store.readChoosable(tx, project.id);
  if (all.length === 0) return say(views.nobodyToChoose);
  const told = await tellApart(
    tx,
    listed(all, project).map((one) => ({ ...one, member: one.peerId })),
  );
  return open(views.choiceForm(project, told, all.length));
}

export async function choose(
  { tx }: Context,
  project: Project,
  { values: { peers } }: { values: { peers: readonly string[] } },
): Promise<Say | Invalid> {
  if (isOver(project.state)) return say(projectOver);
  if (peers.length === 0) return invalid({ peers: views.chooseSomebody });
  if (peers.length > MOST_CHOSEN) return invalid({ peers: views.chooseFewer });
  const all = await store.readChoosable(tx, project.id);
  const chosen = all.filter(({ peerId }) => peers.includes(peerId));
  if (chosen.length < peers.length) return invalid({ peers: views.leftMeanwhile });
  const busy = await readClashes(tx, project.id, peers);
  return say(
    views.confirmChoice(
      project,
      chosen.map(({ peerId, name }) => ({ peerId, name, isBusy: busy.has(peerId) })),
    ),
  );
}

/** A5: who was suggested, and why, is kept as it was at this press. */
export async function ask(
  context: Context,
  project: Project,
  { peers }: { peers: readonly string[] },
): Promise<Say | Update> {
  const { tx, now, actor } = context;
  if (isOver(project.state)) return say(projectOver);
  const all = await store.readChoosable(tx, project.id);
  const chosen = all.filter(({ peerId }) => peers.includes(peerId));
  if (chosen.length === 0) return update(changedMeanwhile);
  const today = await inWordsOfToday(tx, project);
  const shown = new Set([...listed(all, today), ...chosen]);
  const suggested = [...shown].map((one) => ({
    peerId: one.peerId,
    reasons: reasonsFor(one, today),
    chosen: chosen.includes(one),
  }));
  await store.logSuggestions(tx, project.id, suggested, now);
  await running.choose(
    context,
    project,
    await readPlacements(
      tx,
      chosen.map(({ id }) => id),
    ),
  );
  await recordAudit(tx, {
    at: now,
    actor: actor.member,
    action: 'placement.chosen',
    record: `project:${project.id}`,
    about: chosen.map(({ peerId }) => peerId),
  });
  return update(asked(chosen.length));
}

export async function openSuggestions({ tx }: Context, project: Project): Promise<OpenForm> {
  return open(views.suggestionsPage(project, await store.readSuggestions(tx, project.id)));
}
