import { mayUndo } from '../../../bot/undo.ts';
import { type Block, type Button, type Card, paragraph, small } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { helplineBlocks, helplineFootnote } from '../../../directory/helplines.ts';
import * as routes from '../routes.ts';
import { whenAgain } from '../rules/circle.ts';
import { untouched } from '../rules/moves.ts';
import type { Shown } from '../store/cards.ts';
import { strong, supportCard } from './parts.ts';
import { anotherButton, callerName, idOf, nowButton, undoButtons } from './shown.ts';
import { planButton, whenLine } from './talk.ts';

export function spoken(shown: Shown): Card {
  const { needed } = shown.request;
  const next = untouched(shown, shown.now)[0];
  if (needed === 'yes')
    return supportCard(
      [strong('Thank you for telling me.'), shredLine(shown), small(helplineFootnote)],
      unsayButtons(shown),
    );
  if (needed === 'no')
    return supportCard(
      [
        strong('Thank you for saying so. It doesn’t have to be the same person again.'),
        paragraph('You can ask somebody else now, or ask to change your supervisor; they don’t see that.'),
        ...helplineBlocks(shown.nation),
      ],
      [
        ...(next ? [anotherButton(shown, next)] : []),
        button(routes.changeSupervisor, 'Change supervisor', {}),
        ...unsayButtons(shown),
      ],
    );
  return supportCard(
    [
      strong('Did you get what you needed?'),
      small('You don’t have to answer. Nobody reads it; it only counts in totals of five or more.'),
      shredLine(shown),
      small(helplineFootnote),
    ],
    [
      button(routes.sayNeeded, 'Yes', { ...idOf(shown), needed: 'yes' }),
      button(routes.sayNeeded, 'No', { ...idOf(shown), needed: 'no' }),
      ...undoButtons(shown),
    ],
  );
}

const unsayButtons = (shown: Shown): Button[] =>
  mayUndo(shown.request.neededAt, shown.now)
    ? [button(routes.unsayNeeded, 'That was a mistake', idOf(shown))]
    : [];

const shredLine = ({ request }: Shown): Block =>
  small(
    request.hasWords
      ? 'What you wrote is shredded in 7 days, with who asked whom.'
      : 'Who asked whom is forgotten in 7 days.',
  );

export function stopped(shown: Shown): Card {
  return supportCard(
    [
      strong('I’ve stopped.'),
      paragraph('Whoever I asked is told that nothing more is needed. You can ask again at any time.'),
      shredLine(shown),
      small(helplineFootnote),
    ],
    undoButtons(shown),
  );
}

export function unanswered(shown: Shown): Card {
  const { request, circle, now } = shown;
  const willing = circle.filter(({ member }) => !request.skipped.includes(member));
  const again = whenAgain(willing, now);
  return supportCard(
    [
      strong(whatHappened(shown)),
      paragraph('Please don’t wait for them:'),
      ...helplineBlocks(shown.nation),
      ...(again
        ? [paragraph(`Shall I ask ${again.name} again ${whenLine(again.at, now, request.timeZone)}?`)]
        : []),
    ],
    [
      ...(again
        ? [
            planButton({ hasReach: true, timeZone: request.timeZone, now }, again, 'Yes'),
            button(routes.leaveIt, 'No', {}),
          ]
        : []),
      nowButton(shown),
    ],
  );
}

/** What is true: somebody said they were calling; all were tried; or only those who may be asked now. */
function whatHappened(shown: Shown): string {
  const { request, circle } = shown;
  if (request.caller)
    return `${callerName(shown)} said they were calling, and I can’t tell whether you’ve spoken. I’ve stopped asking.`;
  const tried = new Set(request.asks.map(({ person }) => person));
  if (tried.size === 0) return 'Nobody on your list has agreed to be called now.';
  return circle.every(({ member }) => tried.has(member))
    ? 'I’m sorry. I’ve tried everyone on your list and nobody has answered.'
    : 'I’m sorry. I’ve tried everyone I may ask now and nobody has answered.';
}
