import { button, byId, fill, h } from './dom.ts';
import { dayAndTime, shortTime } from './moments.ts';
import { byOrganisation, nameOf, platformName } from './person.ts';
import { isOn } from './told.ts';
import { ask, read } from './wire.ts';

interface Clock {
  shiftMs: number;
  isPlaying: boolean;
  busy?: string;
  next?: { at: string; words: string };
}

interface Line {
  at: string;
  person: string;
  kind: string;
  words: string;
  item?: string;
}

const worldNow = () => new Date(Date.now() + (read<Clock>('clock')?.shiftMs ?? 0));

function inHowLong(at: Date): string {
  const minutes = Math.max(0, Math.round((at.getTime() - worldNow().getTime()) / 60_000));
  const say = (count: number, unit: string) => `in ${count} ${unit}${count === 1 ? '' : 's'}`;
  if (minutes < 60) return say(minutes, 'minute');
  if (minutes < 48 * 60) return say(Math.round(minutes / 60), 'hour');
  return say(Math.round(minutes / 1_440), 'day');
}

export function drawClock(): void {
  const { isPlaying = false, busy, next } = read<Clock>('clock') ?? {};
  const isHeld = isOn() || Boolean(busy && !isPlaying);
  const turn = (
    label: string,
    by: 'hour' | 'day' | 'next' | 'play' | 'pause',
    { held = isHeld, key = label } = {},
  ) => button(label, () => void ask({ do: 'clock', by }), { 'aria-disabled': String(held), 'data-key': key });
  const running = { held: isOn(), key: 'running' };
  fill(
    byId('clock'),
    h('time.now', { datetime: worldNow().toISOString() }, dayAndTime.format(worldNow())),
    turn('+1 hour', 'hour'),
    turn('+1 day', 'day'),
    isPlaying ? turn('Pause', 'pause', running) : turn('A day a second', 'play', running),
    next && turn('Next thing due', 'next'),
    // Last, and always there: what comes and goes moves nothing that somebody is about to press.
    h(
      'p.ahead',
      next && h('span.next', `${inHowLong(new Date(next.at))}: ${next.words}`),
      busy && h('span.busy', `One moment: ${busy}`),
    ),
  );
}

export function drawPeople(shown: readonly string[], open: (id: string) => void): void {
  const unreadMark = (unread: number) =>
    unread > 0 && h('span.unread', String(unread), h('span.quiet', ' unread'));
  fill(
    byId('people'),
    ...byOrganisation((organisation, people) => {
      const rows = people.map(({ id, name, platform, kind, unread }) => {
        const isShown = String(shown.includes(id));
        const about = { type: 'button', 'data-key': `person ${id}`, 'aria-pressed': isShown };
        const what = h('small', `${platformName(platform)} · ${kind}`);
        return h(
          'li',
          h('button', about, { click: () => open(id) }, h('span', name), what, unreadMark(unread)),
        );
      });
      return h('section', h('h3', organisation), h('ul', ...rows));
    }),
  );
}

const KINDS = {
  none: 'as it should be',
  slow: 'slow: every answer takes two seconds',
  limited: 'too many requests (429)',
  down: 'down: nothing answers',
} as const;

type Faults = Record<'slack' | 'teams', keyof typeof KINDS> & { backlog: number };

function wordsOfBacklog(): string {
  const count = read<Faults>('faults')?.backlog ?? 0;
  if (count === 0) return 'No message waits to be sent.';
  return `${count === 1 ? 'One message waits' : `${count} messages wait`} to be sent; nothing is lost.`;
}

export function drawFaults(): void {
  const faults = read<Faults>('faults');
  if (!faults) return;
  const choose = (platform: 'slack' | 'teams') => {
    const id = `fault-${platform}`;
    const change = () => void ask({ do: 'fault', platform, kind: select.value as keyof typeof KINDS });
    const kinds = Object.entries(KINDS).map(([kind, words]) =>
      h('option', { value: kind, selected: faults[platform] === kind }, words),
    );
    const select = h('select', { id, 'data-key': id, change }, ...kinds);
    return h('div.field', h('label', { for: id }, `${platformName(platform)} is`), select);
  };
  fill(
    byId('faults'),
    choose('slack'),
    choose('teams'),
    h('p', { role: 'status' }, wordsOfBacklog()),
    h('p.context', 'The app can be removed for one person at the foot of their messages.'),
    h(
      'div.actions',
      button('Start fresh', () => void ask({ do: 'fresh' })),
    ),
  );
}

const VERBS: Record<string, string> = {
  message: 'got',
  edit: 'sees a change in',
  private: 'is told',
  typed: 'wrote',
  form: 'opened',
  'form-errors': 'has something to mend in',
};

/** What waits, then what happened, the newest first. Each line leads to the screen that it changed. */
export function drawLines(reveal: (person: string, item: string | undefined) => void): void {
  const rows = (read<string[]>('lines') ?? []).toReversed().flatMap((n) => {
    const line = read<Line>(`line ${n}`);
    if (!line) return [];
    const words = `${VERBS[line.kind] ?? 'sees'} “${line.words}”`;
    return h(
      'li',
      h(
        'button',
        { type: 'button', 'data-key': `line ${n}`, click: () => reveal(line.person, line.item) },
        h('time', { datetime: line.at }, shortTime.format(new Date(line.at))),
        h('span', h('strong', nameOf(line.person)), ` ${words}`),
      ),
    );
  });
  const waits = (read<Faults>('faults')?.backlog ?? 0) > 0 && h('li.waiting', wordsOfBacklog());
  fill(byId('lines'), waits, ...rows);
}
