import { writeFile } from 'node:fs/promises';
import { services, typesFile, typesOf } from './apiTypes.mjs';

for (const service of services) await writeFile(typesFile(service), await typesOf(service));
