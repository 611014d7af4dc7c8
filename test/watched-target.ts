import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Context } from '@/domain/context';
import { executeRun } from '@/domain/diagnostics/execute-run';
import { closeSandboxes } from '@/domain/diagnostics/kinds/bash';
import { findBlock } from '@/domain/runbooks/find-block';
import { db } from '@/lib/db';
import type { Role } from '@/prisma/generated/enums';
import { useTestDatabase } from './database';
import { person } from './people';

const SLUG = 'practice/watch';
const FENCE = '```';

const runbookOf = (words: string) => `---
title: Watch
summary: Blocks for the tests.
service: practice
owner: Storage team
inputs:
  word: { type: string, label: Word, default: all }
  token: { type: secret, label: Token }
  who: { type: string, label: Who }
---
<Diagnostic id="full" title="How full" target="disk" fail="json.share >= 90" exports="share=json.share" covers="S0-72">
${FENCE}http
GET /share?of={word}&${words}
${FENCE}
</Diagnostic>

<Diagnostic id="on-production" title="On production" target="prod">
${FENCE}http
GET /share
${FENCE}
</Diagnostic>

<Diagnostic id="whole" title="All of it" target="disk">
${FENCE}health
full on-production
${FENCE}
</Diagnostic>

<Diagnostic id="of-whom" title="Of whom" target="disk">
${FENCE}http
GET /share?of={who}
${FENCE}
</Diagnostic>

<Diagnostic id="with-secret" title="With a secret" target="local">
${FENCE}bash
echo "$INPUT_TOKEN" | wc -c
${FENCE}
</Diagnostic>

<Remediation id="change" title="Change" target="local" effect="mutating">
${FENCE}bash
echo changed
${FENCE}
</Remediation>
`;

/** An engine of the tests: runs what is queued, without waiting for a sweep. */
const ENGINE = 'test-engine';
const sink = { started: () => {}, ended: () => {}, elsewhere: () => {} };

/** What a practice target tells: a share of its disk, and whether it tells it at all. */
export type WatchedTarget = { share: number; tells: boolean };

/**
 * Called at the top of a test file: a database, and a runbook whose block asks a target that the test holds in its hand; with others
 * that reach production, take a secret, or change something.
 */
export function useWatchedTarget(): WatchedTarget {
  const watched: WatchedTarget = { share: 40, tells: true };
  const server = createServer((_, answer) => {
    answer.setHeader('content-type', 'application/json').end(JSON.stringify(watched.tells ? { share: watched.share } : {}));
  });
  const root = mkdtempSync(path.join(tmpdir(), 'sitrep-watched-'));
  mkdirSync(path.join(root, 'practice'));
  Object.assign(process.env, { RUNBOOKS_DIR: root, TARGETS_FILE: path.join(root, 'targets.yaml'), LAB: 'off' });
  useTestDatabase();
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const of = (name: string, environment: string) => `  - { name: ${name}, kind: http, environment: ${environment}, url: "${url}" }\n`;
    writeFileSync(path.join(root, 'targets.yaml'), `targets:\n${of('disk', 'staging')}${of('prod', 'production')}`);
    await db().engine.create({ data: { id: ENGINE, host: 'here', startedAt: new Date(), beatAt: new Date() } });
  });
  beforeEach(() => {
    writeWatch();
    Object.assign(watched, { share: 40, tells: true });
  });
  afterAll(async () => {
    server.close();
    await closeSandboxes();
  });
  return watched;
}

/** Writes the practice runbook anew; other words make it another block. */
export const writeWatch = (words = 'precisely=yes'): void =>
  writeFileSync(path.join(process.env.RUNBOOKS_DIR ?? '', `${SLUG}.mdx`), runbookOf(words));

/** The practice runbook's block, as it is asked for. */
export async function watchBlock(block = 'full'): Promise<{ runbook: string; block: string; contentHash: string }> {
  return { runbook: SLUG, block, contentHash: (await findBlock(SLUG, block))?.contentHash ?? '' };
}

/** Runs all that is queued, one after the other. */
export async function runQueued(): Promise<void> {
  for (const { id } of await db().run.findMany({ where: { state: 'queued' }, orderBy: { queuedAt: 'asc' } }))
    await executeRun(id, ENGINE, new AbortController(), sink);
}

/** Someone who is known to the console too, so that what runs in their name can be looked up. */
export async function member(name: string, ...roles: Role[]): Promise<Context> {
  const ctx = person(name, ...roles);
  await db().user.create({ data: { id: ctx.actor.id ?? '', email: `${name}@example.com`.toLowerCase(), name, roles } });
  return ctx;
}
