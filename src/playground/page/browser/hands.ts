import type { Act } from '../../acts.ts';
import type { Json, Typed } from '../../window.ts';
import { type DrawnCard, drawCard } from './teams.ts';
import { ask } from './wire.ts';

/** What one person presses and types, on its way to the bot. */
export interface Hands {
  send(act: Act): Promise<Record<string, unknown> | undefined>;
  press(place: string, typed: () => Typed): (button: number, label: string) => void;
  /** Keeps what is typed, so that it is there after a reload, and when a card changes meanwhile. */
  type(place: string, typed: Typed): void;
  suggest(place: string): (field: string, query: string) => Promise<string[]>;
  card(place: string, card: Json): DrawnCard;
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

  const send = (act: Act) => {
    lastAct = Date.now();
    return ask(act);
  };
  /** What was typed travels with the press. */
  const settleTyping = () => {
    window.clearTimeout(typing?.timer);
    typing = undefined;
  };
  const hands: Hands = {
    send,
    isAtIt: () => Date.now() - lastAct < AT_IT_MS,
    press: (place, typed) => (button, label) => {
      const now = typed();
      settleTyping();
      void send({ do: 'press', person, place, button, label, typed: now as never });
    },
    type(place, typed) {
      const all = { ...(typing?.place === place && typing.typed), ...typed };
      settleTyping();
      const timer = window.setTimeout(() => {
        typing = undefined;
        void ask({ do: 'type', person, place, typed: all as never });
      }, TYPING_MS);
      typing = { timer, place, typed: all };
    },
    suggest: (place) => async (field, query) =>
      ((await ask({ do: 'suggest', person, place, field, query }))?.options as string[] | undefined) ?? [],
    card(place, card) {
      const drawn: DrawnCard = drawCard(card, {
        press: hands.press(place, () => drawn.typed()),
        changed: (typed) => hands.type(place, typed),
        suggest: hands.suggest(place),
      });
      return drawn;
    },
    submit(typed) {
      settleTyping();
      void send({ do: 'submit', person, typed: typed as never });
    },
    dismiss() {
      settleTyping();
      void send({ do: 'dismiss', person });
    },
  };
  return hands;
}
