import { describe, expect, it } from 'vitest';
import { refusal } from '../src/bot/words.ts';
import { ROLES } from '../src/directory/roles.ts';

/** Who holds it, as it is said. */
const HOLDERS: Record<(typeof ROLES)[number], string> = {
  coordinator: 'coordinators',
  organiser: 'organisers',
  supervisor: 'supervisors',
  'project-manager': 'project managers',
  'evaluation-lead': 'evaluation leads',
  conciliator: 'conciliators',
  committee: 'committee members',
  'steering-group': 'Steering Group members',
  champion: 'champions',
};

describe('what is for another role', () => {
  it.each(ROLES)('tells a member whose it is and whom to ask, and not to join: %s', (role) => {
    const { text } = refusal(role, 'member');
    expect(text).toContain(`That is for ${HOLDERS[role]}`);
    expect(text).toMatch(/ask one of (the|your network’s) /);
    expect(text).not.toContain('join');
  });

  it.each(['guest', 'asked', 'left'] as const)('tells somebody who is %s how to join', (standing) => {
    expect(refusal('organiser', standing).text).toContain('Type “join” to ask to join');
    expect(refusal('members', standing).text).toContain('Type “join” to ask to join');
  });
});
