import type { Form } from '../../../chat/form.ts';
import { type Block, bold, paragraph, row, small } from '../../../chat/message.ts';
import { button, readingView } from '../../../chat/route.ts';
import { list } from '../../../chat/words.ts';
import { capital } from '../../../text/cut.ts';
import { spokenDateAt } from '../../../time/spoken.ts';
import { afterwards } from '../../placements/rules/release.ts';
import * as routes from '../routes.ts';
import { purposeOf } from '../rules/purpose.ts';
import type { Shared } from '../store/shared.ts';

export const SHARED_PAGE = 10;

/** A26: what went where, what for, and which privacy notice they had confirmed by then. */
export function sharedPage(
  all: readonly Shared[],
  about: { page: number; isMore: boolean; timeZone: string; basis: string },
): Form {
  const { page, isMore, timeZone, basis } = about;
  const turn = (label: string, to: number) => button(routes.openShared, label, { page: to });
  const both = [...(page > 0 ? [turn('Back', page - 1)] : []), ...(isMore ? [turn('More', page + 1)] : [])];
  return readingView(
    'Where my details went',
    ...all.flatMap((one) => sharedBlocks(one, timeZone)),
    ...(all.length > 0
      ? []
      : [
          paragraph(
            page === 0 ? 'Nothing about you was handed to anybody.' : 'There’s nothing more to show.',
          ),
        ]),
    ...(both.length > 0 ? [row(' ', ...both)] : []),
    small(basis),
    small(
      'It’s kept with each project, for two years after it’s over. Nobody is told that you opened this page.',
    ),
  );
}

function sharedBlocks(one: Shared, timeZone: string): Block[] {
  const on = (at: Date) => spokenDateAt(at, timeZone);
  const { fields, to, at, by, takenBackAt, theme, notice } = one;
  return [
    paragraph(
      bold(`${on(at)}: `),
      `${capital(list(fields))}${to ? `, to ${to}` : ''}, by ${by ?? 'somebody who has left'}.${takenBackAt ? ` It did not go after all: that was said on ${on(takenBackAt)}.` : ''}${afterwards(one, on)}`,
    ),
    paragraph(`What for: ${purposeOf(theme)}.`),
    paragraph(
      notice
        ? `The privacy notice that you had confirmed by then: “${notice.title}”, version ${notice.version}, on ${on(notice.readAt)}.`
        : 'You had confirmed no privacy notice by then.',
    ),
    { type: 'divider' },
  ];
}
