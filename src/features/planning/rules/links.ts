import type { Button } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { changeAgenda } from '../routes.ts';

/** For whoever runs a meeting: what is planned for it. */
export const agendaButton = (event: string): Button => button(changeAgenda, 'Agenda', { event });
