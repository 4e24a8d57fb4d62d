import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { Prisma } from '../generated/prisma/client.ts';
import { runOn } from './statement.ts';

/** What every store function takes first. Raw SQL on it costs a third of a statement through Prisma, or less. */
export type Tx = Prisma.TransactionClient;

/** A transaction's connection, while that may be used; where there is no transaction, any of the pool. */
interface Lent {
  client: pg.Pool | pg.PoolClient | undefined;
}

type PrismaTransaction = Awaited<ReturnType<Awaited<ReturnType<PrismaPg['connect']>>['startTransaction']>>;

/** Prisma's adapter, which lends the connections of its transactions. */
export class LendingAdapter extends PrismaPg {
  /** Those that have begun and that nobody took yet. */
  readonly #begun = new Set<Lent>();

  override async connect() {
    const adapter = await super.connect();
    const start = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (isolation) => {
      const transaction = await start(isolation);
      this.#lend(transaction);
      return transaction;
    };
    return adapter;
  }

  /**
   * The connection of the transaction whose work begins. Prisma does not say which that is; but it is among those that
   * nobody took, so where there is but one it is that one. There is but one: work begins in the turn in which BEGIN is
   * answered.
   */
  take(): Lent | undefined {
    const [one] = this.#begun;
    return this.#begun.size === 1 && one && this.#begun.delete(one) ? one : undefined;
  }

  /**
   * Until COMMIT or ROLLBACK is asked for, not until it is done: what came between would run by itself, and then on a
   * connection that is somebody else's.
   */
  #lend(transaction: PrismaTransaction): void {
    // The adapter's types keep it for itself.
    const lent: Lent = { client: (transaction as unknown as { client: pg.PoolClient }).client };
    this.#begun.add(lent);
    const execute = transaction.executeRaw.bind(transaction);
    transaction.executeRaw = (query) => {
      if (query.sql === 'COMMIT' || query.sql === 'ROLLBACK') {
        lent.client = undefined;
        this.#begun.delete(lent);
      }
      return execute(query);
    };
  }
}

type Asked = [statement: TemplateStringsArray | Prisma.Sql, ...values: unknown[]];

/** Raw SQL goes straight to the connection. Once that is taken back Prisma is asked, and says how the transaction ended. */
export function pastPrisma<T extends Tx>(tx: T, lent: Lent | undefined): T {
  if (!lent) return tx;
  const queryRaw = async (...asked: Asked) =>
    lent.client ? (await runOn(lent.client, toSql(asked))).rows : tx.$queryRaw(toSql(asked));
  const executeRaw = async (...asked: Asked) =>
    lent.client ? (await runOn(lent.client, toSql(asked))).rowCount : tx.$executeRaw(toSql(asked));
  const get = (target: T, name: string | symbol): unknown => {
    if (name === '$queryRaw') return queryRaw;
    return name === '$executeRaw' ? executeRaw : Reflect.get(target, name);
  };
  return new Proxy(tx, { get });
}

const toSql = ([statement, ...values]: Asked): Prisma.Sql =>
  statement instanceof Prisma.Sql ? statement : Prisma.sql(statement, ...values);

/** What said that it only looks was about to write, or to lock, which would hold for nothing without a transaction. */
export class WroteWhileReading extends Error {}

const WRITES =
  /\b(INSERT INTO|DELETE FROM|UPDATE (?!OF)\w|FOR (NO KEY )?UPDATE|FOR (KEY )?SHARE|pg_advisory)/;
const MODEL_WRITES = /^(create|update|upsert|delete)/;

/** Looks and never writes: for what is answered without a transaction. @throws WroteWhileReading */
export function onlyReading(tx: Tx): Tx {
  const refuse = (what: string): never => {
    throw new WroteWhileReading(`${what} by what says that it \`reads\`: take that word from its route.`);
  };
  const queryRaw = async (...asked: Asked) => {
    const statement = toSql(asked);
    const [writes] = WRITES.exec(statement.sql) ?? [];
    return writes ? refuse(writes) : tx.$queryRaw(statement);
  };
  const model = (delegate: object) =>
    new Proxy(delegate, {
      get: (target, name) =>
        MODEL_WRITES.test(String(name)) ? () => refuse(String(name)) : Reflect.get(target, name),
    });
  return new Proxy(tx, {
    get(target, name) {
      if (name === '$queryRaw') return queryRaw;
      if (name === '$executeRaw') return async () => refuse('$executeRaw');
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'object' && value !== null ? model(value) : value;
    },
  });
}
