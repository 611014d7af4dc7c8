import { expect, test } from 'vitest';
import type { Role } from '@/prisma/generated/enums';
import { runRights } from './run-rights';

const rights = (roles: Role[], open: boolean) => {
  const { read, mutating, destructive, breakGlass, approve } = runRights(
    { actor: { kind: 'user', id: 'u', name: 'Ana' }, roles: new Set(roles), requestId: 't' },
    open,
  );
  return [read, mutating, destructive, breakGlass, approve];
};

test.each([
  [['viewer'], true, [false, false, false, false, false]],
  [['responder'], false, [true, false, false, false, false]],
  [['responder'], true, [true, true, true, false, false]],
  [['commander'], false, [true, true, false, false, true]],
  [['commander'], true, [true, true, true, true, true]],
  [['admin'], true, [true, false, false, true, true]],
] as [Role[], boolean, boolean[]][])('%j, in an open incident: %s', (roles, open, may) => {
  expect(rights(roles, open)).toEqual(may);
});
