import { type Block, paragraph } from '../../../chat/message.ts';
import type { Notice } from '../store/notice.ts';

/** A20: shown from the first project on, for it says something of us and of nobody else. */
export const noticeBlocks = (notice: Notice | undefined): Block[] =>
  notice
    ? [
        paragraph(
          `Notice that we gave: on average ${notice.days === 1 ? '1 day' : `${notice.days} days`} (${notice.projects === 1 ? '1 project' : `${notice.projects} projects`} this year)`,
        ),
      ]
    : [];
