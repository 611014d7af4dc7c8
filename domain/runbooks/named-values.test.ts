import { expect, it } from 'vitest';
import { namedValues } from './named-values';
import type { Kind } from './schema';

it.each<[Kind, string, string[]]>([
  ['sql', "select :a::int, ':no', :b -- :no", ['a', 'b']],
  ['http', 'GET /u/{email}?x={id}\nX-A: {email}\n\n{"a": 1, "b": {}}', ['email', 'id']],
  ['tcp', '{host}:{port}', ['host', 'port']],
  ['dns', '{name} A @1.1.1.1', ['name']],
  ['tls', '{host}:443', ['host']],
  ['host', 'disk {path}', ['path']],
  ['bash', 'echo "$INPUT_EMAIL" "${INPUT_USER_ID:-}" $MY_INPUT_X', ['email', 'user_id']],
])('%s', (kind, body, names) => expect(namedValues(kind, body)).toEqual(names));
