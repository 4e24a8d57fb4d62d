import { permission } from '../../bot/permissions.ts';

/** Writing to the pool, and what concerns whoever may do so together. */
export const beginConsultation = permission('consultation.begin', 'project-manager');
/** Answers are for whoever runs it alone; with names or without, as everybody was told before they answered. */
export const runConsultation = permission('consultation.run', 'project-manager', {
  'who runs the consultation': 'always',
});
export const answerConsultation = permission('consultation.answer', 'members', {
  'who was consulted': 'always',
});
