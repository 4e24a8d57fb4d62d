import type { Seen, SimulatedPerson, SimulatedPlatform } from './simulated.ts';

export type Json = { [key: string]: unknown };
/** What is typed into a form, by the labels that people see; options by their labels too. */
export type Typed = Record<string, string | readonly string[]>;

/** What stands on somebody's screen, in the platform's own format: a browser draws it as the platform's client would. */
export interface Screen {
  installed: boolean;
  chat: readonly Item[];
  /** Slack's App Home; Teams has none. */
  home?: readonly Json[];
  form?: OpenForm;
}

/** `blocks` are Slack's, `card` is an Adaptive Card; `notice` is said by the client itself. */
export interface Item {
  id: string;
  from: 'me' | 'bot' | 'client';
  at: string;
  words?: string;
  blocks?: readonly Json[];
  card?: Json;
  isPrivate?: true;
  isEdited?: true;
}

/** A modal or a dialog. Slack's has a title, blocks and a button to send; in Teams all of it is in the card. */
export interface OpenForm {
  id: string;
  title: string;
  blocks?: readonly Json[];
  submit?: string;
  close?: string;
  card?: Json;
  /** Nothing but words, with which a dialog ended. */
  words?: string;
}

/** Somebody's screen with hands on it: what a browser shows and presses. `place` is an item's id, `home` or `form`. */
export interface Window {
  look(): Screen;
  /** The nth button there. @throws when it reads otherwise by now */
  press(place: string, button: number, label: string, typed: Typed): Promise<void>;
  /** Keeps what was typed so far. */
  type(place: string, typed: Typed): Promise<void>;
  suggest(place: string, field: string, query: string): Promise<readonly string[]>;
}

export type PersonAtScreen = SimulatedPerson & { readonly window: Window };

/** A simulated platform that can be watched and drawn. */
export type ScreenedPlatform = Omit<SimulatedPlatform, 'person'> & {
  person(user: string, about?: { name?: string; timeZone?: string; workspace?: string }): PersonAtScreen;
  /** Tells of everything that anybody sees, as it is seen. */
  watch(listener: (seen: Seen) => void): void;
  /** Ends all faults of single calls. */
  mend(): void;
  /** Nothing of the platform answers any more, or all of it does again. */
  setDown(isDown: boolean): Promise<void>;
  /** All that the platform knows; `restore` puts it back. */
  save(): unknown;
  restore(saved: unknown): void;
};

/** The last so many are drawn: nobody scrolls further in a playground, and a page stays quick. */
export const MOST_ITEMS = 120;

/** A press on what has changed meanwhile. */
export const changed = (label: string): Error =>
  new Error(`The screen changed before “${label}” was pressed. Look at it again.`);
