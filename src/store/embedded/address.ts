import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import type pg from 'pg';
import type { Home } from './home.ts';

const onWindows = process.platform === 'win32';

/** How to reach the server. Undefined before its first start on Windows, where the port is not known by then. */
export async function addressOf(home: Home, role: string): Promise<pg.ClientConfig | undefined> {
  // `ssl` is named so that PGSSLMODE of the environment is not.
  const about = { user: role, database: 'postgres', ssl: false };
  if (!onWindows) return { ...about, host: home.socket, port: 5432 };
  const [port, password] = await Promise.all([read(portFile(home)), read(passwordFile(home))]);
  if (port === undefined || password === undefined) return undefined;
  return { ...about, host: '127.0.0.1', port: Number(port), password };
}

/** What initdb is told about who may connect: nobody over a network, and on Windows only who knows the password. */
export async function makeAccessOptions(home: Home): Promise<string[]> {
  if (!onWindows) return ['--auth-local=peer', '--auth-host=reject'];
  await writeFile(passwordFile(home), randomBytes(24).toString('base64url'), { mode: 0o600 });
  return ['--auth=scram-sha-256', `--pwfile=${passwordFile(home)}`];
}

/** The lines of the server's settings that say where it listens. */
export async function chooseListening(home: Home): Promise<string[]> {
  if (!onWindows) {
    const folder = `"${home.socket.replaceAll('"', '""')}"`;
    return [`listen_addresses = ''`, `port = 5432`, `unix_socket_directories = ${quote(folder)}`];
  }
  const port = await findFreePort(Number((await read(portFile(home))) ?? 0));
  await writeFile(portFile(home), String(port), { mode: 0o600 });
  return [`listen_addresses = '127.0.0.1'`, `port = ${port}`, `unix_socket_directories = ''`];
}

const portFile = (home: Home) => join(home.folder, 'port');
const passwordFile = (home: Home) => join(home.folder, 'password');

function read(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').then(
    (text) => text.trim(),
    () => undefined,
  );
}

/** The same port as last time, where nobody has taken it since: open connections find the server again. */
function findFreePort(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', (error) => (wanted === 0 ? reject(error) : findFreePort(0).then(resolve, reject)));
    probe.listen(wanted, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
