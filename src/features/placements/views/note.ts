import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import { type Message, message, paragraph, small } from '../../../chat/message.ts';
import { form } from '../../../chat/route.ts';
import { itTeam } from '../../../chat/words.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import * as routes from '../routes.ts';
import type { Placed } from '../store/placements.ts';

export function noteForm({ project, placement }: Placed): Form {
  const manager = project.manager.name;
  return form(
    routes.writeNote,
    { placement: placement.id, reader: project.managerId },
    {
      title: 'A note, if you like',
      submit: 'Send',
      private: true,
      body: [
        small(
          `Only ${manager} can open it; nobody who takes over can. It’s kept with the project, for two years after it’s over. ${itTeam}`,
        ),
      ],
      fields: [
        field.text('words', 'Your note', { multiline: true, maxLength: 1000, hint: helplineFootnote }),
      ],
    },
  );
}

export const noteKept = ({ project }: Placed): Message =>
  message({
    title: 'Your note is in',
    body: [paragraph(`Only ${project.manager.name} can open it.`)],
  });
