import { expect, test } from 'vitest';
import { nameAmong } from './name-among';

test('two people of one name are told apart by their addresses, as far as they are known', () => {
  const people = [
    { name: 'Ana', email: 'ana@a.example' },
    { name: 'Bo', email: 'bo@a.example' },
    { name: 'Ana', email: 'ana@b.example' },
    { name: 'Ana' },
  ];
  expect(people.map((one) => nameAmong(people, one))).toEqual(['Ana (ana@a.example)', 'Bo', 'Ana (ana@b.example)', 'Ana']);
});
