import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import { bold, paragraph, small } from '../../../chat/message.ts';
import { form } from '../../../chat/route.ts';
import { dayFields } from '../../placements/rules/days.ts';
import * as routes from '../routes.ts';
import type { CallOut } from '../store/call-outs.ts';

/** A20: the dates of a pencil, and until when people may reply to its call-out. */
export const fixForm = ({ id, project }: CallOut): Form =>
  form(
    routes.previewFix,
    { callOut: id },
    {
      title: 'Dates are fixed',
      submit: 'Preview',
      body: [
        paragraph(bold(project.theme), `, pencilled for: ${project.roughly}.`),
        small('Nothing goes out yet: you’ll see the call-out first, and how many people it goes to.'),
      ],
      fields: [
        ...dayFields([]),
        field.date('replyBy', 'Reply by', { hint: 'Replies are welcome until the end of this day.' }),
      ],
    },
  );
