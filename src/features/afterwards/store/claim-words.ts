import type { Tx } from '../../../store/database.ts';
import { fromColumn, toColumn, type Vault } from '../../../store/seal.ts';
import type { FollowUp } from './follow-ups.ts';

const place = ({ id, peer }: FollowUp) =>
  ({ member: peer.id, table: 'follow_up', column: 'claim_words_sealed', row: id }) as const;

/** Why a claim is to be sent again: for the peer, so that it goes with them. */
export const sealWhy = async (tx: Tx, vault: Vault, followUp: FollowUp, words: string): Promise<string> =>
  toColumn(await vault.seal<string>(tx, place(followUp), words));

export const readWhy = async (tx: Tx, vault: Vault, followUp: FollowUp): Promise<string | undefined> =>
  followUp.claimWordsSealed === null
    ? undefined
    : vault.unseal<string>(tx, place(followUp), fromColumn(followUp.claimWordsSealed));
