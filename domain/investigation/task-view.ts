import type { Task } from '@/prisma/generated/client';
import type { TaskView } from './schema';

/** The stored row as screens and the API show it. */
export function taskView(row: Task, incident: number): TaskView {
  return {
    id: row.id,
    incident,
    title: row.title,
    state: row.state,
    origin: row.origin,
    owner: row.ownerId && row.ownerName ? { id: row.ownerId, name: row.ownerName } : null,
    dueAt: row.dueAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    createdBy: row.createdByName,
    endedAt: row.endedAt?.toISOString() ?? null,
    endedBy: row.endedByName,
  };
}

/** Whose task it is, as an event names them. */
export const ownerOf = (row: Pick<Task, 'ownerId' | 'ownerName'>) =>
  row.ownerId && row.ownerName ? { id: row.ownerId, name: row.ownerName } : null;
