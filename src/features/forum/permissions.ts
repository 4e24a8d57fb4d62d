import { permission } from '../../bot/permissions.ts';

export const beginEvent = permission('event.begin', 'members');
export const runEvent = permission('event.run', 'members', { 'its organiser': 'always' });
/** In a channel that its organiser made known, while the meeting lies ahead. */
export const postEvent = permission('event.post', 'members', { 'its organiser': ['announced'] });
/** D9: access needs are read by the organiser, while the meeting lies ahead. */
export const readNeeds = permission('event.read-needs', 'members', { 'its organiser': ['announced'] });
/** D4, D6: peers' meetings exist for peers alone. */
export const joinEvent = permission('event.join', 'members', {
  'in its audience': ['asking', 'announced', 'ended', 'cancelled', 'lapsed'],
});
export const forgetChannel = permission('channel.forget', 'members');
