/** D7: what an agenda is made of. */
export const ITEM_KINDS = [
  'introduction',
  'speaker',
  'round-table',
  'workshop',
  'feedback',
  'evaluation',
] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];
export const ITEM_NAMES: Record<ItemKind, string> = {
  introduction: 'Introduction',
  speaker: 'Invited speaker',
  'round-table': 'Round table',
  workshop: 'Workshop',
  feedback: 'Feedback',
  evaluation: 'Evaluation',
};

export interface AgendaItem {
  id: string;
  kind: ItemKind;
  title: string;
  presenter: string | null;
  minutes: number;
}
