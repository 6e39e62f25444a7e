/** Names that texts have had are found again by a shorter way, which must say what the longer one says. */

import assert from 'node:assert/strict';

import { entryType, extendForms, hashOf, noForms } from '../../src/core/recognize/forms.js';
import type { Recognizer } from '../../src/core/recognize/recognizer.js';
import { SeenForms } from '../../src/core/recognize/seenForms.js';
import { Units } from '../../src/core/recognize/units.js';
import { entityOf, nameOf, recognizerFor } from '../support/entities.js';

/** More than there is room for at first, in the order in which they come. */
const places = Array.from({ length: 9000 }, (_, i) => `Port ${words(i)}`);

/** Of three letters each, and so that no two are alike. */
function words(number: number): string {
  const letters = number.toString(26).padStart(6, '0');
  const word = Array.from(letters, letter => String.fromCharCode(97 + Number.parseInt(letter, 26))).join('');
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
}

const recognizer = recognizerFor({
  entities: [
    ...places.map((name, i) => entityOf(`place-${String(i).padStart(4, '0')}`, name)),
    entityOf('korea', 'South Korea', { names: ['ROK', nameOf('Hanguk', 'alias', { documentHas: ['ROK'] })] }),
    entityOf('oslo', 'Óslo'),
    entityOf('bank', 'Bank of a Very Long Name That Nobody Would Write in Full More Than Once'),
  ].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  rules: {},
});

const found = (text: string, by: Recognizer = recognizer): readonly string[] =>
  by.analyze(text).mentions.map(({ start, end, senses }) => `${text.slice(start, end)}=${senses[0]?.entity.id ?? ''}`);

suite('names that texts have had', () => {
  test('are found, however many there are, the first time and again', () => {
    const text = places.map(name => `They saw ${name}, and left.`).join('\n\n');
    const expected = places.map((name, i) => `${name}=place-${String(i).padStart(4, '0')}`);
    assert.deepEqual(found(text), expected);
    assert.deepEqual(found(text), expected);
    assert.deepEqual(found([...places].reverse().join('. ')), [...expected].reverse());
  });

  test('are those only that a text spells', () => {
    for (let time = 0; time < 2; time++) {
      assert.deepEqual(found('In South Korea'), ['South Korea=korea']);
      assert.deepEqual(found('In SOUTH\u00a0KOREA, R.O.K. and ROKs'), [
        'SOUTH\u00a0KOREA=korea',
        'R.O.K.=korea',
        'ROKs=korea',
      ]);
      assert.deepEqual(found('South\u0000Korea, South$Korea, South Korean, South korea, south korea, rok'), []);
      assert.deepEqual(found('So\u00aduth Kore\u00e1'), ['So\u00aduth Kore\u00e1=korea']);
      assert.deepEqual(found('Oslo and ÓSLO'), ['Oslo=oslo', 'ÓSLO=oslo']);
    }
  });

  test('may be longer than what is kept of one', () => {
    const name = 'Bank of a Very Long Name That Nobody Would Write in Full More Than Once';
    assert.deepEqual(found(`The ${name} and the ${name.toUpperCase()}`), [
      `${name}=bank`,
      `${name.toUpperCase()}=bank`,
    ]);
    assert.deepEqual(found(`The ${name.replace('Once', 'Ones')}`), []);
  });

  test('mean the same where the rest of the block hangs on the text', () => {
    assert.deepEqual(found('Hanguk and South Korea'), ['South Korea=korea']);
    assert.deepEqual(found('Hanguk, South Korea and the ROK'), ['Hanguk=korea', 'South Korea=korea', 'ROK=korea']);
  });
});

suite('the forms that are kept', () => {
  const names = places.slice(0, 5000).map(name => name.toLowerCase());
  const forms = extendForms(
    noForms,
    () => false,
    names.map((text, entity) => ({ text, type: entryType.name, entity, name: 0, role: 'name' as const, rule: -1 })),
  );
  const hashes = names.map((_, form) => hashOf(forms.pool, forms.formStart[form] ?? 0, forms.formStart[form + 1] ?? 0));
  const text = new Units();
  const seen = new SeenForms(64, text);
  const find = (form: number, kept = seen): number => {
    const name = names[form] ?? '';
    text.read(name);
    return kept.find(hashes[form] ?? 0, 0, name.length);
  };

  test('are as many as there is room for, and then those from there on', () => {
    for (let form = 0; form < 64; form++) {
      assert.equal(find(form), -1);
      seen.put(hashes[form] ?? 0, form, forms);
      assert.equal(find(form), form);
    }
    assert.deepEqual(
      names.slice(0, 64).map((_, form) => find(form)),
      names.slice(0, 64).map((_, form) => form),
    );
    seen.put(hashes[64] ?? 0, 64, forms);
    assert.deepEqual(
      names.map((_, form) => find(form)).filter(form => form >= 0),
      [64],
    );
  });

  test('are found again when there are more lines', () => {
    const many = new SeenForms(names.length, text);
    hashes.forEach((hash, form) => many.put(hash, form, forms));
    assert.deepEqual(
      names.filter((_, form) => find(form, many) !== form),
      [],
    );
  });

  test('are those only of which the text has all letters', () => {
    seen.put(hashes[3] ?? 0, 3, forms);
    text.read(names[3] ?? '');
    assert.equal(seen.find(hashes[3] ?? 0, 0, 4), -1);
    assert.equal(find(3), 3);
  });

  test('of two with one hash, the later one', () => {
    seen.put(hashes[1] ?? 0, 1, forms);
    seen.put(hashes[1] ?? 0, 2, forms);
    assert.equal(find(1), -1);
    text.read(names[2] ?? '');
    assert.equal(seen.find(hashes[1] ?? 0, 0, (names[2] ?? '').length), 2);
  });
});
