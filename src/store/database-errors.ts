/** Prisma wraps the driver's error, sometimes more than once; this walks from the outside in. */
function* causesOf(error: unknown): Generator<Record<string, unknown>> {
  const seen = new Set<unknown>();
  const open = [error];
  while (open.length > 0) {
    const next = open.shift();
    if (typeof next !== 'object' || next === null || seen.has(next)) continue;
    seen.add(next);
    const found = next as Record<string, unknown>;
    yield found;
    open.push(found.cause, found.meta, found.driverAdapterError, ...((found.errors as unknown[]) ?? []));
  }
}

const conflicts = new Set(['P2034', '40001', '40P01', 'TransactionWriteConflict']);

/** The database undid the transaction and asks for another try. */
export function isConflict(error: unknown): boolean {
  return [...causesOf(error)].some(({ code, kind, originalCode }) =>
    [code, kind, originalCode].some((word) => conflicts.has(String(word))),
  );
}

const lost = new Set([
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'EAI_AGAIN',
  // Shutting down, crashed, starting up; broken connections; too many of them.
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
  '53300',
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
]);
// Those that come without a code of their own: a socket file that is gone, a socket that closed, a pool that is empty.
const lostWords = new RegExp(
  [
    'connect ENOENT',
    'Connection terminated',
    'connection error and is not queryable',
    'Server has closed the connection',
    'timeout exceeded when trying to connect',
    'Unable to start a transaction in the given time',
  ].join('|'),
);

/** The database cannot be reached now: worth trying again later, and nobody's mistake. */
export function isConnectionLost(error: unknown): boolean {
  return [...causesOf(error)].some(
    ({ code, kind, originalCode, message }) =>
      [code, kind, originalCode].some((word) => lost.has(String(word))) || lostWords.test(String(message)),
  );
}
