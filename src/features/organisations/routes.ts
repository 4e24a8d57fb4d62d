import { z } from 'zod';
import { action, command, formAction, submission } from '../../chat/route.ts';
import { nothing, words } from '../../chat/typed.ts';
import { ORGANISATION_KINDS } from '../../directory/organisations.ts';
import * as may from './permissions.ts';

const one = z.object({ organisation: z.uuid() });
const two = z.object({ from: z.uuid(), into: z.uuid() });
const name = words(120).min(1, 'Please fill this in.');

export const organisations = command('organisations', z.string(), may.keepOrganisations, {
  summary: 'New organisations to look at; add, change or merge one.',
  reads: true,
});
export const openOrganisations = action('members.organisations', nothing, may.keepOrganisations, {
  reads: true,
});
export const confirmOrganisation = action('members.confirm-organisation', one, may.keepOrganisations);
export const askToMerge = action('members.ask-merge', two, may.keepOrganisations);
export const merge = action('members.merge', two, may.keepOrganisations);
export const openNewOrganisation = formAction('members.new-organisation', nothing, may.keepOrganisations, {
  reads: true,
});
export const openFindOrganisation = formAction('members.find-organisation', nothing, may.keepOrganisations, {
  reads: true,
});
export const findOrganisation = submission(
  'members.look-up-organisation',
  nothing,
  z.object({ name }),
  may.keepOrganisations,
);
export const openOrganisation = formAction('members.organisation', one, may.keepOrganisations);
export const saveOrganisation = submission(
  'members.save-organisation',
  z.object({ organisation: z.uuid().optional() }),
  z.object({
    name,
    kind: z.enum(ORGANISATION_KINDS, 'Please choose one.').optional(),
    area: words(80).optional(),
    sameAs: words(120).optional(),
  }),
  may.keepOrganisations,
);
