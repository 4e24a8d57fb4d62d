import { button, byId, fill, h } from './dom.ts';
import { ask, read } from './wire.ts';

export interface Telling {
  name: string;
  title: string;
  steps: { words: string; until?: string; asked?: { words: string; source: string }; isQuiet?: true }[];
  mode: 'playing' | 'waiting' | 'done' | 'stopped';
  acting?: { person: string; words: string };
  problem?: string;
}
interface StoryLine {
  name: string;
  title: string;
  about: string;
  people: string[];
}
const moment = new Intl.DateTimeFormat('en-GB', {
  ...({ weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' } as const),
  timeZone: 'Europe/London',
});

function wordsOf(step: Telling['steps'][number] | undefined): string {
  if (!step) return 'Everybody takes their place …';
  return step.until ? `${moment.format(new Date(step.until))}. ${step.words}` : step.words;
}

const tell = (name: string, how: 'play' | 'step') => void ask({ do: 'story', name, how });

/** The story under way, or the invitation to the first one. */
export function drawTold(): void {
  const told = read<Telling | null>('story');
  if (!told) {
    const [first] = read<StoryLine[]>('stories') ?? [];
    fill(
      byId('told'),
      h(
        'p',
        { class: 'step' },
        'You are anybody here: write, press, turn the clock. Or watch a call-out answered from Slack and from Teams.',
      ),
      first && button('Play', () => tell(first.name, 'play'), { class: 'primary' }),
    );
    return;
  }
  const step = told.steps.at(-1);
  const isOn = told.mode === 'playing' || told.mode === 'waiting';
  fill(
    byId('told'),
    h(
      'div',
      { class: 'tale', 'aria-live': 'polite' },
      h(
        'p',
        { class: 'title' },
        told.title,
        h('small', {}, isOn ? `step ${told.steps.length}` : told.mode === 'done' ? 'the end' : 'stopped'),
      ),
      h('p', { class: 'step' }, told.problem ? `It could not go on: ${told.problem}` : wordsOf(step)),
      step?.asked && h('blockquote', {}, `“${step.asked.words}” `, h('cite', {}, step.asked.source)),
    ),
    h(
      'div',
      { class: 'actions' },
      isOn &&
        button('Next step', () => void ask({ do: 'go-on', how: 'step' }), {
          'aria-disabled': String(told.mode === 'playing'),
        }),
      isOn &&
        button(
          told.mode === 'playing' ? 'Pause' : 'Play on',
          () => void ask({ do: 'go-on', how: told.mode === 'playing' ? 'step' : 'play' }),
          { class: 'primary' },
        ),
      button(isOn ? 'Stop' : 'Close', () => void ask({ do: 'stop-story' })),
    ),
  );
}

export function drawStories(): void {
  const told = read<Telling | null>('story');
  fill(
    byId('stories'),
    h('p', { class: 'context' }, 'Each begins with a fresh network.'),
    ...(read<StoryLine[]>('stories') ?? []).map((story) =>
      h(
        'section',
        { class: `story${told?.name === story.name ? ' told-now' : ''}` },
        h('h3', {}, story.title),
        h('p', {}, story.about),
        h(
          'div',
          { class: 'actions' },
          button('Play', () => tell(story.name, 'play'), {
            'data-key': `play ${story.name}`,
            'aria-label': `Play: ${story.title}`,
            class: 'primary',
          }),
          button('Step by step', () => tell(story.name, 'step'), {
            'data-key': `step ${story.name}`,
            'aria-label': `Step by step: ${story.title}`,
          }),
        ),
      ),
    ),
  );
}
