import { type Block, bold, type Message, message, paragraph, small } from '../../../chat/message.ts';
import type { Role } from '../../../directory/actor.ts';
import { type HelplineNotes, helplineBlocks } from '../../../directory/helplines.ts';
import type { Safety } from '../store/safety.ts';
import { homeButton } from './joining.ts';
import { a } from './role-names.ts';
import { safeguardingLine } from './safety.ts';

export interface Command {
  feature: string;
  audience: string;
  usage: string;
  summary: string;
}

/** The numbers first, then a line for each thing to do here, and one for each role: under 15 lines (a phone's screen). */
export function helpPage(
  commands: readonly Command[],
  { nation, there }: Pick<Safety, 'nation' | 'there'>,
  said: HelplineNotes,
): Message {
  const safeguarding = safeguardingLine({ there });
  const everybodys = commands.filter(({ audience }) => audience === 'anyone' || audience === 'members');
  return message({
    title: 'People to call, and what I can do',
    body: [
      ...helplineBlocks(nation, said),
      ...(safeguarding ? [paragraph(safeguarding)] : []),
      { type: 'divider' },
      ...[...new Set(everybodys.map(({ feature }) => feature))].map((feature) =>
        commandLine(everybodys.filter((one) => one.feature === feature)),
      ),
      ...[...new Set(commands.map(({ audience }) => audience))]
        .filter((audience) => audience !== 'anyone' && audience !== 'members')
        .map((role) =>
          roleLine(
            role,
            commands.filter(({ audience }) => audience === role),
          ),
        ),
      small('In your own chat with me, just type the word. Elsewhere on Slack, begin with /alongside.'),
    ],
    actions: [homeButton],
  });
}

const typed = (commands: readonly Command[]): string => commands.map(({ usage }) => usage).join(', ');
const commandLine = (commands: readonly Command[]): Block =>
  paragraph(
    bold(typed(commands)),
    `: ${SUMMARIES[commands[0]?.feature ?? ''] ?? commands[0]?.summary ?? ''}`,
  );
/** Where one feature's words are many, what they are about together. */
const SUMMARIES: Record<string, string> = {
  members: 'What is waiting for you, your profile, hours and lists.',
};
const roleLine = (role: string, commands: readonly Command[]): Block =>
  paragraph(`As ${a(role as Role)}: `, bold(typed(commands)), '.');
