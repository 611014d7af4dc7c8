import { existsSync } from 'node:fs';
import os from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { isProblem } from '@/domain/runbooks/kinds/body-lines';
import { readService, type ServiceBody, unitName } from '@/domain/runbooks/kinds/service';
import { fillWords } from '../fill-in';
import { errored, notAvailable, type OutsideError, stoppedEarly } from '../outcome-errors';
import type { Outcome, Runner, RunnerRequest } from '../schema';
import { type Concern, concernLines, failing } from './concern';
import { runProgram } from './run-program';
import { judgeUnit } from './service/judge-units';
import { otherNames, PROPERTIES, readUnits, type UnitView } from './service/read-units';

const SETTLES_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 250;

export type ServiceData = {
  rows: UnitView[];
  count: number;
  change: ServiceBody['verb'] | null;
  problems: Concern[];
  error: OutsideError | null;
} & Partial<UnitView & { active: boolean }>;

/** Where systemd is asked, and by what it is known that it runs here. */
export type Systemd = { systemctl: string; runsHere: () => boolean };
const SYSTEMD: Systemd = { systemctl: 'systemctl', runsHere: () => existsSync('/run/systemd/system') };

type Asking = { systemd: Systemd; signal: AbortSignal };

async function show({ systemd, signal }: Asking, units: readonly string[]): Promise<UnitView[] | { error: OutsideError }> {
  const ended = await runProgram(systemd.systemctl, ['show', '--no-pager', `--property=${PROPERTIES.join(',')}`, '--', ...units], signal);
  if (!ended) return { error: { code: 'not_available', message: 'systemctl is not installed on this machine' } };
  const views = readUnits(ended.stdout, os.uptime(), new Date());
  if (ended.exitCode === 0 || views.length > 0 || signal.aborted) return views;
  return { error: { code: 'failed', message: `systemd does not answer: ${ended.stderr.trim().slice(0, 300)}` } };
}

/** Each unit; where systemd knows none of that name, under the one that it has elsewhere. */
async function find(asking: Asking, units: readonly string[]): Promise<UnitView[] | { error: OutsideError }> {
  const found: UnitView[] = [];
  for (const unit of units) {
    const asked = await show(asking, [unit, ...otherNames(unit)]);
    if ('error' in asked) return asked;
    const view = asked.find((each) => each.found) ?? asked[0];
    if (view) found.push(view);
  }
  return found;
}

function refusalOf(unit: string, stderr: string): OutsideError {
  const text = stderr.trim().slice(0, 500);
  return /access denied|interactive authentication required|not authorized|permission denied/i.test(text)
    ? { code: 'not_permitted', message: `the console may not change ${unit}: allow its user by polkit, or let it run as root (${text})` }
    : { code: 'refused', message: `systemd refused: ${text || 'it said nothing'}` };
}

async function change(asking: Asking, verb: string, unit: string): Promise<{ error: OutsideError } | null> {
  const ended = await runProgram(asking.systemd.systemctl, ['--no-pager', '--no-ask-password', verb, '--', unit], asking.signal);
  if (!ended) return { error: { code: 'not_available', message: 'systemctl is not installed on this machine' } };
  return ended.exitCode === 0 || asking.signal.aborted ? null : { error: refusalOf(unit, ended.stderr) };
}

async function settled(asking: Asking, unit: string): Promise<UnitView[] | { error: OutsideError }> {
  const until = performance.now() + SETTLES_WITHIN_MS;
  for (;;) {
    const views = await find(asking, [unit]);
    const moving = !('error' in views) && views.some(({ activeState }) => /ing$/.test(activeState));
    if (!moving || performance.now() > until || asking.signal.aborted) return views;
    await pause(LOOK_EVERY_MS, undefined, { signal: asking.signal }).catch(() => {});
  }
}

const lineOf = ({ unit, activeState, subState, enabled, since, restarts, mainPid }: UnitView) =>
  `${unit.padEnd(28)} ${activeState} (${subState}) since ${since ?? 'unknown'}, ${enabled || 'static'}, restarts ${restarts}${mainPid ? `, pid ${mainPid}` : ''}\n`;

function dataOf(views: UnitView[], verb: ServiceBody['verb']): ServiceData {
  const [only] = views;
  const problems = views.flatMap((view) => judgeUnit(view, verb));
  const beside = only && views.length === 1 ? { ...only, active: only.activeState === 'active' } : {};
  return { rows: views, count: views.length, change: verb === 'status' ? null : verb, problems, error: null, ...beside };
}

async function failed({ emit }: RunnerRequest, error: OutsideError, verb: ServiceBody['verb']): Promise<Outcome> {
  if (error.code === 'not_available') return notAvailable(error.message);
  await emit('stderr', `${error.message}\n`);
  return { status: 'completed', data: { ...dataOf([], verb), problems: [failing(error.code, error.message)], error } };
}

/**
 * Makes the runner that asks systemd of this machine for units, or changes one and looks what became of it. Data: rows [unit, activeState, subState, since,
 * …], count, change, problems, error {code, message}; of a single unit its facts beside it: active, enabled, restarts, mainPid, memory_bytes.
 */
export const serviceOf =
  (systemd: Systemd): Runner =>
  async (request) => {
    const { block, target, signal, emit } = request;
    const body = readService(block.body, block);
    if (isProblem(body)) return errored('body', `${body.problem}.`);
    const units = fillWords(request, body.units).map(unitName);
    if (units.some((unit) => unit === null)) return errored('body', 'what was filled in is no name of a unit');
    if (target.name !== 'local')
      return notAvailable(`units are those of the machine that the console runs on (the target "local"), not of ${target.name}`);
    if (!systemd.runsHere()) return notAvailable('this machine is not run by systemd, as containers are not; ask what runs it instead');
    const asking = { systemd, signal };
    const [first] = units as string[];
    const named = await find(asking, units as string[]);
    if (signal.aborted) return stoppedEarly();
    if ('error' in named) return failed(request, named.error, body.verb);
    const real = named[0]?.found ? named[0].unit : (first as string);
    const changed = body.verb === 'status' ? null : await change(asking, body.verb, real);
    if (changed) return signal.aborted ? stoppedEarly() : failed(request, changed.error, body.verb);
    const views = body.verb === 'status' ? named : await settled(asking, real);
    if (signal.aborted) return stoppedEarly();
    if ('error' in views) return failed(request, views.error, body.verb);
    const data = dataOf(views, body.verb);
    await emit('stdout', `${views.map(lineOf).join('')}${concernLines(data.problems)}`);
    return { status: 'completed', data };
  };

export const service: Runner = serviceOf(SYSTEMD);
