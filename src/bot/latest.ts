/** Ours: deliveries of a few minutes, on a busy day. */
const LATEST = 10_000;

/** Ids of deliveries that came to this process lately. */
export interface Latest {
  /** Remembers it; whether it had not come before. */
  isFirst(id: string): boolean;
  forget(id: string): void;
}

export function rememberLatest(): Latest {
  const ids = new Set<string>();
  return {
    isFirst(id) {
      if (ids.has(id)) return false;
      ids.add(id);
      const [oldest] = ids;
      if (ids.size > LATEST && oldest !== undefined) ids.delete(oldest);
      return true;
    },
    forget: (id) => void ids.delete(id),
  };
}
