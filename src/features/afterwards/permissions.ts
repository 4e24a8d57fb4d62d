import { permission } from '../../bot/permissions.ts';

/** What follows a project is for the peer who took part. */
export const ownFollowUp = permission('follow-up.own', 'members', { 'who took part': 'always' });
/** A15: of any project that somebody took part in to its end. */
export const askToSay = permission('disclosure.ask', 'members', { 'who took part': ['completed'] });
export const ownDisclosure = permission('disclosure.own', 'members', { 'who asked to say so': 'always' });
/** A15, A23: whoever runs the project; once nobody does, any coordinator. Never the one whom it is about. */
export const answerPeer = permission('disclosure.answer', 'project-manager', {
  'who answers for the project': 'always',
});
export const decideClaim = permission('claim.decide', 'project-manager', {
  'who answers for the project': 'always',
});
/** A18: nobody reads it but its writer, and whoever leads evaluation; neither who ran the project nor a coordinator. */
export const ownAssessment = permission('self-assessment.own', 'members', {
  'who looked back': 'always',
});
export const readAssessment = permission('self-assessment.read', 'evaluation-lead');
/** A16: totals and words without a name, from five on. */
export const readFeedback = permission('peer-feedback.read', 'evaluation-lead');
export const readFeedbackToo = permission('peer-feedback.read-too', 'coordinator');
export const ownProjects = permission('own-projects.see', 'members');
