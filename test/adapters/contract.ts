import { describe } from 'vitest';
import { holdsCards } from './contract-cards.ts';
import { holdsCrisis } from './contract-floor.ts';
import { holdsForms } from './contract-forms.ts';
import { holdsReplies } from './contract-replies.ts';
import type { StartWorld } from './contract-scene.ts';
import { holdsSending } from './contract-sending.ts';

/** What every platform's adapter does alike: each row of the mapping table, over HTTP, seen by people at their screens. */
export function adapterContract(name: string, startWorld: StartWorld): void {
  describe(`${name} keeps the adapter contract`, () => {
    describe('replies', () => holdsReplies(startWorld));
    describe('cards', () => holdsCards(startWorld));
    describe('forms', () => holdsForms(startWorld));
    describe('words that may mean danger', () => holdsCrisis(startWorld));
    describe('sending', () => holdsSending(startWorld));
  });
}
