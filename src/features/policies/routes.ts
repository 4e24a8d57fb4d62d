import { z } from 'zod';
import { action, command, formAction, submission } from '../../chat/route.ts';
import { filled, nothing } from '../../chat/typed.ts';
import * as may from './permissions.ts';
import { BASES, BEGINNINGS, CONDITIONS, POLICY_KINDS } from './rules/policies.ts';

const CHOOSE = 'Please choose one.';
const date = z.iso.date('Please give a date, such as 2027-03-16.');
const ofKind = z.object({ kind: z.enum(POLICY_KINDS) });

export const policies = command('policies', z.string(), may.runPolicies, {
  summary: 'Notices and policies: what they say, and what needs them read first.',
  reads: true,
});
export const openPolicies = action('members.policies', nothing, may.runPolicies, { reads: true });
export const openNewPolicy = formAction('members.new-policy', ofKind, may.runPolicies, { reads: true });
export const savePolicy = submission(
  'members.save-policy',
  ofKind,
  z.object({
    title: filled(120),
    summary: filled(1_500),
    approvedBy: filled(120),
    approvedOn: date,
    reviewOn: date,
    url: z
      .url({ protocol: /^https?$/, error: 'Please give an address that begins with https://' })
      .max(500)
      .optional(),
  }),
  may.runPolicies,
);
export const publishPolicy = action(
  'members.publish-policy',
  z.object({ policy: z.uuid() }),
  may.runPolicies,
);
export const openNeeds = formAction('members.policy-needs', ofKind, may.runPolicies, { reads: true });
export const saveNeeds = submission(
  'members.save-policy-needs',
  ofKind,
  z.object({ what: z.array(z.enum(BEGINNINGS, CHOOSE)).default([]) }),
  may.runPolicies,
);
/** Those who had begun before this was needed. */
export const askBegun = action('members.ask-begun', ofKind, may.runPolicies);
export const openBasis = formAction('members.basis', nothing, may.runPolicies, { reads: true });
export const saveBasis = submission(
  'members.save-basis',
  nothing,
  z.object({
    basis: z.enum(BASES, CHOOSE),
    condition: z.enum(CONDITIONS, CHOOSE),
    note: z.string().trim().max(500, 'Please keep this to 500 characters.').optional(),
  }),
  may.runPolicies,
);

export const openDocuments = formAction('members.documents', nothing, may.readPolicies, { reads: true });
/** `after` is the button that they pressed before something had to be read. */
export const acknowledge = action(
  'members.acknowledge',
  z.object({
    policy: z.uuid(),
    what: z.enum(BEGINNINGS).optional(),
    after: z
      .object({
        route: z.string().max(80),
        value: z.string().max(600),
        label: z.string().max(75),
        opensForm: z.literal(true).optional(),
      })
      .optional(),
  }),
  may.readPolicies,
);
