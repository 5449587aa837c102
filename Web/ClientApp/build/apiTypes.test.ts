import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { services, typesFile, typesOf } from './apiTypes.mjs';

it.each(services)('keeps the types of %s as its OpenAPI document has them', async (service) => {
  const checkedIn = await readFile(typesFile(service), 'utf8');
  expect(checkedIn, 'Type: npm run types').toBe(await typesOf(service));
});
