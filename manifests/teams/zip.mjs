// Packs manifest.json and its two icons into alongside.zip. Plain JavaScript: it must run on a Node that strips no types.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { crc32 } from 'node:zlib';

/**
 * A zip whose files are stored as they are: three small files need no compression, and no package.
 * @param {{ name: string, content: Uint8Array }[]} files
 * @returns {Buffer}
 */
export function storeZip(files) {
  const [entries, directory] = [[], []];
  let offset = 0;
  for (const { name, content } of files) {
    const title = Buffer.from(name, 'utf8');
    const about = aboutFile(content, title.length);
    const local = Buffer.concat([bytes([0x04034b50, 4], [20, 2]), about, bytes([0, 2]), title]);
    entries.push(local, content);
    directory.push(
      bytes([0x02014b50, 4], [20, 2], [20, 2]),
      about,
      bytes([0, 2], [0, 2], [0, 2], [0, 2], [0, 4]),
    );
    directory.push(bytes([offset, 4]), title);
    offset += local.length + content.length;
  }
  const central = Buffer.concat(directory);
  const count = files.length;
  const end = bytes(
    [0x06054b50, 4],
    [0, 2],
    [0, 2],
    [count, 2],
    [count, 2],
    [central.length, 4],
    [offset, 4],
    [0, 2],
  );
  return Buffer.concat([...entries, central, end]);
}

/** UTF-8 names, stored, dated 1 January 1980: the same files make the same zip. */
function aboutFile(/** @type {Uint8Array} */ content, /** @type {number} */ nameLength) {
  const size = content.length;
  return bytes(
    [0x0800, 2],
    [0, 2],
    [0, 2],
    [0x21, 2],
    [crc32(content), 4],
    [size, 4],
    [size, 4],
    [nameLength, 2],
  );
}

/** @param {[value: number, size: 2 | 4][]} fields */
function bytes(...fields) {
  return Buffer.concat(
    fields.map(([value, size]) => {
      const field = Buffer.alloc(size);
      field.writeUIntLE(value, 0, size);
      return field;
    }),
  );
}

/**
 * The package's files, with the bot's id and host in place of the placeholders where they are given.
 * @param {{ id?: string, host?: string }} [about]
 */
export function packageFiles({ id, host } = {}) {
  const read = (/** @type {string} */ name) => readFileSync(new URL(name, import.meta.url));
  const manifest = read('manifest.json')
    .toString('utf8')
    .replaceAll('00000000-0000-0000-0000-000000000000', id ?? '$&')
    .replaceAll('alongside.example', host ?? '$&');
  return [
    { name: 'manifest.json', content: Buffer.from(manifest, 'utf8') },
    { name: 'color.png', content: read('color.png') },
    { name: 'outline.png', content: read('outline.png') },
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { id: { type: 'string' }, host: { type: 'string' } } });
  if (values.id !== undefined && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(values.id)) {
    process.stderr.write(`--id: expected the Microsoft App ID of the bot, a GUID, not ${values.id}\n`);
    process.exit(1);
  }
  const target = new URL('alongside.zip', import.meta.url);
  writeFileSync(target, storeZip(packageFiles(values)));
  process.stdout.write(`${fileURLToPath(target)}\n`);
}
