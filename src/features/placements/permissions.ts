import { permission } from '../../bot/permissions.ts';
import { HOST_KNOWN } from './rules/placement.ts';

export const answerPlacement = permission('placement.answer', 'members', {
  'the peer put forward': 'always',
});
/** A12, A21: the host, to those who were put forward, while they are. */
export const readHost = permission('host.read', 'members', {
  'the peer put forward': HOST_KNOWN,
});
