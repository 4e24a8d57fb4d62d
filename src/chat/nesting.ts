/** Ours: what the platforms send, and what our own forms carry, is nested some fifteen deep. */
const DEEPEST = 64;

/** Whether a value is nested deeper than anything that is meant: much that reads values calls itself for each level. */
export function isTooDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
    if (level.length === 0) return false;
  }
  return true;
}
