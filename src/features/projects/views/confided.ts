import type { Form } from '../../../chat/form.ts';
import { bold, paragraph, small } from '../../../chat/message.ts';
import { readingView } from '../../../chat/route.ts';
import type { Placed } from '../../placements/store/placements.ts';

/** What somebody wrote for one reader alone: their note on withdrawing (A12), what they need to take part. */
export const confidedPage = (title: string, { name }: Placed, words: string | 'shut' | undefined): Form =>
  readingView(
    title,
    paragraph(bold(name)),
    words === undefined || words === 'shut'
      ? small('It was written to whoever ran this then, and nobody else opens it.')
      : paragraph(words),
  );
