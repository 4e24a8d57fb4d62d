/** What was done, by its action, as a sentence goes on: "Cora Coole …". `toYou`: as whoever it was done to reads it. */
export type AuditLabels = Readonly<Record<string, string | { done: string; toYou: string }>>;

interface Labelled {
  privacy?: { auditLabels?: AuditLabels };
}

const find = (features: readonly Labelled[], action: string) =>
  features.map(({ privacy }) => privacy?.auditLabels?.[action]).find((label) => label !== undefined);

/** Whether somebody wrote down how this action reads. */
export const hasAuditLabel = (features: readonly Labelled[], action: string): boolean =>
  find(features, action) !== undefined;

/** How an entry reads to others. An action without words is spelled out: what was done is never left out. */
export function auditLabel(features: readonly Labelled[], action: string): string {
  const label = find(features, action) ?? action.replace('.', ': ').replaceAll('-', ' ');
  return typeof label === 'string' ? label : label.done;
}

/** How it reads to the one whom it was done to. */
export function auditLabelToYou(features: readonly Labelled[], action: string): string {
  const label = find(features, action);
  return label !== undefined && typeof label !== 'string' ? label.toYou : auditLabel(features, action);
}
