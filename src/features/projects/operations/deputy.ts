import type { OfferedSeat, SeatHooks } from '../../../bot/feature.ts';
import { show } from '../../../bot/messages/say.ts';
import { DEPUTY, noLongerYours } from '../../placements/rules/deputy.ts';
import { isBeforeChoice, isOver } from '../../placements/rules/project.ts';
import { readHostKeys } from '../../placements/store/host.ts';
import { lockProject, readProject, readProjects } from '../../placements/store/projects.ts';
import { projectCard } from '../messages.ts';
import { readTies } from '../store/deputies.ts';
import { readProjectRun } from '../store/progress.ts';
import * as views from '../views/deputy.ts';
import { showProject } from './running.ts';

const deputySeat: OfferedSeat = {
  ...DEPUTY,
  needs: 'project-manager',
  async words({ tx }, ids) {
    const all = await readProjects(tx, ids);
    return new Map(all.filter(({ state }) => !isOver(state)).map((one) => [one.id, views.deputyWords(one)]));
  },
  async problem(work, id, member) {
    const project = await readProject(work.tx, id);
    if (!project || isOver(project.state)) return views.projectOver;
    if (project.managerId === member) return views.managesIt;
    const hosts = await readHostKeys(work.tx, work.vault, [project]);
    const { isSent, isAsked, isOfHost } = await readTies(work.tx, id, member, hosts.get(id) ?? '');
    if (!isSent) return views.notSentYet;
    if (isAsked) return views.takesPart;
    return isOfHost ? views.ofTheHost : undefined;
  },
};

/** Who stands in for a project's manager: offered here, and taken up as any seat. */
export const seats: SeatHooks = {
  offers: [deputySeat],
  async changed(work, { scope, scopeId }, former) {
    const project = scope === DEPUTY.scope ? await lockProject(work.tx, scopeId) : undefined;
    if (!project || isBeforeChoice(project.state)) return;
    await showProject(work, project);
    if (former === undefined) return;
    const run = await readProjectRun(work.tx, project);
    const about = { to: [{ member: former }], only: 'seen', as: noLongerYours(project) } as const;
    show(work, projectCard, run, about);
  },
};
