import type { Button } from '../../chat/message.ts';
import type { DrawButton } from './card.ts';
import type { Element } from './text.ts';

/** A form opens only from a button that asks for it (task/fetch); every other press is an Action.Execute. */
export const chatButton: DrawButton = (button) =>
  button.opensForm
    ? opener(button.label, { route: button.route, value: button.value }, styleOf(button))
    : {
        type: 'Action.Execute',
        verb: button.route,
        title: button.label,
        ...styleOf(button),
        data: { value: button.value },
        associatedInputs: 'none',
      };

/** In a dialog only Action.Submit is heard; `card` is the message that the dialog was opened from. */
export const dialogButton =
  (card: string | undefined): DrawButton =>
  (button) => ({
    type: 'Action.Submit',
    title: button.label,
    ...styleOf(button),
    data: { route: button.route, value: button.value, ...(card !== undefined && { card }) },
    associatedInputs: 'none',
  });

export const opener = (title: string, data: Element, style: Element = {}): Element => ({
  type: 'Action.Submit',
  title,
  ...style,
  data: { msteams: { type: 'task/fetch' }, ...data },
  associatedInputs: 'none',
});

function styleOf({ style }: Button): Element {
  if (style === undefined) return {};
  return { style: style === 'primary' ? 'positive' : 'destructive' };
}
