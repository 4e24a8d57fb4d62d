import { button } from '../../../chat/route.ts';
import { openDocuments } from '../routes.ts';

/** Where somebody reads what the network has written down. */
export const documentsButton = button(openDocuments, 'Notices and policies', {});
