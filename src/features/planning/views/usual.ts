import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import { type Block, paragraph, small } from '../../../chat/message.ts';
import { form } from '../../../chat/route.ts';
import { list, plain } from '../../../chat/words.ts';
import * as routes from '../routes.ts';
import { USUAL_NAMES, USUALS, type Usual } from '../rules/times.ts';

/** For somebody who could make none of the times that this organiser named. */
export function usualForm(organiser: string, usual: readonly Usual[]): Form {
  return form(
    routes.saveUsual,
    {},
    {
      title: 'What usually works?',
      submit: 'Send',
      body: [
        paragraph(
          'Thank you for telling us that none of these work. What usually does? Leave it empty if you like.',
        ),
        small(
          `People who set up meetings, such as ${organiser}, see how many said each, never who. It’s kept until you change it here.`,
        ),
      ],
      fields: [
        field.multiselect('usual', 'What usually works for you?', {
          optional: true,
          options: USUALS.map((one) => ({ value: one, label: USUAL_NAMES[one] })),
          ...(usual.length > 0 && { initial: usual }),
        }),
      ],
    },
  );
}
export const usualSaved = plain('Thank you', 'It helps to choose times that more people can manage.');

export interface TimesThatSuit {
  /** At which kinds of time the last meetings were. */
  lately: readonly string[];
  usual: readonly { usual: Usual; people: number }[];
}

/** For whoever looks for the next time: another kind than lately, and one that usually works. */
export const timesThatSuit = ({ lately, usual }: TimesThatSuit): Block[] => [
  ...(lately.length > 0
    ? [paragraph(`The last meetings: ${list(lately)}. Another kind of time lets other people come.`)]
    : []),
  ...(usual.length > 0
    ? [
        paragraph(
          `What usually works for people who could make none: ${list(usual.map((one) => `${USUAL_NAMES[one.usual].toLowerCase()} (${one.people})`))}.`,
        ),
      ]
    : []),
];
