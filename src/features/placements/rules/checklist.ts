import type { PolicyKind } from '../../policies/rules/policies.ts';
import { lastDay } from './project.ts';

/** A22: the four parts of what somebody gets in writing before a project. */
export const PACK_PARTS = ['purchase-order', 'expenses', 'dates', 'fees'] as const;
export type PackPart = (typeof PACK_PARTS)[number];
export const PACK_NAMES: Record<PackPart, string> = {
  'purchase-order': 'purchase order',
  expenses: 'guidance on expenses',
  dates: 'key dates',
  fees: 'fees, if any, and what is delivered',
};

/** A7, A28: documents that whoever takes part has read, in the version that holds now, where the network has one. */
export const TEAM_DOCUMENTS = ['role-description', 'terms'] as const satisfies readonly PolicyKind[];
export type TeamDocument = (typeof TEAM_DOCUMENTS)[number];

/** What somebody on a team sees to before the first day (A7, A14, A19, A22, A24, A28). */
export const CHECKS = [...TEAM_DOCUMENTS, 'confidentiality', 'pack', 'briefing', 'insurance'] as const;
export type Check = (typeof CHECKS)[number];

/** All that a checklist is read from. */
export interface Prepared {
  project: { ownInsurance: boolean; days: readonly { day: string }[] };
  placement: {
    packSent: readonly string[];
    packReadAt: Date | null;
    undertakenAt: Date | null;
    briefedAt: Date | null;
    insuredUntil: string | null;
  };
  /** Of the documents those that are published, and of these those that they have read. */
  published: readonly TeamDocument[];
  read: readonly TeamDocument[];
}

export const packToCome = ({ placement }: Pick<Prepared, 'placement'>): PackPart[] =>
  PACK_PARTS.filter((part) => !placement.packSent.includes(part));

/** The whole list of one person, with what is done. */
export function checklistOf(about: Prepared): readonly { check: Check; done: boolean }[] {
  const { project, placement, published, read } = about;
  const isInsured = placement.insuredUntil !== null && placement.insuredUntil >= lastDay(project);
  return [
    ...published.map((check) => ({ check, done: read.includes(check) })),
    { check: 'confidentiality', done: placement.undertakenAt !== null },
    { check: 'pack', done: placement.packReadAt !== null && packToCome(about).length === 0 },
    { check: 'briefing', done: placement.briefedAt !== null },
    ...(project.ownInsurance ? [{ check: 'insurance' as const, done: isInsured }] : []),
  ];
}

/** `3 of 5`. */
export function howFar(about: Prepared): string {
  const list = checklistOf(about);
  return `${list.filter(({ done }) => done).length} of ${list.length}`;
}

/** A22 [default]: so many days before the first one whoever runs it hears what is not ready. */
export const PREPARED_DAYS = 7;
