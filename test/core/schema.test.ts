/** The JSON Schema that editors use must know what the decoder knows. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import {
  claimStatuses,
  entityKinds,
  nameRoles,
  organizationGroups,
  rowStatuses,
} from '../../src/core/knowledge/model.js';
import { decodeFile } from '../../src/core/knowledge/decode.js';

interface Schema {
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly enum?: readonly string[];
}

function schemaOf(name: string): Schema {
  return JSON.parse(readFileSync(`knowledge/schema/${name}.schema.json`, 'utf8')) as Schema;
}

const record = schemaOf('record').oneOf?.[0]?.properties ?? {};

suite('the schema', () => {
  test('lists the values that the decoder takes', () => {
    assert.deepEqual(record['kind']?.enum, entityKinds);
    assert.deepEqual(record['group']?.enum, organizationGroups);
    assert.deepEqual(record['names']?.oneOf?.[0]?.oneOf?.[1]?.properties?.['as']?.enum, nameRoles);
    assert.deepEqual(record['claims']?.items?.properties?.['status']?.enum, [
      ...claimStatuses.filter(status => status !== 'unverified'),
      'unverified',
    ]);
    const row = schemaOf('relations').properties?.['rows']?.items?.oneOf?.[0]?.properties ?? {};
    assert.deepEqual(row['status']?.enum, rowStatuses);
  });

  test('names no field that the decoder does not know', () => {
    for (const field of Object.keys(record)) {
      const { problems } = decodeFile('countries/x.yaml', `${field}: {}\n`, 'desk');
      assert.ok(!problems.some(({ code }) => code === 'unknown-field'), field);
    }
  });
});
