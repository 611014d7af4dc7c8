import { randomUUID } from 'node:crypto';
import { createSetupLink } from '@/domain/access/create-setup-link';
import { lockAdmins } from '@/domain/access/keep-an-admin';
import { secretHash, secretPrefix } from '@/domain/access/secrets';
import { recordAudit } from '@/domain/audit/record-audit';
import { systemContext } from '@/domain/context';
import { db, type Tx } from '@/lib/db';
import type { Env } from '@/lib/env';
import { hashPassword } from '@/lib/password';
import type { Role } from './generated/enums';
import { CHECKLISTS } from './seed/checklists';
import { CONTACTS, TEAM_LINKS } from './seed/contacts';
import { ESCALATION_LEVELS } from './seed/escalation-levels';
import { SEVERITY_POLICIES } from './seed/severity-policies';
import { TEMPLATES } from './seed/templates';

const SEED_LOCK = 7_270_736_905n;
const FIRST_ADMIN_ROLES: Role[] = ['commander', 'admin'];
const ALL_ROLES: Role[] = ['viewer', 'responder', 'commander', 'admin'];
const BOOTSTRAP = 'bootstrap';

const starter = systemContext('Start');

// Only where nobody has changed the policy or its checklist yet: whoever emptied a checklist meant it.
async function seedChecklists(tx: Tx): Promise<void> {
  const untouched = await tx.severityPolicy.findMany({ where: { version: 1, checklist: { none: {} } }, select: { severity: true } });
  const rows = untouched.flatMap(({ severity }) =>
    CHECKLISTS[severity].map((line, position) => ({ id: randomUUID(), severity, position, ...line })),
  );
  await tx.checklistItem.createMany({ data: rows });
}

// Each row only when it is missing: what people have changed stays changed.
async function seedPolicy(tx: Tx): Promise<void> {
  await tx.severityPolicy.createMany({ data: SEVERITY_POLICIES, skipDuplicates: true });
  await seedChecklists(tx);
  await tx.template.createMany({ data: TEMPLATES, skipDuplicates: true });
  const shipped = TEMPLATES.map(({ id, subject, body }) => ({
    templateId: id,
    version: 1,
    subject,
    body,
    changedByName: starter.actor.name,
  }));
  await tx.templateVersion.createMany({ data: shipped, skipDuplicates: true });
  await tx.escalationLevel.createMany({ data: ESCALATION_LEVELS, skipDuplicates: true });
}

// Examples, for a console that has never had any: what people removed does not come back.
async function seedContacts(tx: Tx): Promise<void> {
  const [contacts, removed] = await Promise.all([tx.contact.count(), tx.auditEntry.count({ where: { action: 'contact_removed' } })]);
  if (contacts + removed > 0) return;
  for (const [position, { methods, ...contact }] of CONTACTS.entries()) {
    const rows = methods.map((method, at) => ({ id: randomUUID(), display: method.value, position: at, ...method }));
    await tx.contact.create({ data: { id: randomUUID(), position, ...contact, methods: { create: rows } } });
  }
  await tx.teamLink.createMany({ data: TEAM_LINKS.map((link, position) => ({ id: randomUUID(), position, ...link })) });
}

async function seedAdmin(tx: Tx, email: string, password: string): Promise<void> {
  const address = email.toLowerCase();
  if (await tx.user.findUnique({ where: { email: address }, select: { id: true } })) return;
  const id = randomUUID();
  await tx.user.create({
    data: {
      id,
      email: address,
      name: address.slice(0, address.indexOf('@')),
      passwordHash: await hashPassword(password),
      roles: FIRST_ADMIN_ROLES,
    },
  });
  await recordAudit(tx, starter, {
    action: 'user_created',
    subjectType: 'user',
    subjectId: id,
    data: { email: address, roles: FIRST_ADMIN_ROLES },
  });
}

async function seedBootstrapKey(tx: Tx, token: string): Promise<void> {
  const stored = { secretHash: secretHash(token), prefix: secretPrefix(token) };
  const found = await tx.apiKey.findFirst({ where: { name: BOOTSTRAP, createdById: null }, select: { id: true, secretHash: true } });
  if (found?.secretHash === stored.secretHash) return;
  const id = found?.id ?? randomUUID();
  const facts = { ...stored, roles: ALL_ROLES, revokedAt: null, expiresAt: null };
  await tx.apiKey.upsert({ where: { id }, create: { id, name: BOOTSTRAP, ...facts }, update: facts });
  const action = found ? 'api_key_replaced' : 'api_key_created';
  await recordAudit(tx, starter, {
    action,
    subjectType: 'api_key',
    subjectId: id,
    data: { name: BOOTSTRAP, roles: ALL_ROLES, prefix: stored.prefix },
  });
}

/**
 * Puts in place what the console needs from the first minute: severity policies, templates, contacts, and the admin and the key
 * that the environment names. Idempotent. Returns the path of a fresh one-time set-up link when nobody could sign in as admin.
 */
export async function seed(env: Env): Promise<{ setUpPath: string | null }> {
  await db().$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT pg_advisory_xact_lock(${SEED_LOCK})::text`;
      await seedPolicy(tx);
      await seedContacts(tx);
      if (env.SITREP_ADMIN_EMAIL && env.SITREP_ADMIN_PASSWORD) await seedAdmin(tx, env.SITREP_ADMIN_EMAIL, env.SITREP_ADMIN_PASSWORD);
      if (env.SITREP_BOOTSTRAP_TOKEN) await seedBootstrapKey(tx, env.SITREP_BOOTSTRAP_TOKEN);
    },
    { timeout: 30_000 },
  );
  const admins = await db().$transaction((tx) => lockAdmins(tx));
  if (admins.length > 0) return { setUpPath: null };
  return { setUpPath: (await createSetupLink(starter))?.path ?? null };
}
