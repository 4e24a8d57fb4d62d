import { Temporal } from 'temporal-polyfill';
import { instantOf, localDate } from '../../../time/hours.ts';

export type ProjectState =
  | 'pencilled'
  | 'calling'
  | 'choosing'
  | 'confirmed'
  | 'under-way'
  | 'ended'
  | 'cancelled';
export type ProjectStep =
  | 'fix'
  | 'unfix'
  | 'choose'
  | 'fill'
  | 'reopen'
  | 'begin'
  | 'put-off'
  | 'end'
  | 'cancel';

/**
 * Pencilled until its dates are fixed (A20), where there was a pencil. Peers are called for and chosen until its places are
 * filled; then its days come, and it ends; what is put off once it has begun lies ahead again.
 */
const TRANSITIONS: Record<ProjectState, Partial<Record<ProjectStep, ProjectState>>> = {
  pencilled: { fix: 'calling', cancel: 'cancelled' },
  calling: { unfix: 'pencilled', choose: 'choosing', end: 'ended', cancel: 'cancelled' },
  choosing: { fill: 'confirmed', begin: 'under-way', end: 'ended', cancel: 'cancelled' },
  confirmed: { reopen: 'choosing', begin: 'under-way', end: 'ended', cancel: 'cancelled' },
  'under-way': { 'put-off': 'choosing', end: 'ended', cancel: 'cancelled' },
  ended: {},
  cancelled: {},
};

export const nextProjectState = (from: ProjectState, step: ProjectStep): ProjectState | undefined =>
  TRANSITIONS[from][step];

export const OVER: readonly ProjectState[] = ['ended', 'cancelled'];
export const isOver = (state: ProjectState): boolean => OVER.includes(state);
/** Nobody was chosen yet: its pencil or its call-out stands for it, and it has no card of its own. */
export const isBeforeChoice = (state: ProjectState): boolean => state === 'pencilled' || state === 'calling';

/** What a project's days are counted by. */
export interface Dated {
  days: readonly { day: string }[];
  manager: { timeZone: string };
}

const inOrder = ({ days }: Pick<Dated, 'days'>): string[] => days.map(({ day }) => day).sort();
export const firstDay = (project: Pick<Dated, 'days'>): string => inOrder(project)[0] ?? '';
export const lastDay = (project: Pick<Dated, 'days'>): string => inOrder(project).at(-1) ?? '';

/** The end of a day, where the project manager is. */
export const endOfDay = (day: string, timeZone: string): Date =>
  instantOf(Temporal.PlainDate.from(day).add({ days: 1 }), '00:00', timeZone);

/** The end of the last day of a project, where its manager is. */
export const lastMoment = (project: Dated): Date => endOfDay(lastDay(project), project.manager.timeZone);

/** How many days' notice there is, from a date where its manager is to its first day; never less than none. */
export const noticeDays = (project: Dated, today: string): number =>
  Math.max(0, Temporal.PlainDate.from(today).until(firstDay(project)).total('days'));

/** A20: how much notice we gave, in days; of a project that was not sent, or has no dates yet, none is known. */
export const noticeGiven = (project: Dated & { noticeFrom: string | null }): number | undefined =>
  project.noticeFrom === null || project.days.length === 0
    ? undefined
    : noticeDays(project, localDate(new Date(project.noticeFrom), project.manager.timeZone));
