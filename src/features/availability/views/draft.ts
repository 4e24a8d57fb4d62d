import { bold, type Card, paragraph, small } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { people } from '../../../chat/words.ts';
import * as routes from '../routes.ts';
import type { CallOut } from '../store/call-outs.ts';
import * as pencil from './pencil-run.ts';
import { ofWhom } from './whom.ts';
import { summary } from './words.ts';

const NOBODY: Record<routes.Whom, string> = {
  all: 'Nobody has joined the peer pool yet, so there is nobody to send it to.',
  some: 'Just now there’s nobody like that to send it to. Please choose others, or everybody.',
  named: 'Nobody whom you named can be asked just now. Please name others, or choose everybody.',
};

export function draftCard(callOut: CallOut, pool: number): Card {
  const { id } = callOut;
  const to =
    pool > 0 ? `This goes to ${people(pool)} in the peer pool${ofWhom(callOut)}.` : NOBODY[callOut.whom];
  const isPencil = callOut.kind === 'pencil';
  return {
    title: `Your ${isPencil ? 'pencil' : 'call-out'}, before it goes`,
    body: [
      ...summary(callOut),
      ...(isPencil ? [small(pencil.WHAT_A_PENCIL_IS)] : []),
      small('The host is kept sealed until you put somebody forward.'),
      { type: 'divider' },
      paragraph(bold(to)),
    ],
    actions: [
      ...(pool > 0 ? [button(routes.send, `Send to ${people(pool)}`, { callOut: id }, 'primary')] : []),
      button(routes.openWhom, 'Choose whom to ask', { callOut: id }),
      button(routes.changeBrief, 'Change', { callOut: id }),
      button(routes.discard, 'Throw away', { callOut: id }, 'danger'),
    ],
  };
}
