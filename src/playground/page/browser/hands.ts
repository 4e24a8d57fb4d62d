import type { Act } from '../../acts.ts';
import type { Typed } from '../../window.ts';
import { ask } from './wire.ts';

/** What can be done in one place of a screen: a message, the home page, the open form. */
export interface Place {
  /** The nth button there. */
  press(button: number, label: string): void;
  /** Keeps what is typed, so that it is there after a reload, and when a card changes meanwhile. */
  type(typed: Typed): void;
  suggest(field: string, query: string): Promise<string[]>;
}

/** What one person presses and types, on its way to the bot. */
export interface Hands {
  send(act: Act): Promise<Record<string, unknown> | undefined>;
  /** @param typed what stands in its fields: it travels with a press */
  at(place: string, typed?: () => Typed): Place;
  submit(typed: Typed): void;
  dismiss(): void;
  /** This person has just done something here: what opens now is theirs to stand in. */
  isAtIt(): boolean;
}

const TYPING_MS = 300;
const AT_IT_MS = 3_000;

export function giveHands(person: string): Hands {
  let lastAct = 0;
  let typing: { timer: number; place: string; typed: Typed } | undefined;

  const forgetTyping = () => {
    window.clearTimeout(typing?.timer);
    typing = undefined;
  };
  const send = (act: Act) => {
    lastAct = Date.now();
    return ask(act);
  };
  /** Whatever ends the typing says itself what was typed. */
  const finish = (act: Act) => {
    forgetTyping();
    void send(act);
  };
  return {
    send,
    isAtIt: () => Date.now() - lastAct < AT_IT_MS,
    at: (place, typed = () => ({})) => ({
      press: (button, label) =>
        finish({ do: 'press', person, place, button, label, typed: typed() as never }),
      type(now) {
        const all = { ...(typing?.place === place && typing.typed), ...now };
        forgetTyping();
        const timer = window.setTimeout(() => {
          typing = undefined;
          void ask({ do: 'type', person, place, typed: all as never });
        }, TYPING_MS);
        typing = { timer, place, typed: all };
      },
      async suggest(field, query) {
        const answer = await ask({ do: 'suggest', person, place, field, query });
        return (answer?.options as string[] | undefined) ?? [];
      },
    }),
    submit: (typed) => finish({ do: 'submit', person, typed: typed as never }),
    dismiss: () => finish({ do: 'dismiss', person }),
  };
}
