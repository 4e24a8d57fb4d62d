import type { Button } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import * as hoursRoutes from '../routes.ts';
export const hoursButtons: readonly Button[] = [
  button(hoursRoutes.chooseHours, 'Work hours', { hours: 'work' }),
  button(hoursRoutes.chooseHours, 'Evenings and weekends', { hours: 'evenings' }),
  button(hoursRoutes.chooseHours, 'Only when I look', { hours: 'never' }),
];
const HOURS = ['work', 'evenings', 'never'];
/** What may be chosen instead of what holds. */
export const otherHours = (now: string): readonly Button[] =>
  hoursButtons.filter((_, index) => HOURS[index] !== now);
