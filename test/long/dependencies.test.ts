import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import lock from '../../package-lock.json' with { type: 'json' };

const command = new URL('../../.github/print-dependencies.mjs', import.meta.url).pathname;
const versions = Object.values(lock.packages).map(({ version }) => version);

async function startRegistry(answer: (name: string) => { status: number; body: unknown }) {
  const server = createServer((request, response) => {
    const { status, body } = answer(decodeURIComponent(request.url ?? '').slice(1));
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

const released = (day: string) =>
  Object.fromEntries(versions.map((version) => [version, `${day}T08:00:00.000Z`]));

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
const [lately, longAgo] = [daysAgo(100), daysAgo(3_000)];

async function run(registry: string): Promise<{ stdout: string; stderr: string; code: number }> {
  const env = { ...process.env, npm_config_registry: registry };
  try {
    return { ...(await promisify(execFile)(process.execPath, [command], { env })), code: 0 };
  } catch (error) {
    return error as { stdout: string; stderr: string; code: number };
  }
}

it('prints what production installs with licence and last release, and what somebody should look at', async () => {
  const registry = await startRegistry((name) => ({
    status: 200,
    body: {
      time: {
        modified: `${daysAgo(1)}T08:00:00.000Z`,
        ...released(name === 'xtend' ? longAgo : lately),
      },
    },
  }));
  const { stdout, code } = await run(registry.url);
  await registry.stop();
  expect(code).toBe(0);
  const zod = lock.packages['node_modules/zod'];
  expect(stdout).toContain(`| zod | ${zod.version} | MIT | ${lately} | ${lately} |\n`);
  // Only those who build and test have it.
  expect(stdout).not.toContain('| vitest |');
  const [, remarks] = stdout.split('To look at:\n');
  expect(remarks).toMatch(/^- elkjs \S+: licence: EPL-2\.0$/m);
  expect(remarks).toMatch(/^- seq-queue \S+: licence: none named$/m);
  expect(remarks).toContain(`: no release since ${longAgo}\n`);
  expect(remarks).toMatch(/^- xtend /m);
  expect(remarks).not.toContain('zod');
});

it('says which registry failed, and about what', async () => {
  const registry = await startRegistry(() => ({ status: 503, body: {} }));
  const { stderr, code } = await run(registry.url);
  await registry.stop();
  expect(code).toBe(1);
  expect(stderr).toMatch(/http:\/\/127\.0\.0\.1:\d+\/ says 503 about \S+: try again later\./);
});
