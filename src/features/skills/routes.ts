import { z } from 'zod';
import { command, formAction, submission } from '../../chat/route.ts';
import { CHOOSE, line, nothing } from '../../chat/typed.ts';
import { SKILL_ID_LENGTH } from '../../directory/skills.ts';
import { LIST_ITEM_LENGTH } from '../../text/short-list.ts';
import * as may from './permissions.ts';

const skill = z.string().max(SKILL_ID_LENGTH);
/** As people typed it themselves. */
const own = z.string().max(80);
const words = line(LIST_ITEM_LENGTH)
  .refine((typed) => typed !== '', 'Please fill this in.')
  .refine((typed) => !/[,;]/.test(typed), 'Please add one at a time, without commas.');

export const skills = command('skills', z.string(), may.keepSkills, {
  summary: 'The skills that people can choose from.',
  opensForm: true,
  reads: true,
});
export const openSkills = formAction('skills.open', nothing, may.keepSkills, { reads: true });
export const openAdd = formAction('skills.add', z.object({ own: own.optional() }), may.keepSkills, {
  reads: true,
});
export const add = submission('skills.added', nothing, z.object({ words }), may.keepSkills);

export const openChange = formAction('skills.change', nothing, may.keepSkills, { reads: true });
export const CHANGES = ['rename', 'retire', 'list', 'merge'] as const;
export const change = submission(
  'skills.changing',
  nothing,
  z.object({ skill: z.string(CHOOSE).max(SKILL_ID_LENGTH), what: z.enum(CHANGES, CHOOSE) }),
  may.keepSkills,
);
export const rename = submission('skills.renamed', z.object({ skill }), z.object({ words }), may.keepSkills);

/** Another name of one that is listed: words that people typed, or one out of the list. */
export const openMerge = formAction('skills.same', z.object({ own }), may.keepSkills, { reads: true });
export const merge = submission(
  'skills.merged',
  z.object({ own: own.optional(), skill: skill.optional() }),
  z.object({ into: z.string(CHOOSE).max(SKILL_ID_LENGTH) }),
  may.keepSkills,
);
