import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import { fromColumn, type Sealed, type Vault } from '../../../store/seal.ts';
import { organisationKey } from '../../../text/organisation.ts';
import type { Project } from './projects.ts';

const sealedPlace = (project: string, manager: MemberId, column: 'host_sealed' | 'context_sealed') => ({
  member: manager,
  table: 'project',
  column,
  row: project,
});
const hostPlace = (project: string, manager: MemberId) => sealedPlace(project, manager, 'host_sealed');
const contextPlace = (project: string, manager: MemberId) => sealedPlace(project, manager, 'context_sealed');

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
  { id, managerId, hostSealed }: Project,
): Promise<string | undefined> => vault.unseal(tx, hostPlace(id, managerId), fromColumn(hostSealed));

/** A14: what a team alone reads. */
export const sealContext = async (
  tx: Tx,
  vault: Vault,
  project: string,
  manager: MemberId,
  words: string,
): Promise<Sealed> => vault.seal<string>(tx, contextPlace(project, manager), words);

export const readContext = async (
  tx: Tx,
  vault: Vault,
  { id, managerId, contextSealed }: Project,
): Promise<string | undefined> =>
  contextSealed === null
    ? undefined
    : vault.unseal(tx, contextPlace(id, managerId), fromColumn(contextSealed));

/** By project: the host’s name as it is compared, so that its own people are not called out. */
export async function readHostKeys(
  tx: Tx,
  vault: Vault,
  projects: readonly Project[],
): Promise<ReadonlyMap<string, string>> {
  const hosts = await vault.unsealAll<string>(
    tx,
    projects.map(({ id, managerId, hostSealed }) => ({
      at: hostPlace(id, managerId),
      sealed: fromColumn<string>(hostSealed),
    })),
  );
  return new Map(projects.map(({ id }, index) => [id, organisationKey(hosts[index] ?? '')]));
}

/** From now on those who are chosen are told who it is. */
export async function markHostNamed(tx: Tx, project: string, now: Date): Promise<void> {
  await tx.project.updateMany({ where: { id: project, hostNamedAt: null }, data: { hostNamedAt: now } });
}
