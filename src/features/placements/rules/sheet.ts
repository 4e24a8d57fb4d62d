import type { Form } from '../../../chat/form.ts';
import { type Block, bold, paragraph, small } from '../../../chat/message.ts';
import { readingView } from '../../../chat/route.ts';
import { list } from '../../../chat/words.ts';
import type { Profile } from '../../../directory/profile.ts';
import { capital } from '../../../text/cut.ts';
import { FIELD_NAMES, type ReleaseField } from './release.ts';
import { type Told, whenAndWhere } from './words.ts';

/** Of somebody, what is handed over. */
export type Shown = Pick<Profile, 'name' | 'organisation' | 'area' | 'skills'>;

function worded(profile: Shown, fieldName: ReleaseField): string | undefined {
  switch (fieldName) {
    case 'name':
      return profile.name;
    case 'organisation':
      return profile.organisation?.name;
    case 'area':
      return profile.area ?? undefined;
    case 'skills':
      return profile.skills.length > 0 ? list([...profile.skills]) : undefined;
  }
}

/** What is handed over about each, word for word. Nothing stands there that was not named. */
export const sheet = (profiles: readonly Shown[], fields: readonly ReleaseField[]): Block[] =>
  profiles.flatMap((profile): Block[] => [
    paragraph(bold(profile.name)),
    ...fields.flatMap((one) => {
      const value = worded(profile, one);
      return one === 'name' || value === undefined
        ? []
        : [paragraph(`${capital(FIELD_NAMES[one])}: ${value}`)];
    }),
  ]);

/** The same of one person in one block, for a form holds only so many; `after`: how they stand. */
export function sheetLine(profile: Shown, fields: readonly ReleaseField[], after = ''): Block {
  const said = fields.flatMap((one) => {
    const value = one === 'name' ? undefined : worded(profile, one);
    return value === undefined ? [] : [`${capital(FIELD_NAMES[one])}: ${value}.`];
  });
  return paragraph(bold(profile.name), ['.', ...said, ...(after ? [after] : [])].join(' '));
}

/** To print, or to paste into a letter. */
export const printPage = (
  project: Told,
  { to, day, body }: { to: string; day: string; body: readonly Block[] },
): Form =>
  readingView(
    'To print or paste',
    paragraph('For ', bold(to), `, ${day}.`),
    paragraph(`${project.theme}, ${whenAndWhere(project)}.`),
    ...body,
    small('Please use this for the project alone, and delete it when it’s over, or when you’re asked to.'),
  );
