import { permission } from '../../bot/permissions.ts';

export const openTalk = permission('talk.open', 'anyone');
export const beginCall = permission('call.begin', 'members');
/** D25, D31, D34: a call is its asker's. */
export const keepCall = permission('call.own', 'members', { 'who asked for the call': 'always' });
/** A responder sees who asks when they open it, and words only as the asker chose. */
export const answerCall = permission('call.answer', 'members', { 'who is asked to call': 'always' });
export const readWish = permission('wish.read', 'members', { 'who reads the wish': 'always' });
export const moveWish = permission('wish.move', 'members', { 'who sent the wish': ['sent'] });
