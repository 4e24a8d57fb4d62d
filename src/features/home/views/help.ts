import { homeButton } from '../../../bot/home.ts';
import { type Block, bold, type Message, message, paragraph, small } from '../../../chat/message.ts';
import type { Role } from '../../../directory/actor.ts';
import { type HelplineNotes, helplineBlocks } from '../../../directory/helplines.ts';
import { a } from '../../../directory/role-names.ts';
import { type Safety, safeguardingLine } from '../../../directory/safety.ts';

export interface Command {
  /** Commands of one line stand together. */
  line: string;
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
      ...[...new Set(everybodys.map(({ line }) => line))].map((line) =>
        commandLine(everybodys.filter((one) => one.line === line)),
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
  paragraph(bold(typed(commands)), `: ${commands[0]?.summary ?? ''}`);
const roleLine = (role: string, commands: readonly Command[]): Block =>
  paragraph(`As ${a(role as Role)}: `, bold(typed(commands)), '.');
