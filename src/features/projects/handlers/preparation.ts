import type { Context } from '../../../bot/feature.ts';
import { type OpenForm, open, type Say, say } from '../../../chat/reply.ts';
import { refreshPlaced } from '../../placements/operations/placing.ts';
import { PACK_PARTS, type PackPart } from '../../placements/rules/checklist.ts';
import { isOver } from '../../placements/rules/project.ts';
import { writePackSent } from '../../placements/store/checklist.ts';
import { readContext, sealContext } from '../../placements/store/host.ts';
import { type Placed, readAllPlaced } from '../../placements/store/placements.ts';
import { writePreparation } from '../../placements/store/projects.ts';
import { WHOLE_PACK } from '../routes.ts';
import { projectOver } from '../views/manager.ts';
import * as views from '../views/preparation.ts';
import type { People } from './guards.ts';

const teamOf = (all: readonly Placed[]): Placed[] =>
  all.filter(({ placement }) => placement.state === 'confirmed');

export async function openPreparation(
  { tx, vault }: Context,
  { project, all }: People,
): Promise<OpenForm | Say> {
  if (isOver(project.state)) return say(projectOver);
  const team = teamOf(all);
  if (team.length === 0) return say(views.nobodyOnTeam);
  const sent = PACK_PARTS.filter((part) => team.every(({ placement }) => placement.packSent.includes(part)));
  return open(views.preparationForm(project, team, sent, await readContext(tx, vault, project)));
}

interface Typed {
  parts: readonly (PackPart | typeof WHOLE_PACK)[];
  insurance: 'no' | 'yes';
  context?: string | undefined;
}

/** A14, A22, A24: noted for everybody on the team; their cards say so where they stand. */
export async function prepare(
  context: Context,
  { project, all }: People,
  { state: { sent }, values }: { state: { sent: readonly PackPart[] }; values: Typed },
): Promise<Say> {
  if (isOver(project.state)) return say(projectOver);
  if (teamOf(all).length === 0) return say(views.nobodyOnTeam);
  const { tx, vault } = context;
  const parts = PACK_PARTS.filter((part) => values.parts.includes(part) || values.parts.includes(WHOLE_PACK));
  const sealed = values.context
    ? await sealContext(tx, vault, project.id, project.managerId, values.context)
    : undefined;
  await writePackSent(tx, project.id, {
    added: parts.filter((part) => !sent.includes(part)),
    removed: sent.filter((part) => !parts.includes(part)),
  });
  await writePreparation(tx, project.id, { ownInsurance: values.insurance === 'yes', context: sealed });
  await refreshPlaced(context, teamOf(await readAllPlaced(tx, project.id)));
  return say(views.prepared(project, parts));
}
