import type { Form } from '../../../chat/form.ts';
import { type Block, bold, paragraph, row, small } from '../../../chat/message.ts';
import { button, readingView } from '../../../chat/route.ts';
import { helplinesOf, NATIONS } from '../../../directory/helplines.ts';
import type { AuditRow } from '../../../store/audit.ts';
import { localDate } from '../../../time/hours.ts';
import { spokenDate } from '../../../time/spoken.ts';
import * as routes from '../routes.ts';

/** The page about oneself, and the button that leads to it. */
export const LOOKED_AT = 'Who saw what about me';

/** The number itself, where that is what was done: `: 116 123`. */
function numberOf(record: string): string {
  const [kind, nation, id] = record.split(':');
  const known = NATIONS.find((one) => kind === 'number' && one === nation);
  const number = known && helplinesOf(known).find((one) => one.id === id);
  return number ? `: ${number.digits}` : '';
}

/** What an action reads like. */
type Words = (action: string) => string;

function auditLine(row: AuditRow, reader: string, timeZone: string, words: Words): Block {
  const day = spokenDate(localDate(row.at, timeZone));
  const who = row.actor === null ? 'Alongside' : row.actor === reader ? 'You' : (row.actorName ?? 'Somebody');
  const count = row.count === null ? '' : `: ${row.count} of “${row.record}”`;
  return paragraph(
    `${day}: `,
    bold(who),
    ` ${words(row.action)}${numberOf(row.record)}${count}${row.why ? ` (${row.why})` : ''}.`,
  );
}

export function lookedAtPage(
  rows: readonly AuditRow[],
  reader: string,
  timeZone: string,
  words: Words,
): Form {
  const shown = rows.length > 0 ? rows.map((row) => auditLine(row, reader, timeZone, words)) : [NOBODY];
  return readingView(
    LOOKED_AT,
    ...shown,
    small('Things between you and one other person show only the day, and only to you two.'),
    small('Nobody is told that you opened this page.'),
  );
}
const NOBODY = paragraph('Nobody has looked at anything of yours.');

export function auditPage(
  rows: readonly (AuditRow & { id: bigint })[],
  reader: string,
  timeZone: string,
  words: Words,
): Form {
  const last = rows.at(-1);
  const older: Block[] =
    last && rows.length === AUDIT_PAGE
      ? [row(' ', button(routes.openAudit, 'Older', { before: String(last.id) }))]
      : [];
  const shown =
    rows.length > 0
      ? rows.map((row) => auditLine(row, reader, timeZone, words))
      : [paragraph('Nothing yet.')];
  return readingView(
    'Who did what',
    ...shown,
    ...older,
    small(
      'Calls, wellbeing, questions, pairs and concerns are not in this list: only the people in them see those.',
    ),
  );
}
export const AUDIT_PAGE = 20;
