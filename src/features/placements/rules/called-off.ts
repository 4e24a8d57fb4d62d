import { bold, type Card, paragraph, small } from '../../../chat/message.ts';
import { spokenWhen, type Told } from './words.ts';

/** A25: thanks and sorry come before anything about what is owed. */
export const calledOffCard = (project: Told): Card => ({
  title: 'This project has been called off',
  body: [
    paragraph(bold(project.theme), `, ${spokenWhen(project)}.`),
    paragraph(
      'Thank you for offering your time, and sorry that it came to nothing. You need do nothing more, and those days are yours again.',
    ),
    small('A project that is called off pays for nothing but what was agreed with you in writing.'),
  ],
});
