import type { Form, Option } from './form.ts';
import type { Button, Message } from './message.ts';

/** Nothing to say: the card that it changed follows. `done` says what that was, where it must be said at once. */
export interface None {
  kind: 'none';
  done?: { words: string; actions: readonly Button[] };
}
/** Words to the person who acted, and to nobody else. */
export interface Say {
  kind: 'say';
  message: Message;
}
/** Replaces the card that was pressed, for the person who pressed it. */
export interface Update {
  kind: 'update';
  message: Message;
}
export interface OpenForm {
  kind: 'form';
  form: Form;
}
/** What to mend, beside each field; `form` speaks of the form as a whole. */
export interface Invalid {
  kind: 'invalid';
  fields: Record<string, string>;
  form?: string;
}
export interface Options {
  kind: 'options';
  options: readonly Option[];
}

export type Reply = None | Say | Update | OpenForm | Invalid | Options;

/** What may answer what. Teams opens a form only from a button that said so when it was drawn: hence `formAction`. */
export interface ReplyTo {
  command: None | Say | OpenForm;
  message: None | Say;
  action: None | Say | Update;
  formAction: None | Say | OpenForm;
  submission: None | Say | Update | OpenForm | Invalid;
  lookup: Options;
  home: Say;
  joined: None | Say;
  left: None;
}

export const none: None = { kind: 'none' };
export const say = (message: Message): Say => ({ kind: 'say', message });
export const update = (message: Message): Update => ({
  kind: 'update',
  message,
});
export const open = (form: Form): OpenForm => ({ kind: 'form', form });
export const invalid = (fields: Record<string, string>, form?: string): Invalid => ({
  kind: 'invalid',
  fields,
  ...(form === undefined ? {} : { form }),
});
