import { button, byId, fill, h } from './dom.ts';
import { dayAndTime } from './moments.ts';
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

/** The story as it was told so far. */
export const telling = (): Telling | undefined => read<Telling | null>('story') ?? undefined;
export const isOn = (told = telling()): boolean => told?.mode === 'playing' || told?.mode === 'waiting';

function wordsOf(step: Telling['steps'][number] | undefined): string {
  if (!step) return 'Everybody takes their place …';
  return step.until ? `${dayAndTime.format(new Date(step.until))}. ${step.words}` : step.words;
}

const tell = (name: string, how: 'play' | 'step') => void ask({ do: 'story', name, how });

/** The story under way, or the invitation to the first one. */
export function drawTold(): void {
  const told = telling();
  if (!told) {
    const [first] = read<StoryLine[]>('stories') ?? [];
    const words =
      'You are anybody here: write, press, turn the clock. Or watch a call-out answered from Slack and from Teams.';
    fill(
      byId('told'),
      h('p.step', words),
      first && button('Play', () => tell(first.name, 'play'), { class: 'primary' }),
    );
    return;
  }
  const step = told.steps.at(-1);
  const isPlaying = told.mode === 'playing';
  const goOn = (label: string, how: 'play' | 'step', about: { [name: string]: string }) =>
    isOn(told) && button(label, () => void ask({ do: 'go-on', how }), about);
  const where = isOn(told) ? `step ${told.steps.length}` : told.mode === 'done' ? 'the end' : 'stopped';
  fill(
    byId('told'),
    h(
      'div.tale',
      { 'aria-live': 'polite' },
      h('p.title', told.title, h('small', where)),
      h('p.step', told.problem ? `It could not go on: ${told.problem}` : wordsOf(step)),
      step?.asked && h('blockquote', `“${step.asked.words}” `, h('cite', step.asked.source)),
    ),
    h(
      'div.actions',
      goOn('Next step', 'step', { 'aria-disabled': String(isPlaying) }),
      goOn(isPlaying ? 'Pause' : 'Play on', isPlaying ? 'step' : 'play', {
        class: 'primary',
        'data-key': 'running',
      }),
      button(isOn(told) ? 'Stop' : 'Close', () => void ask({ do: 'stop-story' })),
    ),
  );
}

export function drawStories(): void {
  const told = telling();
  const begin = (label: string, how: 'play' | 'step', { name, title }: StoryLine, look = '') =>
    button(label, () => tell(name, how), {
      class: look,
      'data-key': `${how} ${name}`,
      'aria-label': `${label}: ${title}`,
    });
  fill(
    byId('stories'),
    h('p.context', 'Each begins with a fresh network.'),
    ...(read<StoryLine[]>('stories') ?? []).map((story) =>
      h(
        `section.story${told?.name === story.name ? '.told-now' : ''}`,
        h('h3', story.title),
        h('p', story.about),
        h('div.actions', begin('Play', 'play', story, 'primary'), begin('Step by step', 'step', story)),
      ),
    ),
  );
}
