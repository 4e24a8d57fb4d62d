/** Every press can be undone for ten minutes. */
export const UNDO_MS = 10 * 60_000;

export const mayUndo = (pressedAt: Date | null, now: Date): boolean =>
  pressedAt !== null && now.getTime() - pressedAt.getTime() <= UNDO_MS;
