import type { ProjectProgress } from '../../../src/features/projects/rules/progress.ts';
import { countAgain } from './counts.ts';
import { isRunning, type ProjectRow, type View } from './view.ts';
import { type World, whois } from './world.ts';

/** What the card says of each count, where it is not nought. */
const LABELS: Partial<Record<keyof ProjectProgress, string>> = {
  confirmed: 'On the team',
  released: 'With the host',
  ready: 'Clear, not with the host yet',
  toRule: 'For you to decide',
  awaitsEmployer: 'Waits for an employer’s yes',
  daysAsked: 'No answer about the new days yet',
  open: 'No answer about the host yet',
  declined: 'Would rather not',
  withdrawn: 'Withdrew',
  offered: 'Asked to step in',
  reserve: 'In reserve',
  interested: 'Interested, not chosen',
};

const said = (card: string, label: string): number =>
  Number(
    card
      .split('\n')
      .find((line) => line.startsWith(`${label}: `))
      ?.slice(label.length + 2) ?? 0,
  );

/** The card as it stands in somebody's chat; undefined where none does, or a newer one is on its way. */
async function standing(
  world: World,
  { id, theme }: ProjectRow,
  member: string,
): Promise<string | undefined> {
  const { prisma } = world.network.database;
  const where = { record: id, kind: 'projects:project', state: { in: ['pending', 'claimed', 'sending'] } };
  if ((await prisma.outbox.count({ where })) > 0) return undefined;
  const { chat } = whois(world, member).person;
  return chat.findLast((text) => text.startsWith(`${theme}: `) && text.includes('filled'));
}

/** What a card of whoever runs a project says otherwise than it is. */
export async function brokenCards(world: World, { projects, placements }: View): Promise<string[]> {
  const all: string[] = [];
  for (const project of projects.filter((one) => isRunning(one) && one.state !== 'calling'))
    for (const member of [project.manager, ...(project.deputy ? [project.deputy] : [])]) {
      const card = await standing(world, project, member);
      if (card === undefined) continue;
      const counts = countAgain(placements.filter((one) => one.project === project.id));
      if (!card.startsWith(`${project.theme}: ${counts.confirmed} of ${project.peersWanted} `))
        all.push(
          `the card of ${project.theme} begins with ${card.split('\n')[0]}, and ${counts.confirmed} are confirmed`,
        );
      for (const [key, label] of Object.entries(LABELS) as [keyof ProjectProgress, string][])
        if (said(card, label) !== counts[key])
          all.push(
            `the card of ${project.theme} says ${label}: ${said(card, label)}, and it is ${counts[key]}`,
          );
    }
  return all;
}
