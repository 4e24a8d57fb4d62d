import { field } from '../../../chat/field.ts';
import { type Block, bold, paragraph, small } from '../../../chat/message.ts';
import type { BacklogItem } from '../store/feedback.ts';

/** What people want talked about, each once, for the form that makes the next meeting (D12). */
export const backlogBlocks = (backlog: readonly BacklogItem[]): Block[] => [
  paragraph(bold('What people asked for')),
  ...backlog.flatMap(({ discuss, know }, index) => [
    ...(discuss === undefined ? [] : [paragraph(`${index + 1}. To discuss: ${discuss}`)]),
    ...(know === undefined ? [] : [paragraph(`${index + 1}. To know: ${know}`)]),
  ]),
  small('Without names. Please keep it to people who set up meetings.'),
  { type: 'divider' },
];

export const backlogField = (backlog: readonly BacklogItem[], takenUp: readonly string[]) =>
  field.multiselect('backlog', 'Which of these does it take up?', {
    optional: true,
    options: backlog.map(({ id, discuss, know }, index) => ({
      value: id,
      label: `${index + 1}. ${Array.from(discuss ?? know ?? '')
        .slice(0, 60)
        .join('')}`,
    })),
    ...(takenUp.length > 0 && { initial: takenUp }),
  });
