import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import { fromColumn, type Sealed, type Vault } from '../../../store/seal.ts';
import type { CallOut } from './call-outs.ts';

const hostPlace = (project: string, manager: MemberId) => ({
  member: manager,
  table: 'project',
  column: 'host_sealed',
  row: project,
});

export const sealHost = async (
  tx: Tx,
  vault: Vault,
  project: string,
  manager: MemberId,
  host: string,
): Promise<Sealed> => vault.seal<string>(tx, hostPlace(project, manager), host);

/** `undefined` when the words were shredded with their writer's key. */
export const readHost = async (
  tx: Tx,
  vault: Vault,
  { projectId, project }: CallOut,
): Promise<string | undefined> =>
  vault.unseal(tx, hostPlace(projectId, project.managerId), fromColumn(project.hostSealed));

/** True once: naming the host is ours to announce. */
export async function markHostNamed(tx: Tx, project: string, now: Date): Promise<boolean> {
  const { count } = await tx.project.updateMany({
    where: { id: project, hostNamedAt: null },
    data: { hostNamedAt: now },
  });
  return count === 1;
}
