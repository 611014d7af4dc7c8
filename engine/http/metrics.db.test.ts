import { randomUUID } from 'node:crypto';
import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { db } from '@/lib/db';
import { useTestDatabase } from '@/test/database';
import { registerMetrics } from './metrics';

useTestDatabase();

const MINUTE_MS = 60_000;

async function startApp() {
  const app = Fastify();
  registerMetrics(app, { dispatcher: { active: 1, waiting: 2 }, streams: { size: 3 } } as Parameters<typeof registerMetrics>[1]);
  app.get('/api/things/:id', async (_request, reply) => reply.code(503).send());
  return app;
}
const someone = () =>
  db().user.create({
    data: { id: randomUUID(), email: `${randomUUID()}@sitrep.example`, name: 'Ana', roles: ['responder'] },
    select: { id: true },
  });
const signedIn = (userId: string, seenMinutesAgo: number) =>
  db().session.create({
    data: {
      id: randomUUID(),
      userId,
      lastSeenAt: new Date(Date.now() - seenMinutesAgo * MINUTE_MS),
      expiresAt: new Date(Date.now() + 60 * MINUTE_MS),
    },
  });

test('S2-72: requests, their times and the people who are there are measured', async () => {
  const app = await startApp();
  const [ana, bo] = [await someone(), await someone()];
  await signedIn(ana.id, 1);
  await signedIn(ana.id, 2);
  await signedIn(bo.id, 16);
  await app.inject('/api/things/4711?token=x');
  const text = (await app.inject('/metrics')).body;
  expect(text).toContain('http_requests_total{method="GET",endpoint="/api/things/:id",status="503"} 1');
  expect(text).toContain('http_request_duration_seconds_count{method="GET",endpoint="/api/things/:id"} 1');
  expect(text).toMatch(/^active_users 1$/m);
  expect(text).not.toContain('token');
  await app.close();
});

test('S2-73: the pool and the times of statements are measured, failed ones too', async () => {
  const app = await startApp();
  const count = async () => Number(/^db_query_duration_seconds_count (\d+)$/m.exec((await app.inject('/metrics')).body)?.[1]);
  const before = await count();
  await db().$queryRaw`SELECT 1`;
  await expect(db().$queryRaw`SELECT 1 / 0`).rejects.toThrow();
  expect((await count()) - before).toBeGreaterThanOrEqual(2);
  let release = () => {};
  const held = db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1`;
    await new Promise<void>((resolve) => {
      release = resolve;
    });
  });
  await expect.poll(async () => (await app.inject('/metrics')).body).toMatch(/^db_connections_active [1-9]/m);
  release();
  await held;
  expect((await app.inject('/metrics')).body).toMatch(/^db_connections_waiting 0$/m);
  await app.close();
});
