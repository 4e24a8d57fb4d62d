// npm run dependencies: every package that production installs, with its licence and its releases, and the ones to look at.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const REGISTRY = process.env.npm_config_registry ?? 'https://registry.npmjs.org/';
/** Nobody has released it for so long: does it still have a keeper? */
const QUIET_YEARS = 4;
/** Licences that ask for no more than to be named. What is not among them is to be read by somebody. */
const PERMISSIVE = new Set(
  ['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0', 'Unlicense'].flatMap(
    (name) => [name, `(${name})`],
  ),
);

/**
 * What `npm ci --omit=dev` installs, each version once, as the lock file has it.
 * @param {URL} root the folder of package-lock.json and node_modules
 * @returns {{ name: string, version: string, licence: string }[]} by name
 */
export function readProduction(root) {
  const { packages } = JSON.parse(readFileSync(new URL('package-lock.json', root), 'utf8'));
  const found = new Map();
  for (const [path, { dev, optional, version, license }] of Object.entries(packages)) {
    if (path === '' || dev === true) continue;
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const licence = license ?? readLicence(new URL(`${path}/package.json`, root), optional === true);
    found.set(`${name}@${version}`, { name, version, licence });
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Packages of before 2014 name their licences in a list, and some in none. */
function readLicence(manifest, isOptional) {
  try {
    const { license, licenses } = JSON.parse(readFileSync(manifest, 'utf8'));
    return license?.type ?? license ?? licenses?.map(({ type }) => type).join(' or ') ?? 'none named';
  } catch (error) {
    if (isOptional) return 'not installed here';
    throw new Error(`${fileURLToPath(manifest)} cannot be read: run npm ci first.`, { cause: error });
  }
}

/** @returns {Promise<{ released: string, last: string }>} days as 2026-11-29: of the version that is installed, and the last of any */
async function readReleases(name, version) {
  const response = await fetch(new URL(name.replace('/', '%2f'), REGISTRY), {
    signal: AbortSignal.timeout(60_000),
  });
  if (!response.ok) throw new Error(`${REGISTRY} says ${response.status} about ${name}: try again later.`);
  const { created: _, modified: __, ...times } = (await response.json()).time;
  const [released, last] = [times[version], Object.values(times).sort().at(-1)];
  return { released: String(released).slice(0, 10), last: String(last).slice(0, 10) };
}

/**
 * What somebody should look at: a licence that is not plainly permissive, or a package nobody has released for years.
 * @param {{ licence: string, last: string }} dependency
 * @param {Date} now
 * @returns {string[]} in words; none when there is nothing to look at
 */
export function findRemarks({ licence, last }, now) {
  const quiet = new Date(now);
  quiet.setUTCFullYear(now.getUTCFullYear() - QUIET_YEARS);
  const isPermissive = licence.split(/ (?:and|or) /i).every((part) => PERMISSIVE.has(part));
  return [
    ...(isPermissive ? [] : [`licence: ${licence}`]),
    ...(new Date(last) < quiet ? [`no release since ${last}`] : []),
  ];
}

async function main() {
  const waiting = readProduction(new URL('../', import.meta.url));
  const total = waiting.length;
  const rows = [];
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let next = waiting.shift(); next; next = waiting.shift())
        rows.push({ ...next, ...(await readReleases(next.name, next.version)) });
    }),
  );
  rows.sort((a, b) => (a.name < b.name ? -1 : 1));
  const now = new Date();
  const line = ({ name, version, licence, released, last }) =>
    `| ${name} | ${version} | ${licence} | ${released} | ${last} |\n`;
  process.stdout.write('| package | version | licence | released | last release |\n|---|---|---|---|---|\n');
  for (const row of rows) process.stdout.write(line(row));
  const remarked = rows.map((row) => ({ ...row, remarks: findRemarks(row, now) }));
  process.stdout.write(`\n${total} packages in production. To look at:\n`);
  for (const { name, version, remarks } of remarked)
    if (remarks.length > 0) process.stdout.write(`- ${name} ${version}: ${remarks.join('; ')}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
