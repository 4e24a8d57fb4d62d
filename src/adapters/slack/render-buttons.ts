import type { ActionsBlock, Button as ButtonElement, KnownBlock } from '@slack/types';
import type { Button } from '../../chat/message.ts';
import { type Group, inLots } from './fit.ts';
import { lengthOf, limits, shorten } from './limits.ts';
import { plain, splitText } from './render-text.ts';

export function renderButtons(buttons: readonly Button[]): Group[] {
  return inLots(buttons, limits.actionElements).map((lot) => [
    ...fullLabels(lot),
    ...actionBlocks(lot.map(buttonElement)),
  ]);
}

export function actionBlocks(elements: readonly ButtonElement[]): ActionsBlock[] {
  return inLots(elements, limits.actionElements).map((lot) => ({
    type: 'actions',
    elements: lot.map((element, i) => ({ ...element, action_id: `${element.action_id}#${i}` })),
  }));
}

/** `route` is all of an action_id that means anything; what follows `#` only keeps it unique within its block. */
export function buttonElement(button: Button): ButtonElement {
  if (lengthOf(button.value) > limits.buttonValue) {
    throw new Error(
      `The value of the button ${button.route} has ${lengthOf(button.value)} characters; Slack carries ${limits.buttonValue}. Carry an id, not the thing.`,
    );
  }
  if (lengthOf(button.route) > limits.id - 5 || button.route.includes('#')) {
    throw new Error(
      `The route ${button.route} cannot be an action_id: at most ${limits.id - 5} characters, no #.`,
    );
  }
  return {
    type: 'button',
    action_id: button.route,
    text: plain(shorten(button.label.trim() || '…', limits.buttonLabel)),
    value: button.value,
    ...(button.style && { style: button.style }),
  };
}

export function fullLabels(buttons: readonly Button[]): KnownBlock[] {
  const long = buttons.filter(({ label }) => lengthOf(label) > limits.buttonLabel);
  return long.flatMap(({ label }) =>
    splitText(label).map((piece): KnownBlock => ({ type: 'context', elements: [plain(piece.join(''))] })),
  );
}
