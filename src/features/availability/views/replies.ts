import type { Form } from '../../../chat/form.ts';
import { type Block, bold, paragraph, small } from '../../../chat/message.ts';
import { readingView } from '../../../chat/route.ts';
import { list } from '../../../chat/words.ts';
import { type Answer, isInterested } from '../rules.ts';
import type { CallOut } from '../store/call-outs.ts';
import type { Invitation } from '../store/invitations.ts';
import { dayIn } from './words.ts';

/** What somebody who said yes or maybe answered about the host. `again`: their circumstances changed since. */
export type AboutHost = 'clear' | 'told' | 'declined' | 'again' | 'open';

const ABOUT_HOST: Record<Exclude<AboutHost, 'declined'>, string> = {
  clear: '. No conflict',
  told: '. Told you something: see “Read what was said”',
  again: '. Something changed in their profile, so I’ve asked about the host again',
  open: '. No answer about the host yet; a call may help',
};

/** `aboutHost`: by invitation, once the host is named. Whoever would rather not is no yes any more. */
export function repliesPage(
  callOut: CallOut,
  invitations: readonly Invitation[],
  aboutHost: ReadonlyMap<string, AboutHost>,
): Form {
  const about = ({ id, undelivered }: Invitation): string => {
    const said = aboutHost.get(id);
    if (said === undefined || said === 'declined') return '';
    return undelivered && (said === 'open' || said === 'again')
      ? '. I couldn’t reach them about the host: please ring'
      : ABOUT_HOST[said];
  };
  const byName = (which: (one: Invitation) => boolean) =>
    invitations.filter(which).sort((a, b) => a.name.localeCompare(b.name, 'en-GB'));
  const isOut = ({ id }: Invitation) => aboutHost.get(id) === 'declined';
  const named = (answer: Answer) =>
    byName((one) => one.reply === answer && !isOut(one)).map((one) =>
      paragraph(bold(one.name), `: ${list(one.days.map(dayIn(callOut)))}${about(one)}.`),
    );
  const out = byName((one) => isInterested(one.reply) && isOut(one));
  const [yes, maybe] = [named('yes'), named('maybe')];
  return readingView(
    'Who replied',
    paragraph(bold(`Yes: ${yes.length}`)),
    ...yes,
    { type: 'divider' },
    paragraph(bold(`Maybe: ${maybe.length}`)),
    ...maybe,
    ...(out.length > 0
      ? [
          { type: 'divider' } as const,
          paragraph(bold(`Would rather not, now that they know the host: ${out.length}`)),
          ...out.map(({ name }) => paragraph(bold(name), ': please don’t put their name forward.')),
        ]
      : []),
    small('Whoever said no or nothing isn’t listed: that never counts against anyone.'),
  );
}

const SHUT =
  'Told to whoever ran this before you, and shut for you unless they say yes. I’ve asked them; you can also ring.';

/** Without words: they were told to whoever ran it before. Not asked, not answered and no look the same. */
export const conflictsPage = (told: readonly { name: string; words: string | undefined }[]): Form =>
  readingView(
    'What they told you',
    small('In confidence, for you alone. That you opened this is written down, without the words.'),
    ...told.flatMap(({ name, words }): Block[] => [
      paragraph(bold(name)),
      words === undefined ? small(SHUT) : paragraph(words),
      { type: 'divider' },
    ]),
  );
