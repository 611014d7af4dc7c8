import { covers } from '@/domain/access/rules';
import { db } from '@/lib/db';
import { log } from '@/lib/log';
import type { Role } from '@/prisma/generated/enums';

/** How long an answer may be old. Revocation must take effect within 5 s even when no notice arrives. */
const KEPT_MS = 2_000;
const KEPT_MAX = 10_000;
const SEEN_EVERY_MS = 60_000;

/** Who a session or a key stands for right now. */
export type Standing = { id: string; name: string; roles: ReadonlySet<Role>; expiresAt: Date | null };

type Kept = { at: number; standing: Promise<Standing | null> };

// On the process, because the web server loads this module more than once.
const shared = globalThis as { sitrepStanding?: Map<string, Kept> };
shared.sitrepStanding ??= new Map();
const kept = shared.sitrepStanding;

/** Drops every remembered answer: when a notice of topic `access` arrives, and after a change made here. */
export const forgetAccess = (): void => kept.clear();

function remember(name: string, load: () => Promise<Standing | null>): Promise<Standing | null> {
  const now = performance.now();
  const known = kept.get(name);
  if (known && now - known.at < KEPT_MS) return known.standing;
  if (kept.size >= KEPT_MAX) kept.clear();
  const entry = { at: now, standing: load() };
  kept.set(name, entry);
  entry.standing.catch(() => kept.get(name) === entry && kept.delete(name));
  return entry.standing;
}

/** The user behind a session, or null when it is revoked, expired or its user disabled. */
export async function sessionStanding(id: string): Promise<Standing | null> {
  return alive(await remember(`session ${id}`, () => loadSession(id)));
}

/** The key with this secret hash or id, or null when it is revoked, expired or its maker disabled. */
export async function keyStanding(where: { secretHash: string } | { id: string }): Promise<Standing | null> {
  const name = 'id' in where ? `key ${where.id}` : `key hash ${where.secretHash}`;
  return alive(await remember(name, () => loadKey(where)));
}

const alive = (standing: Standing | null): Standing | null =>
  standing && (!standing.expiresAt || standing.expiresAt.getTime() > Date.now()) ? standing : null;

async function loadSession(id: string): Promise<Standing | null> {
  const row = await db().session.findFirst({ where: { id, revokedAt: null, user: { disabledAt: null } }, include: { user: true } });
  if (!row) return null;
  if (isOld(row.lastSeenAt))
    noteUse(db().session.updateMany({ where: { id, ...seenBefore('lastSeenAt') }, data: { lastSeenAt: new Date() } }));
  return { id: row.userId, name: row.user.name, roles: new Set(row.user.roles), expiresAt: row.expiresAt };
}

async function loadKey(where: { secretHash: string } | { id: string }): Promise<Standing | null> {
  const row = await db().apiKey.findFirst({ where: { ...where, revokedAt: null }, include: { createdBy: true } });
  if (!row || row.createdBy?.disabledAt) return null;
  if (isOld(row.lastUsedAt))
    noteUse(db().apiKey.updateMany({ where: { id: row.id, ...seenBefore('lastUsedAt') }, data: { lastUsedAt: new Date() } }));
  // A key never does more than its maker may today.
  const maker = row.createdBy?.roles;
  const roles = row.roles.filter((role) => !maker || covers(maker, role));
  return { id: row.id, name: row.name, roles: new Set(roles), expiresAt: row.expiresAt };
}

const isOld = (at: Date | null) => !at || at.getTime() < Date.now() - SEEN_EVERY_MS;

const seenBefore = <K extends string>(column: K) => ({
  OR: [{ [column]: null }, { [column]: { lt: new Date(Date.now() - SEEN_EVERY_MS) } }],
});

function noteUse(write: PromiseLike<unknown>): void {
  Promise.resolve(write).catch((error: Error) => log.warn({ error: error.message }, 'could not note when access was last used'));
}
