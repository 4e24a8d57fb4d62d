import type { Form } from '../../../chat/form.ts';
import { bold, paragraph, small } from '../../../chat/message.ts';
import { readingView } from '../../../chat/route.ts';
import { list } from '../../../chat/words.ts';
import type { Profile } from '../../../directory/profile.ts';
import { dayIn, whenAndWhere } from '../../placements/rules/words.ts';
import type { Placed } from '../../placements/store/placements.ts';
import type { Project } from '../../placements/store/projects.ts';

/** A name stands on a line of its own, and so many lines are read as one block. */
const LINES = 20;
/** Ours: a page holds a hundred blocks on Slack, and nobody prints more. */
const MOST_LISTED = 400;

/** What may stand on paper: never what was told, or decided. Contact alone of those whose name is with the host. */
function line({ placement, project, name, isAtHost }: Placed, profile: Profile | undefined): string {
  const days = placement.days.map(dayIn(project));
  return [
    name,
    ...(placement.interest ? [placement.interest] : []),
    ...(days.length > 0 ? [list(days)] : []),
    ...(isAtHost ? [profile?.organisation?.name ?? '', profile?.area ?? ''].filter(Boolean) : []),
  ].join('; ');
}

/** For whoever runs it, to print or to paste. */
export function listPage(
  project: Project,
  listed: readonly Placed[],
  profiles: ReadonlyMap<string, Profile>,
  deleteOn: string,
): Form {
  const lines = listed.slice(0, MOST_LISTED).map((one) => line(one, profiles.get(one.placement.peerId)));
  const blocks = Array.from({ length: Math.ceil(lines.length / LINES) }, (_, index) =>
    paragraph(lines.slice(index * LINES, (index + 1) * LINES).join('\n')),
  );
  return readingView(
    'A list to print',
    paragraph(bold(`Not for the host. Delete by ${deleteOn}.`)),
    paragraph(`${project.theme}, ${whenAndWhere(project)}.`),
    ...blocks,
    ...(listed.length > MOST_LISTED ? [small(`The first ${MOST_LISTED} of ${listed.length}, by name.`)] : []),
    small(
      'Who said yes or maybe, and the days that suit them. What goes to the host goes by “Hand names to the host”. That you took this list is written down.',
    ),
  );
}
