import { cut } from '../../text/cut.ts';

/**
 * Every limit of Slack that we meet, from docs.slack.dev/reference/block-kit unless said otherwise; Slack counts Unicode
 * code points. What happens on overflow stands beside each; nothing is cut in silence.
 */
export const limits = {
  /** Any text object. Longer text goes on in the next section. */
  text: 3_000,
  /** Plain text only. A longer title becomes a section in bold. */
  header: 150,
  /** Fields in one section; more go on in the next. */
  fields: 10,
  /** One field; a longer one becomes a section of its own. */
  field: 2_000,
  /** Elements in one actions block; more go on in the next. */
  actionElements: 25,
  /** A longer label is shortened, and given in full above its button. */
  buttonLabel: 75,
  /** Never shortened: a cut value would be another decision. Refused with an error. */
  buttonValue: 2_000,
  /** Of a link; a longer one is shown as words. */
  url: 3_000,
  /** action_id, block_id and callback_id. Refused with an error. */
  id: 255,
  /** Blocks of a message; what does not fit is counted in a last line. */
  messageBlocks: 50,
  /** Blocks of a modal or of App Home. */
  viewBlocks: 100,
  /** Undocumented: `msg_blocks_too_long` between 13,172 and 13,297 characters in all (slackapi/bolt-js#2509). */
  messageCharacters: 12_000,
  /** `text` of a message: the advised length for chat.postMessage; chat.update refuses longer ones. */
  fallback: 4_000,
  /**
   * What anybody can have written: docs.slack.dev, chat.postMessage, "Slack will truncate messages containing more than
   * 40,000 characters"; its own clients make a file of less. Longer text is not from Slack, and its end is not read.
   */
  written: 40_000,
  /** Of one message, files among them (docs.slack.dev, "Secondary message attachments": no more than 100). More are not read. */
  attachments: 100,
  /** Title, submit and close of a modal. A longer one is shortened, and given in full at the top. */
  viewTitle: 24,
  /** The response_url is left out first; then it is an error. */
  privateMetadata: 3_000,
  /** Of an option, a radio button or a check box (75 in @slack/types; the reference now says 150). */
  optionLabel: 75,
  optionValue: 75,
  /** More options than this are shown in groups of this many. */
  options: 100,
  optionGroups: 100,
  /** A longer label or hint is shortened, and given in full above its field. */
  inputLabel: 2_000,
  inputHint: 2_000,
  /** max_length of a plain_text_input. A form that allows more is told to the person as this many. */
  inputLength: 3_000,
} as const;

/** Code points, as Slack counts. */
export function lengthOf(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** As much as Slack takes, with an ellipsis when something was left out. */
export const shorten = (text: string, limit: number): string => cut(text, limit, lengthOf);
