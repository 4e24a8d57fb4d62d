import type { AddressInfo } from 'node:net';
import { createConnection, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import type pg from 'pg';

export interface Proxy {
  /** The same database, reached through the proxy. */
  connection: pg.PoolConfig;
  /** The database goes away: open connections break, new ones are refused. */
  cut(): void;
  mend(): Promise<void>;
  stop(): Promise<void>;
}

/** A line to the database that can be cut. */
export async function startProxy(connection: pg.PoolConfig): Promise<Proxy> {
  const target = addressOf(connection);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = createConnection(target.where);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    }
    near.pipe(far).pipe(near);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const cut = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return {
    connection: { ...target.rest, host: '127.0.0.1', port },
    cut,
    mend: () => listen(port),
    async stop() {
      cut();
    },
  };
}

function addressOf(connection: pg.PoolConfig) {
  if (connection.connectionString) {
    const url = new URL(connection.connectionString);
    const { database = url.pathname.slice(1) } = connection;
    const rest = {
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
      database,
    };
    return { where: { host: url.hostname, port: Number(url.port || 5432) }, rest };
  }
  const { host = '127.0.0.1', port = 5432, ...rest } = connection;
  return { where: host.startsWith('/') ? { path: join(host, `.s.PGSQL.${port}`) } : { host, port }, rest };
}
