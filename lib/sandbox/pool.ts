import { endNow } from './end-processes';
import { sandboxLevel } from './level';
import { startWaiting, type Waiting } from './start-sandbox';

/** How many boxes wait for each kind of script: as many as someone may start at once who runs a whole runbook. Each takes about 1 MiB. */
const SIZE = { isolated: 24, networked: 6 };
type Room = keyof typeof SIZE;
/** Starting a process holds up the event loop for milliseconds: boxes are made again once none was taken or ended for a while, */
const QUIET_MS = 2_000;
/** or, when few are left, with only a breath between them. */
const BREATH_MS = 15;
const FEW = 3;
const FAILURES_BEFORE_REST = 5;

export type SandboxPool = {
  /** A waiting box, or a fresh one when none waits. */
  take(network: boolean): Waiting;
  /** Starts the first boxes. */
  warm(): void;
  /** Ends all boxes that wait. Scripts that run are ended by whoever started them. */
  close(): Promise<void>;
  waiting(): number;
};

function end(waiting: Waiting): Promise<unknown> {
  waiting.ref();
  endNow(waiting.reach);
  for (const reader of waiting.readers) reader.destroy();
  return waiting.exited;
}

/** Boxes started before they are asked for, each used once. Keeps nothing alive while they wait. */
export function createSandboxPool(size: Record<Room, number> = SIZE): SandboxPool {
  const rooms: Record<Room, Set<Waiting>> = { isolated: new Set(), networked: new Set() };
  let refill: NodeJS.Timeout | undefined;
  let open = false;
  let failures = 0;

  const add = (room: Room) => {
    const waiting = startWaiting(room === 'networked');
    waiting.unref();
    rooms[room].add(waiting);
    waiting.exited.then(() => {
      if (!rooms[room].delete(waiting)) return;
      failures += 1;
      for (const reader of waiting.readers) reader.destroy();
      schedule();
    });
  };

  // One box at a time, with a breath between them.
  const fill = () => {
    refill = undefined;
    const room = (Object.keys(size) as Room[]).find((each) => rooms[each].size < size[each]);
    if (!open || !room) return;
    try {
      add(room);
    } catch {
      failures += 1;
    }
    schedule();
  };

  function schedule(afterMs = BREATH_MS): void {
    const missing = (Object.keys(size) as Room[]).some((room) => rooms[room].size < size[room]);
    if (!open || !missing || failures >= FAILURES_BEFORE_REST || sandboxLevel() !== 'bwrap') return;
    clearTimeout(refill);
    refill = setTimeout(fill, afterMs);
    refill.unref();
  }

  const take = (network: boolean) => {
    const room = network ? 'networked' : 'isolated';
    const [waiting] = rooms[room];
    if (waiting) rooms[room].delete(waiting);
    failures = 0;
    waiting?.ref();
    const taken = waiting ?? startWaiting(network);
    const settle = () => schedule(rooms[room].size < FEW ? BREATH_MS : QUIET_MS);
    settle();
    taken.exited.then(settle);
    return taken;
  };

  return {
    take,
    warm: () => {
      open = true;
      schedule();
    },
    close: async () => {
      open = false;
      clearTimeout(refill);
      const all = [...rooms.isolated, ...rooms.networked];
      for (const room of Object.values(rooms)) room.clear();
      await Promise.all(all.map(end));
    },
    waiting: () => rooms.isolated.size + rooms.networked.size,
  };
}
