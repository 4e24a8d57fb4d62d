import { mayReadAnswered, mayReadCard } from '../../../bot/may-read.ts';
import type { Card } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import * as routes from '../routes.ts';
import type { ToAllow } from '../store/to-allow.ts';

const about = ({ project }: ToAllow) => ({ about: `“${project.theme}”`, next: project.manager.name });
const answers = ({ placement: { id: placement }, project: { managerId: reader } }: ToAllow) => ({
  yes: (label: string) => button(routes.letRead, label, { placement, reader, may: true }),
  no: (label: string) => button(routes.letRead, label, { placement, reader, may: false }),
});

/** Of what a peer told about conflicts, for whoever runs the project since. */
export const mayReadConflict = (toAllow: ToAllow): Card =>
  mayReadCard({ ...about(toAllow), before: toAllow.before }, answers(toAllow));
export const mayReadConflictAnswered = (toAllow: ToAllow, may: boolean): Card =>
  mayReadAnswered({ ...about(toAllow), before: undefined }, may, answers(toAllow));
