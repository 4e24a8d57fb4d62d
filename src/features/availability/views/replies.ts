import type { Form } from '../../../chat/form.ts';
import { bold, paragraph, small } from '../../../chat/message.ts';
import { readingView } from '../../../chat/route.ts';
import { list } from '../../../chat/words.ts';
import type { Answer } from '../rules.ts';
import type { CallOut } from '../store/call-outs.ts';
import type { Invitation } from '../store/invitations.ts';
import { dayIn } from './words.ts';

/** Who would come, and when. How they stand since is on the project's own page. */
export function repliesPage(callOut: CallOut, invitations: readonly Invitation[]): Form {
  const named = (answer: Answer) =>
    invitations
      // Of somebody who was forgotten no day is left.
      .filter(({ reply, days }) => reply === answer && days.length > 0)
      .sort((a, b) => a.name.localeCompare(b.name, 'en-GB'))
      .map((one) => paragraph(bold(one.name), `: ${list(one.days.map(dayIn(callOut)))}.`));
  const [yes, maybe] = [named('yes'), named('maybe')];
  return readingView(
    'Who replied',
    paragraph(bold(`Yes: ${yes.length}`)),
    ...yes,
    { type: 'divider' },
    paragraph(bold(`Maybe: ${maybe.length}`)),
    ...maybe,
    small('Whoever said no or nothing isn’t listed: that never counts against anyone.'),
  );
}
