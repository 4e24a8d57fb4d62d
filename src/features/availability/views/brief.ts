import type { Form } from '../../../chat/form.ts';
import { small } from '../../../chat/message.ts';
import { form } from '../../../chat/route.ts';
import { initial, itTeam } from '../../../chat/words.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import * as routes from '../routes.ts';
import type { CallOut } from '../store/call-outs.ts';
import { COUNCILS, PLACES } from './words.ts';

export function briefForm(callOut: CallOut | undefined, host: string): Form {
  const project = callOut?.project;
  const day = (index: number) => project?.days[index]?.day;
  const option = (labels: Record<string, string>) =>
    Object.entries(labels).map(([value, label]) => ({ value, label: label.replace(/^an? /, '') }));
  return form(routes.saveBrief, callOut ? { callOut: callOut.id } : {}, {
    title: 'Call out for peers',
    submit: 'Preview',
    private: true,
    body: [
      small('Nothing goes out yet: you’ll see it first, and how many people it goes to.'),
      small(
        `Everybody in the pool reads it, except the host’s name. It’s kept with the project, for two years after it closes. ${itTeam}`,
      ),
      small(helplineFootnote),
    ],
    fields: [
      {
        id: 'theme',
        type: 'text',
        label: 'What is it about?',
        hint: 'Leave the host out: everybody in the pool reads this.',
        maxLength: 120,
        ...initial(project?.theme),
      },
      {
        id: 'councilKind',
        type: 'select',
        label: 'Kind of council',
        options: option(COUNCILS),
        ...initial(project?.councilKind),
      },
      { id: 'region', type: 'text', label: 'Region', maxLength: 80, ...initial(project?.region) },
      {
        id: 'placeKind',
        type: 'select',
        label: 'Where',
        options: option(PLACES),
        ...initial(project?.placeKind),
      },
      {
        id: 'skills',
        type: 'text',
        label: 'Skills and experience you look for',
        optional: true,
        maxLength: 300,
        multiline: true,
        ...initial(project?.skills),
      },
      { id: 'day1', type: 'date', label: 'First day', ...initial(day(0)) },
      { id: 'day2', type: 'date', label: 'Second day', optional: true, ...initial(day(1)) },
      { id: 'day3', type: 'date', label: 'Third day', optional: true, ...initial(day(2)) },
      { id: 'day4', type: 'date', label: 'Fourth day', optional: true, ...initial(day(3)) },
      { id: 'day5', type: 'date', label: 'Fifth day', optional: true, ...initial(day(4)) },
      {
        id: 'peers',
        type: 'text',
        label: 'How many peers?',
        hint: '1 to 20',
        maxLength: 2,
        ...initial(project && String(project.peersWanted)),
      },
      {
        id: 'replyBy',
        type: 'date',
        label: 'Reply by',
        hint: 'Replies are welcome until the end of this day.',
        ...initial(callOut?.replyBy),
      },
      {
        id: 'host',
        type: 'text',
        label: 'The host, in confidence',
        hint: 'Kept sealed. Nobody sees it but who runs this project, until it’s named to those who are interested.',
        maxLength: 120,
        ...initial(host),
      },
    ],
  });
}
