// npm run datamap: what is kept of whom, why, how long and who sees it, and who may do what, as prisma/schema/ and the
// features say it.
import { retentionClasses } from '../src/engine/retention.ts';
import { features } from '../src/features/index.ts';
import { readDataMap, writeDataMap, writePermissions } from './datamap.ts';
import { readSchemaText } from './schema.ts';

process.stdout.write(writeDataMap(readDataMap(await readSchemaText()), retentionClasses(features)));
process.stdout.write(`\n${writePermissions(features)}`);
