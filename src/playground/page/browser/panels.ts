import { button, byId, fill, h } from './dom.ts';
import type { Person } from './person.ts';
import type { Telling } from './told.ts';
import { ask, read } from './wire.ts';

export interface Clock {
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

const day = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Europe/London',
});
const time = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Europe/London',
});

const worldNow = () => new Date(Date.now() + (read<Clock>('clock')?.shiftMs ?? 0));
export const nameOf = (id: string): string =>
  read<Person[]>('people')?.find((one) => one.id === id)?.name ?? id;

function inHowLong(at: Date): string {
  const minutes = Math.max(0, Math.round((at.getTime() - worldNow().getTime()) / 60_000));
  const say = (count: number, unit: string) => `in ${count} ${unit}${count === 1 ? '' : 's'}`;
  if (minutes < 60) return say(minutes, 'minute');
  if (minutes < 48 * 60) return say(Math.round(minutes / 60), 'hour');
  return say(Math.round(minutes / 1_440), 'day');
}

export function drawClock(): void {
  const clock = read<Clock>('clock');
  const told = read<Telling | null>('story');
  const isTold = told?.mode === 'playing' || told?.mode === 'waiting';
  const held = isTold || Boolean(clock?.busy && !clock.isPlaying);
  const turn = (label: string, by: 'hour' | 'day' | 'next') =>
    button(label, () => void ask({ do: 'clock', by }), { 'aria-disabled': String(held) });
  fill(
    byId('clock'),
    h('time', { datetime: worldNow().toISOString(), class: 'now' }, day.format(worldNow())),
    turn('+1 hour', 'hour'),
    turn('+1 day', 'day'),
    clock?.next && turn('Next thing due', 'next'),
    button(
      clock?.isPlaying ? 'Pause' : 'A day a second',
      () => void ask({ do: 'clock', by: clock?.isPlaying ? 'pause' : 'play' }),
      {
        'aria-disabled': String(isTold),
      },
    ),
    clock?.next && h('span', { class: 'next' }, `${inHowLong(new Date(clock.next.at))}: ${clock.next.words}`),
    clock?.busy && h('span', { class: 'busy' }, `One moment: ${clock.busy}`),
  );
}

export function drawPeople(shown: readonly string[], open: (id: string) => void): void {
  const people = read<Person[]>('people') ?? [];
  const organisations = [...new Set(people.map(({ organisation }) => organisation))];
  fill(
    byId('people'),
    ...organisations.map((organisation) =>
      h(
        'section',
        {},
        h('h3', {}, organisation),
        h(
          'ul',
          {},
          ...people
            .filter((one) => one.organisation === organisation)
            .map((one) =>
              h(
                'li',
                {},
                h(
                  'button',
                  {
                    type: 'button',
                    'data-key': `person ${one.id}`,
                    'aria-pressed': String(shown.includes(one.id)),
                    click: () => open(one.id),
                  },
                  h('span', {}, one.name),
                  h('small', {}, `${one.platform === 'slack' ? 'Slack' : 'Teams'} · ${one.kind}`),
                  one.unread > 0 &&
                    h(
                      'span',
                      { class: 'unread' },
                      String(one.unread),
                      h('span', { class: 'quiet' }, ' unread'),
                    ),
                ),
              ),
            ),
        ),
      ),
    ),
  );
}

const KINDS = {
  none: 'as it should be',
  slow: 'slow: every answer takes two seconds',
  limited: 'too many requests (429)',
  broken: 'down (503)',
} as const;

export function drawFaults(): void {
  const faults = read<Record<'slack' | 'teams', keyof typeof KINDS> & { backlog: number }>('faults');
  if (!faults) return;
  const choose = (platform: 'slack' | 'teams', label: string) => {
    const select = h(
      'select',
      {
        id: `fault-${platform}`,
        'data-key': `fault ${platform}`,
        change: () => void ask({ do: 'fault', platform, kind: select.value as keyof typeof KINDS }),
      },
      ...Object.entries(KINDS).map(([kind, words]) =>
        h('option', { value: kind, selected: faults[platform] === kind }, words),
      ),
    );
    return h('div', { class: 'field' }, h('label', { for: `fault-${platform}` }, label), select);
  };
  const waiting = faults.backlog === 1 ? 'One message waits' : `${faults.backlog} messages wait`;
  fill(
    byId('faults'),
    choose('slack', 'Slack is'),
    choose('teams', 'Teams is'),
    h(
      'p',
      { role: 'status' },
      faults.backlog === 0 ? 'No message waits to be sent.' : `${waiting} to be sent; nothing is lost.`,
    ),
    h('p', { class: 'context' }, 'The app can be removed for one person at the foot of their messages.'),
    h(
      'div',
      { class: 'actions' },
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

/** What happened, the newest first. Each line leads to the screen that it changed. */
export function drawLines(reveal: (person: string, item: string | undefined) => void): void {
  const rows = (read<string[]>('lines') ?? []).toReversed().flatMap((n) => {
    const line = read<Line>(`line ${n}`);
    if (!line) return [];
    return h(
      'li',
      {},
      h(
        'button',
        { type: 'button', 'data-key': `line ${n}`, click: () => reveal(line.person, line.item) },
        h('time', { datetime: line.at }, time.format(new Date(line.at))),
        h('span', {}, h('strong', {}, nameOf(line.person)), ` ${VERBS[line.kind] ?? 'sees'} “${line.words}”`),
      ),
    );
  });
  fill(byId('lines'), ...rows);
}
