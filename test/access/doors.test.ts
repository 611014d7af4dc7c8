import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { holds, type Permission } from '@/domain/access/matrix';
import type { Context } from '@/domain/context';
import { LIVE_DOORS } from '@/engine/http/live-routes';
import { OUTPUT_DOORS } from '@/engine/http/output-routes';
import { ROUTES } from '@/engine/http/rest';
import type { RouteInput } from '@/engine/http/route';
import { Role } from '@/prisma/generated/enums';
import { person } from '@/test/people';
import { ASKED, DOORS, OPEN_PAGES, VERB_IN_AUTH } from './doors';
import { listActions, listEngineRoutes, listNextRoutes, listPages } from './list-doors';

// Whoever is let in fails at a database that is not there: only "forbidden" is looked at.
process.env.DATABASE_URL = 'postgresql://nobody@127.0.0.1:1/none';

const actions = listActions();
const streamed = (address: string) => / \/live\/|\/output(\.txt)?$/.test(address);
const engineRoutes = listEngineRoutes().map(({ door }) => `${streamed(door) ? 'stream' : 'engine'} ${door}`);
const roleSets: Role[][] = [[], ...Object.values(Role).map((role) => [role])];

async function isForbidden(call: () => Promise<unknown>): Promise<boolean> {
  try {
    await call();
    return false;
  } catch (error) {
    return (error as { code?: string }).code === 'forbidden';
  }
}

/** Tries the door as each role: it must refuse exactly those that the matrix refuses. */
async function expectDoor(permission: Permission, enter: (ctx: Context) => Promise<unknown>): Promise<void> {
  for (const roles of roleSets) {
    const refused = await isForbidden(() => enter(person('Ana', ...roles)));
    expect(refused, `as ${roles.join() || 'no role'}`).toBe(!holds(roles, permission));
  }
}

/** The verb of a file, which is named for it. */
async function verbIn(file: string): Promise<(ctx: Context, input: object) => Promise<unknown>> {
  const name = path.basename(file).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return (await import(/* @vite-ignore */ path.resolve(`${file}.ts`)))[name];
}

test('every door has a row, and every row a door', () => {
  const found = [...actions.map(({ door }) => door), ...listNextRoutes(), ...engineRoutes];
  expect(found.toSorted()).toEqual(Object.keys(DOORS).toSorted());
  expect(found.length).toBeGreaterThan(40);
});

describe('server actions', () => {
  test.each(actions.filter(({ door }) => DOORS[door] !== 'anyone'))('$door asks for its right', async ({ door, verbs }) => {
    const from = VERB_IN_AUTH[door] ?? verbs[0] ?? '';
    expect([...verbs, VERB_IN_AUTH[door]].filter(Boolean)).toHaveLength(1);
    const verb = await verbIn(from);
    await expectDoor(DOORS[door] as Permission, (ctx) => verb(ctx, ASKED[door] ?? {}));
  });
});

describe('REST', () => {
  test.each(ROUTES.map((route) => ({ door: `engine ${route.method} ${route.path}`, route })))(
    '$door asks for its right',
    async ({ door, route }) => {
      const input = { params: {}, query: {}, body: ASKED[door] ?? {}, idempotencyKey: undefined } as RouteInput<unknown, unknown, unknown>;
      await expectDoor(DOORS[door] as Permission, (ctx) => route.run(ctx, input));
    },
  );

  test('every declared route is in the one table', () => {
    const declared = listEngineRoutes().filter((one) => one.declared);
    expect(declared.map(({ door }) => door).toSorted()).toEqual(ROUTES.map((route) => `${route.method} ${route.path}`).toSorted());
  });
});

test('the live streams ask for what their row says', () => {
  for (const { path, permission } of LIVE_DOORS)
    expect(DOORS[`stream ${path.endsWith('/watch') ? 'POST' : 'GET'} ${path}`]).toBe(permission);
  for (const { path, permission } of OUTPUT_DOORS) expect(DOORS[`stream GET ${path}`]).toBe(permission);
});

test.each(listPages())('%s asks who is there', (file) => {
  const asks = /await requireSession\(\)/.test(readFileSync(file, 'utf8'));
  expect(asks).toBe(!OPEN_PAGES.includes(file));
});
