import type { z } from 'zod';
import { concernUrl } from '../../../bot/concern-page.ts';
import type { Context } from '../../../bot/feature.ts';
import { type OpenForm, open, type Say, say } from '../../../chat/reply.ts';
import { hasRole } from '../../../directory/roles.ts';
import { recordAudit } from '../../../store/audit.ts';
import { keepWebPage, readPage } from '../operations.ts';
import type * as routes from '../routes.ts';
import * as store from '../store.ts';
import * as lines from '../views/line.ts';
import * as views from '../views/page.ts';

export async function showPage(context: Context): Promise<Say> {
  const { tx, actor, now, settings } = context;
  const isCoordinator = hasRole(actor, 'coordinator');
  const { proposed } = isCoordinator ? await store.readLines(tx) : {};
  const waiting = proposed ? [lines.waitingRow(proposed)] : [];
  return say(
    views.pageMessage(await readPage(tx, now), { url: concernUrl(settings), isCoordinator, waiting }),
  );
}

export async function save(
  context: Context,
  { values }: { values: z.output<typeof routes.save.input> },
): Promise<Say> {
  const { tx, actor, now } = context;
  await store.writeOwnWords(
    tx,
    {
      procedure: values.procedure || null,
      link: values.link ?? null,
      contacts: values.contacts || null,
      leadOnWeb: values.leadOnWeb === 'yes',
    },
    now,
  );
  await recordAudit(tx, {
    at: now,
    actor: actor.member,
    action: 'concern-page.saved',
    record: 'concern-page',
  });
  await keepWebPage(context);
  return say(views.saved);
}

export const openEdit = async ({ tx, settings }: Context): Promise<OpenForm> =>
  open(views.editForm(await store.readOwnWords(tx), concernUrl(settings)));
