import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import * as wasm from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';
import { migrate, readMigrations } from '../src/store/migrate.ts';
import { readSchema, type SchemaFile } from './schema.ts';

/**
 * The SQL that leads from the migrations to the schema, '' when there is nothing left to do. The database must be
 * an empty one that can be thrown away: the migrations are applied to it, and what Prisma cannot describe is dropped.
 */
export async function diffSchema(throwAway: pg.PoolConfig, schema?: readonly SchemaFile[]): Promise<string> {
  const pool = new pg.Pool({ ...throwAway, options: '-c TimeZone=UTC' });
  try {
    const client = await pool.connect();
    await migrate(client, await readMigrations());
    await client.query('drop table migration');
    await dropIndescribable(client);
    client.release();
    return await askEngine(pool, schema ?? (await readSchema()));
  } finally {
    await pool.end();
  }
}

/** A partial index, or one over an expression, looks to Prisma like a plain one that the schema does not have. */
async function dropIndescribable(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select indexrelid::regclass::text as name from pg_index
     where (indpred is not null or indexprs is not null) and indrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)`,
  );
  for (const { name } of rows) await client.query(`drop index ${name}`);
}

async function askEngine(pool: pg.Pool, schema: readonly SchemaFile[]): Promise<string> {
  await loadEngine();
  const connect = () => connectEngine(pool);
  const engine = await wasm.SchemaEngine.new(
    { datamodels: schema.map(({ path, content }) => [path, content]) },
    () => {},
    bindMigrationAwareSqlAdapterFactory({
      provider: 'postgres',
      adapterName: '@prisma/adapter-pg',
      connect,
      connectToShadowDb: connect,
    }),
  );
  try {
    const { stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', files: [...schema], configDir: '.' },
      to: { tag: 'schemaDatamodel', files: [...schema] },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    const sql = (stdout ?? '').trim();
    return sql === '-- This is an empty migration.' ? '' : sql;
  } finally {
    engine.free();
  }
}

// Our `lib` is that of a server, without the DOM's declarations, where TypeScript keeps WebAssembly.
declare const WebAssembly: {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: object } }>;
};

let loaded: Promise<void> | undefined;

/** Prisma's own engine, without the download. Its module has state, so it is loaded once. */
function loadEngine(): Promise<void> {
  loaded ??= instantiateEngine();
  return loaded;
}

async function instantiateEngine(): Promise<void> {
  const module = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const bytes = await readFile(module.replace(/\.js$/, '.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': { ...wasm } });
  wasm.__wbg_set_wasm(instance.exports);
  (instance.exports as { __wbindgen_start(): void }).__wbindgen_start();
}

const oneChar = 18;
const paddedText = 1042;

/**
 * The engine reads columns of the catalogue that have the type "char", which adapter-pg 7.10 does not know: they go
 * through it as text, and to the engine as the characters that it expects.
 */
async function connectEngine(pool: pg.Pool) {
  let types: number[] = [];
  const spied = Object.create(pool) as pg.Pool;
  spied.query = (async (...args: Parameters<typeof pool.query>) => {
    const result = (await (pool.query as (...of: unknown[]) => unknown)(...args)) as pg.QueryResult;
    types = (result.fields ?? []).map(({ dataTypeID }) => dataTypeID);
    for (const field of result.fields ?? []) if (field.dataTypeID === oneChar) field.dataTypeID = paddedText;
    return result;
  }) as typeof pool.query;
  const adapter = await new PrismaPg(spied).connect();
  const plain = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    const result = await plain(query);
    const columnTypes = result.columnTypes.map((type, column) =>
      types[column] === oneChar ? ColumnTypeEnum.Character : type,
    );
    return { ...result, columnTypes };
  };
  return adapter;
}
