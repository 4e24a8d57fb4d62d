import type { Form } from '../../../chat/form.ts';
import { type Block, bold, paragraph } from '../../../chat/message.ts';
import { readingView } from '../../../chat/route.ts';
import { list } from '../../../chat/words.ts';
import { spokenDateAt } from '../../../time/spoken.ts';
import { afterwards, FIELD_NAMES } from '../rules/release.ts';
import type { Placed } from '../store/placements.ts';
import type { Logged } from '../store/releases.ts';

/** A21, A26: who the host is, what was agreed, and what was handed over about its reader. */
export function detailsPage(about: {
  placed: Placed;
  host: string | undefined;
  conditions: string | undefined;
  releases: readonly Logged[];
  /** A14: what the team alone reads; `shut` until they have given their undertaking. */
  context: string | 'shut' | undefined;
}): Form {
  const { placed, host, conditions, releases, context } = about;
  const { project } = placed;
  const agreed: Block[] = conditions
    ? [paragraph(bold('What goes with taking part')), paragraph(conditions), { type: 'divider' }]
    : [];
  return readingView(
    'In confidence',
    ...(host ? [paragraph('The host is ', bold(host), '. Please keep that to yourself.')] : []),
    ...agreed,
    ...teamContext(context),
    paragraph(bold('What was passed on about you')),
    ...(releases.length === 0
      ? [paragraph('Nothing. The host knows neither your name nor anything about you.')]
      : releases.map((one) => paragraph(releasedLine(one, project.manager.timeZone)))),
  );
}

function teamContext(context: string | undefined): Block[] {
  if (context === undefined) return [];
  const words =
    context === 'shut'
      ? 'There’s more for the team. It opens once you’ve ticked confidentiality on your checklist.'
      : context;
  return [paragraph(bold('For the team alone')), paragraph(words), { type: 'divider' }];
}

function releasedLine(one: Logged, timeZone: string): string {
  const { fields, to, at, takenBackAt, by } = one;
  const on = (moment: Date) => spokenDateAt(moment, timeZone);
  const what = `Your ${list(fields.map((field) => FIELD_NAMES[field]))}`;
  const whom = to === undefined ? '' : `, to ${to}`;
  const back = takenBackAt ? ' It did not go after all.' : '';
  return `${what}${whom}, on ${on(at)}${by ? `, by ${by}` : ''}.${back}${afterwards(one, on)}`;
}
