import type { Feature } from '../bot/feature.ts';
import { accounts } from './accounts/handlers/feature.ts';
import { afterwards } from './afterwards/handlers/feature.ts';
import { availability } from './availability/handlers/feature.ts';
import { buddies } from './buddies/handlers/feature.ts';
import { circle } from './circle/handlers/feature.ts';
import { concerns } from './concerns/handlers/feature.ts';
import { consultations } from './consultations/handlers/feature.ts';
import { dashboard } from './dashboard/handlers.ts';
import { escalations } from './escalations/handlers/feature.ts';
import { forum } from './forum/handlers/feature.ts';
import { home } from './home/handlers/feature.ts';
import { hosts } from './hosts/handlers/feature.ts';
import { hours } from './hours/handlers.ts';
import { invitations } from './invitations/handlers/feature.ts';
import { matching } from './matching/handlers/feature.ts';
import { members } from './members/handlers/feature.ts';
import { organisations } from './organisations/handlers.ts';
import { placements } from './placements/handlers/feature.ts';
import { planning } from './planning/handlers.ts';
import { policies } from './policies/handlers.ts';
import { pool } from './pool/handlers/feature.ts';
import { privacy } from './privacy/handlers/feature.ts';
import { projects } from './projects/handlers/feature.ts';
import { questions } from './questions/handlers/feature.ts';
import { requests } from './requests/handlers.ts';
import { roles } from './roles/handlers/feature.ts';
import { safeguarding } from './safeguarding/handlers/feature.ts';
import { skills } from './skills/handlers.ts';

/** THE list of features, in the order in which help and home show them. */
export const features: readonly Feature[] = [
  escalations,
  availability,
  // Before projects, for whoever is forgotten: what follows a project ends while their part in it is still known.
  afterwards,
  // Before placements: whoever has somebody’s details is asked to delete them while it is known whose they are.
  hosts,
  projects,
  placements,
  consultations,
  requests,
  pool,
  buddies,
  matching,
  questions,
  forum,
  planning,
  home,
  members,
  hours,
  circle,
  accounts,
  roles,
  dashboard,
  safeguarding,
  concerns,
  privacy,
  policies,
  invitations,
  organisations,
  skills,
];
