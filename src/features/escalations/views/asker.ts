import {
  type Button,
  type Card,
  type Inline,
  type Message,
  message,
  paragraph,
  small,
} from '../../../chat/message.ts';
import { previewed } from '../../../chat/preview.ts';
import { button } from '../../../chat/route.ts';
import { list } from '../../../chat/words.ts';
import { helplineBlocks, helplineFootnote, type Nation } from '../../../directory/helplines.ts';
import * as routes from '../routes.ts';
import type { Person } from '../rules/circle.ts';
import { CALL_MS } from '../rules/limits.ts';
import { untouched, urgentLeft } from '../rules/moves.ts';
import type { Shown } from '../store/cards.ts';
import { spoken, stopped, unanswered } from './ended.ts';
import { clock, short, strong, supportCard } from './parts.ts';
import { anotherButton, callerName, idOf, nowButton, spokenButton, stopButton } from './shown.ts';
import { urgentLine } from './talk.ts';

/** News comes as a new card, for an edit notifies nobody; the card before says where it is. */
export const moved: Card = supportCard([paragraph('The newest card is further down.')]);

/** The same as an answer, which may ring as well. */
export const statusMessage = (shown: Shown): Message => previewed(statusCard(shown), 'message');

export function statusCard(shown: Shown): Card {
  switch (shown.request.state) {
    case 'planned':
      return planned(shown);
    case 'asked':
      return asked(shown);
    case 'taken':
      return taken(shown);
    case 'checked':
      return checked(shown);
    case 'urgent':
    case 'urgent-taken':
      return urgent(shown);
    case 'spoken':
      return spoken(shown);
    case 'stopped':
      return stopped(shown);
    case 'unanswered':
      return unanswered(shown);
  }
}

/** The first words of an answer to a press; names stand here only for the one who pressed. */
export function headline({ request: { state, asks, since } }: Shown): string {
  const names = list(asks.filter(({ at }) => at >= since).map(({ name }) => name));
  if (state === 'planned') return 'I’ll ask at the time you chose';
  if (state === 'unanswered') return 'I’m sorry: there’s nobody I may ask now';
  return names ? `I asked ${names}` : 'I’ve noted that';
}

/** Whoever would be asked next, as far as can be told: hours may end before then. */
const nextOf = ({ request, circle, now }: Shown): Person | undefined =>
  untouched({ request, circle }, request.dueAt && request.dueAt > now ? request.dueAt : now)[0];

/** The latest asked, each once, with when. */
function lastAsked({ request: { asks } }: Shown): Inline[] {
  const last = asks.at(-1);
  if (!last) return ['I’ll ask as soon as I may.'];
  const names = asks.filter(({ at }) => at.getTime() === last.at.getTime()).map(({ name }) => name);
  return [`I asked ${list(names)} at `, clock(last.at), '.'];
}

function planned(shown: Shown): Card {
  const { request, circle } = shown;
  const name = circle.find(({ member }) => member === request.chosen)?.name ?? 'the first on your list';
  const at: Inline = { type: 'time', at: (request.dueAt ?? shown.now).toISOString(), style: 'datetime' };
  return supportCard(
    [
      paragraph(`I’ll ask ${name} to call you: `, at, '.'),
      paragraph('Nothing is sent before then. Please don’t wait for us if you need someone sooner:'),
      ...helplineBlocks(shown.nation),
    ],
    [nowButton(shown), stopButton(shown)],
  );
}

function asked(shown: Shown): Card {
  const { request, now, circle } = shown;
  const next = nextOf(shown);
  const due = clock(request.dueAt ?? now);
  const then = next
    ? [`If there’s no answer by `, due, ` I’ll ask ${next.name}, who’ll know only that you’d like a call.`]
    : ['If there’s no answer by ', due, ' I’ll tell you. Nobody else is asked.'];
  return supportCard(
    [
      paragraph(...lastAsked(shown)),
      paragraph(...then),
      small(
        `It’s sent; I can’t tell whether it has been read. If you press again, I take it that you need someone now: ${urgentLine(circle, now)}`,
      ),
      small(helplineFootnote),
    ],
    [
      nowButton(shown),
      ...(next
        ? [button(routes.skip, `Don’t ask ${short(next.name)}`, { ...idOf(shown), person: next.member })]
        : []),
      ...shareButtons(shown),
      stopButton(shown),
    ],
  );
}

/** Words go to the chosen person alone; whoever is asked now reads them only if the asker says so. */
function shareButtons(shown: Shown): Button[] {
  const { hasWords, readers, asks } = shown.request;
  const last = asks.at(-1);
  if (!hasWords || !last || readers.includes(last.person)) return [];
  return [
    button(routes.share, `Let ${short(last.name)} read what I wrote`, {
      ...idOf(shown),
      person: last.person,
    }),
  ];
}

function taken(shown: Shown): Card {
  return supportCard(
    [
      strong(`${callerName(shown)} says: I’m calling now.`),
      paragraph(
        'If I hear nothing by ',
        clock(shown.request.dueAt ?? shown.now),
        ' I’ll ask you how it went.',
      ),
      small(helplineFootnote),
    ],
    [spokenButton(shown), nowButton(shown), stopButton(shown)],
  );
}

function checked(shown: Shown): Card {
  const next = untouched(shown, shown.now)[0];
  return supportCard(
    [
      strong(`Have you and ${callerName(shown)} spoken?`),
      paragraph(
        'If I hear nothing by ',
        clock(shown.request.dueAt ?? new Date(shown.now.getTime() + CALL_MS)),
        ' I’ll stop, and say so.',
      ),
      small(helplineFootnote),
    ],
    [spokenButton(shown), nowButton(shown), ...(next ? [anotherButton(shown, next)] : []), stopButton(shown)],
  );
}

function urgent(shown: Shown): Card {
  const { request, now } = shown;
  const due = clock(request.dueAt ?? now);
  const isTaken = request.state === 'urgent-taken';
  return supportCard(
    [
      isTaken ? strong(`${callerName(shown)} says: I’m calling now.`) : paragraph(...lastAsked(shown)),
      urgentLeft(shown).length > 0
        ? paragraph(
            'At ',
            due,
            ' I’ll ask again along your list, unless',
            ' you press “We’ve spoken” or “I’m OK now, stop”.',
          )
        : paragraph('I’ve asked everyone I may. If I hear nothing by ', due, ' I’ll tell you.'),
      paragraph('You don’t have to wait for them:'),
      ...helplineBlocks(shown.nation),
    ],
    [spokenButton(shown), stopButton(shown), nowButton(shown)],
  );
}

export const leftAlone = (nation: Nation): Message =>
  message({
    title: 'I won’t ask again',
    body: [paragraph('You can ask at any time.'), ...helplineBlocks(nation)],
  });

/** For a press on a card that time has passed by. */
export const movedOn: Message = message({
  title: 'Things have moved on',
  body: [
    paragraph('Nothing was changed. Your newest card shows how it stands; “talk” brings it back.'),
    small(helplineFootnote),
  ],
});
