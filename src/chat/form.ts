import type { Block } from './message.ts';

/**
 * Cards have buttons, forms have inputs. Without `submit` a form is a reading view. State travels inside the form;
 * nothing is kept on the server to lose. `private` forms are never drawn inline in a chat: typed for, they are
 * offered behind an *Open form* button.
 */
export interface Form {
  route?: string;
  state?: string;
  title: string;
  submit?: string;
  private?: true;
  /** Must be read before all else, also where the form itself waits behind a button: nothing private. */
  above?: readonly Block[];
  body?: readonly Block[];
  fields: readonly Field[];
}

/** `value` holds no comma: Teams joins several with commas. */
export interface Option {
  value: string;
  label: string;
}

export type Field = {
  id: string;
  label: string;
  hint?: string;
  optional?: true;
} & (
  | { type: 'text'; multiline?: true; maxLength?: number; initial?: string }
  | { type: 'select'; options: readonly Option[]; initial?: string }
  | {
      type: 'multiselect';
      options: readonly Option[];
      initial?: readonly string[];
    }
  | { type: 'date' | 'time'; initial?: string }
  /** Type-ahead: who is chosen already comes with their name, for the client has not looked anybody up yet. */
  | { type: 'member'; initial?: Option }
);
