import type { Field } from './form.ts';

type OfKind<K extends Field['type']> =
  | Extract<Field, { type: K }>
  | (K extends 'date' | 'time' ? Day : never);
type Day = Extract<Field, { type: 'date' | 'time' }>;
type More<K extends Field['type']> = Omit<OfKind<K>, 'id' | 'type' | 'label'>;

const of =
  <K extends Field['type']>(type: K) =>
  <const Id extends string>(id: Id, label: string, more?: More<K>) =>
    ({ id, type, label, ...more }) as OfKind<K> & { id: Id };

/** What is asked in a form, a line each: its id, which its route reads, its label, and what else there is to say. */
export const field = {
  text: of('text'),
  select: of('select'),
  multiselect: of('multiselect'),
  date: of('date'),
  time: of('time'),
  /** Type-ahead over the members. */
  member: of('member'),
};
