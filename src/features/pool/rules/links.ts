import { button } from '../../../chat/route.ts';
import { openShared } from '../routes.ts';

/** A26: what was handed over about somebody, to whom and what for, for themselves. */
export const sharedButton = button(openShared, 'Where my details went', { page: 0 });
