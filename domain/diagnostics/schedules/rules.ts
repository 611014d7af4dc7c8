import type { Permission } from '@/domain/access/matrix';
import type { Block, Environment } from '@/domain/runbooks/schema';
import type { RunState, Verdict } from '@/prisma/generated/enums';
import type { ScheduleWord } from './schema';

/** A verdict that flaps is told of at most so often; where it came to rest is told in any case. */
const NOTICE_REST_MS = 15 * 60_000;
/** A daily tick that nobody started is still started so much later; an interval's until its next one. */
const DAILY_GRACE_MS = 60 * 60_000;
/** What makes something new each time, and what only the browser does, says nothing about a target. */
const NOT_BY_ITSELF: readonly string[] = ['secret', 'jwt', 'hmac'];

/** On production it is a commander's decision: what runs by itself is a load that nobody watches. */
export const permissionToSchedule = (environments: readonly Environment[]): Permission =>
  environments.includes('production') ? 'schedule.manage_on_production' : 'schedule.manage';

/** Why a block cannot run by itself, or nothing. */
export function notByItself(block: Pick<Block, 'component' | 'effect' | 'kind' | 'inputs'>): string | undefined {
  if (block.component !== 'diagnostic' || block.effect !== 'read') return 'only a diagnostic that reads runs by itself';
  if (NOT_BY_ITSELF.includes(block.kind)) return `a block of the kind ${block.kind} is worked with by a person and does not run by itself`;
  if (block.inputs.some(({ type }) => type === 'secret')) return 'it takes a secret, and secrets are not kept';
}

/** The names of all the targets that a run of the block reaches. */
export const targetsReached = (block: Pick<Block, 'target' | 'parts'>): string[] => [
  ...new Set([block.target, ...(block.parts ?? []).map(({ target }) => target)]),
];

export type Pace = { everySeconds: number | null; dailyMinute: number | null };

/** Whether a tick that is due since `at` is too old to be started now. */
export const isMissed = (at: Date, { everySeconds }: Pace, now: Date): boolean =>
  now.getTime() - at.getTime() > (everySeconds === null ? DAILY_GRACE_MS : everySeconds * 1_000);

/** What a run came to; null where that says nothing about the target: it was cancelled, or its engine died. */
export function wordOf(state: RunState, verdict: Verdict | null): ScheduleWord | null {
  if (verdict) return verdict;
  return state === 'errored' || state === 'timed_out' ? state : null;
}

type Told = { noticedWord: string | null; noticedAt: Date | null };

/** Whether the team is to be told now. The first result is what later ones are compared with, and no news. */
export function isNews(word: ScheduleWord, { noticedWord, noticedAt }: Told, now: Date): boolean {
  if (noticedWord === null || noticedWord === word) return false;
  return noticedAt === null || now.getTime() - noticedAt.getTime() >= NOTICE_REST_MS;
}

type Result = { exports: unknown; data: unknown };
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const firstNumber = (values: unknown): [string, number] | undefined =>
  isRecord(values)
    ? Object.entries(values).find((entry): entry is [string, number] => typeof entry[1] === 'number' && Number.isFinite(entry[1]))
    : undefined;

/** The name of the number that a history is drawn by: the first that is handed on, else of the first row; null for none. */
export function plottedName(results: readonly Result[]): string | null {
  for (const { exports, data } of results) {
    const found = firstNumber(exports) ?? (isRecord(data) && Array.isArray(data.rows) ? firstNumber(data.rows[0]) : undefined);
    if (found) return found[0];
  }
  return null;
}

/** That number of one result. */
export function plottedValue(name: string, { exports, data }: Result): number | null {
  const row = isRecord(data) && Array.isArray(data.rows) ? data.rows[0] : undefined;
  for (const values of [exports, row]) {
    const value = isRecord(values) && Object.hasOwn(values, name) ? values[name] : undefined;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
  }
  return null;
}
