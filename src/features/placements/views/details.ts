import type { Form } from '../../../chat/form.ts';
import { type Block, bold, paragraph } from '../../../chat/message.ts';
import { readingView } from '../../../chat/route.ts';
import { list } from '../../../chat/words.ts';
import { spokenDateAt } from '../../../time/spoken.ts';
import { FIELD_NAMES } from '../rules/release.ts';
import type { Placed } from '../store/placements.ts';
import type { Logged } from '../store/releases.ts';

/** A21, A26: who the host is, what was agreed, and what was handed over about its reader. */
export function detailsPage(about: {
  placed: Placed;
  host: string | undefined;
  conditions: string | undefined;
  releases: readonly Logged[];
}): Form {
  const { placed, host, conditions, releases } = about;
  const { project } = placed;
  const agreed: Block[] = conditions
    ? [paragraph(bold('What goes with taking part')), paragraph(conditions), { type: 'divider' }]
    : [];
  return readingView(
    'In confidence',
    ...(host ? [paragraph('The host is ', bold(host), '. Please keep that to yourself.')] : []),
    ...agreed,
    paragraph(bold('What was passed on about you')),
    ...(releases.length === 0
      ? [paragraph('Nothing. The host knows neither your name nor anything about you.')]
      : releases.map((one) => paragraph(releasedLine(one, project.manager.timeZone)))),
  );
}

function releasedLine({ fields, to, at, takenBackAt, by }: Logged, timeZone: string): string {
  const what = `Your ${list(fields.map((field) => FIELD_NAMES[field]))}`;
  const whom = to === undefined ? '' : `, to ${to}`;
  const back = takenBackAt ? ' It did not go after all.' : '';
  return `${what}${whom}, on ${spokenDateAt(at, timeZone)}${by ? `, by ${by}` : ''}.${back}`;
}
