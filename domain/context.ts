import type { ActorKind, Role } from '@/prisma/generated/enums';

/** Who did it, as the timeline and the audit name them. */
export type Actor = { kind: ActorKind; id: string | null; name: string };

/** Who asks, with which rights, and by which way. Every verb takes one first. */
export type Context = {
  actor: Actor;
  roles: ReadonlySet<Role>;
  requestId: string;
  /** The browser session, so that a live stream can end with it. */
  sessionId?: string;
};

/** The engine itself: sweeps, executions and start-up. Holds every right. */
export function systemContext(name = 'Sitrep'): Context {
  return { actor: { kind: 'system', id: null, name }, roles: new Set(), requestId: 'system' };
}
