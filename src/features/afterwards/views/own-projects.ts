import { type Block, bold, type Message, message, paragraph, row, small } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { monthOf } from '../../../time/spoken.ts';
import * as routes from '../routes.ts';
import type { Assessment } from '../store/assessments.ts';
import type { OwnProject } from '../store/own-projects.ts';
import { disclosureRow } from './follow-up.ts';

export const ownProjectsButton = button(routes.showOwnProjects, 'My projects', {});
export const ownProjectsRow: Block = row('Peer projects that you took part in:', ownProjectsButton);
export const toldButton = button(routes.showToldByPeers, 'What peers tell us', {});
export const toldTooButton = button(routes.showToldByPeersToo, 'What peers tell us', {});

export const OWN_PAGE = 6;

const blocksOf = (project: OwnProject): Block[] => {
  const { theme, lastDay, followUpId: followUp } = project;
  const heading = [bold(theme), `, ${monthOf(lastDay)}`];
  return [
    followUp
      ? row(heading, button(routes.showFollowUp, 'Feedback, expenses, look back', { followUp }))
      : paragraph(...heading),
    disclosureRow(project),
  ];
};

const leftRow = ({ id: assessment, theme }: Assessment): Block =>
  row(
    `You looked back at ${theme}.`,
    button(routes.readOwnAssessment, 'Read what I wrote', { assessment }),
    button(routes.askToDelete, 'Delete it', { assessment }),
  );

/** `left`: what they wrote about projects that are no longer kept. */
export function ownProjectsPage(
  all: readonly OwnProject[],
  page: number,
  left: readonly Assessment[],
): Message {
  const shown = all.slice(0, OWN_PAGE);
  return message({
    title: 'My projects',
    body: [
      ...(shown.length === 0 && left.length === 0
        ? [paragraph('Once you’ve taken part in a project to its end, it stands here.')]
        : []),
      ...shown.flatMap(blocksOf),
      ...left.map(leftRow),
      small('Projects are kept for two years after they’re over.'),
    ],
    actions: [
      ...(page > 0 ? [button(routes.showOwnProjects, 'Back to the first', { page: 0 })] : []),
      ...(all.length > OWN_PAGE ? [button(routes.showOwnProjects, 'More', { page: page + 1 })] : []),
    ],
  });
}
