// npm run datamap: what is kept of whom, why, how long, and who sees it, as schema.prisma and the features say it.
import { readFile } from 'node:fs/promises';
import { retentionClasses } from '../src/bot/retention.ts';
import { features } from '../src/features/index.ts';
import { readDataMap, writeDataMap } from './datamap.ts';

const schema = await readFile(new URL('schema.prisma', import.meta.url), 'utf8');
process.stdout.write(writeDataMap(readDataMap(schema), retentionClasses(features)));
