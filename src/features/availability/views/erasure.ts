import { plain } from '../../../chat/words.ts';
import type { Draft } from '../../../outbox/enqueue/draft.ts';
import type { CallOut } from '../store/call-outs.ts';

/** Whoever ran it has left the network, and somebody has to know that it is with them now. */
export const yoursNow = ({ id, project }: CallOut): Draft => ({
  to: { member: project.managerId },
  message: plain(
    'A call-out is yours now',
    `“${project.theme}”: whoever ran it has left the network. Its card is with you, and replies come to you.`,
    'What peers said about conflicts was told to the one before alone, so it stays shut. I’ve asked each of them whether you may read it.',
  ),
  ...{ key: `availability:yours:${id}:${project.managerId}`, class: 'quiet' },
  origin: { feature: 'availability', id },
});
