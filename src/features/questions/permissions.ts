import { permission } from '../../bot/permissions.ts';

export const openPeople = permission('people.open', 'anyone');
export const beginQuestion = permission('question.begin', 'members');
export const keepQuestion = permission('question.own', 'members', { 'who asked the question': 'always' });
export const readQuestion = permission('question.read', 'members', { 'who was asked to read it': 'always' });
/** What is published has both their yes. */
export const publishAnswer = permission('answer.publish', 'members', { 'who answered it': 'always' });
export const runTopics = permission('topic.run', 'coordinator');
export const leaveTopic = permission('topic.leave', 'members');
