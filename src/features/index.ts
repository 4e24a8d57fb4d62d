import type { Feature } from '../bot/feature.ts';
import { availability } from './availability/handlers.ts';
import { buddies } from './buddies/handlers.ts';
import { escalations } from './escalations/handlers.ts';
import { forum } from './forum/handlers.ts';
import { members } from './members/handlers.ts';
import { questions } from './questions/handlers.ts';

/** THE list of features, in the order in which they stand on the home page. */
export const features: readonly Feature[] = [escalations, availability, buddies, questions, forum, members];
