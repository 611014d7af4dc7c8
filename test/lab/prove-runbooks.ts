import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { REPORTS, type Report } from '@/domain/runbooks/coverage/reports';
import { findBlock } from '@/domain/runbooks/find-block';
import { listRunbooks } from '@/domain/runbooks/list-runbooks';
import { loadRunbook } from '@/domain/runbooks/load-runbook';
import type { Block } from '@/domain/runbooks/schema';
import { FAULTS } from '@/lab/faults';
import type { Fault } from '@/lab/faults/fault';
import type { Lab } from '@/lab/lab';
import { counted } from './counted';
import { gatesSeen } from './gates-seen';
import type { Given, Ran } from './run-block';
import { eventually, type useLab } from './use-lab';

const AT_ONCE = 4;
/** Far above what a machine with much to do takes: they cost nothing where it is quick. */
const PATIENCE_MS = 60_000;
const TEST_MS = 300_000;
const STAYS_LOOKS = 5;
/** Longer than a step of the practice clusters. */
const RESTS_MS = 700;

/** A change that no fault calls for: what shows it, what must be so before, and what makes it take effect. */
export type Change = { change: string; see: string; fault?: string; applied?: string };

/** What is to be shown of runbooks. Blocks are named "service/runbook#block". */
export type Proof = {
  /** The report's name in docs/coverage, without .json. */
  report: string;
  services: string[];
  /** Diagnostics that no fault of the lab turns to fail, and why. `is` where a healthy lab does not make them "ok". */
  healthyOnly: Record<string, { why: string; is?: string[] }>;
  /** Blocks for which this machine has no peer: they must say so, and this is why. */
  notHere?: Record<string, string>;
  /** Blocks whose peer must be installed, and why it is not on this machine; then they are left out, and so is the report. */
  absent?: (lab: Lab) => Record<string, string>;
  /** Remediations that take back what they did. */
  undone?: Change[];
  /** Remediations that are only carried out, and why nothing more can be seen of them. */
  carriedOut?: Record<string, string>;
  /** Remediations whose preview shows something else than what they count, and what. */
  uncounted?: Record<string, string>;
  /** What another test of the same file shows of a block besides: how it is made to fail. */
  further?: Record<string, string>;
  /** Blocks that only a test elsewhere can show: which, and what it saw. One that is not here either must say so as well. */
  elsewhere?: Record<string, string>;
  /** Values for inputs that have no default. */
  given: () => Promise<Given>;
};

type Seen = Map<string, string[]>;
const note = (seen: Seen, id: string, words: string) => void seen.set(id, [...(seen.get(id) ?? []), words]);
const idOf = (slug: string, block: Pick<Block, 'id'>) => `${slug}#${block.id}`;
const serviceOf = (id: string) => id.slice(0, id.indexOf('/'));

async function inTurns<Item>(items: readonly Item[], use: (item: Item) => Promise<void>): Promise<void> {
  const left = [...items];
  const turn = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await use(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, turn));
}

type Proving = {
  proof: Proof;
  lab: ReturnType<typeof useLab>;
  seen: Seen;
  blocks: { slug: string; block: Block }[];
  unavailable: string[];
};

const titled = (ran: Ran, id: string) => `${id}: ${ran.why}\n${ran.output.slice(-2_000)}`;

async function showHealthy({ proof, lab, seen, blocks, unavailable }: Proving): Promise<void> {
  // What is healed begins anew: its pods have other names.
  await lab.heal();
  const inputs = await proof.given();
  const absent = proof.absent?.(lab.used.lab) ?? {};
  unavailable.push(...Object.entries(absent).map(([id, why]) => `${id}: ${why}`));
  const aside = { ...proof.notHere, ...proof.elsewhere, ...absent };
  const reading = blocks.filter(({ slug, block }) => block.component === 'diagnostic' && !aside[idOf(slug, block)]);
  // Within a runbook, in its order: what a block exports, later ones need.
  await inTurns([...new Set(reading.map(({ slug }) => slug))], async (slug) => {
    const handedOn = { ...inputs };
    for (const { block } of reading.filter((each) => each.slug === slug)) {
      const id = idOf(slug, block);
      const expected = proof.healthyOnly[id]?.is ?? ['ok'];
      const ran = await eventually(id, expected, handedOn);
      expect(expected, titled(ran, id)).toContain(ran.result);
      note(seen, id, expected.join(' or '));
    }
  });
}

async function showAbsent({ proof, lab, seen, blocks, unavailable }: Proving): Promise<void> {
  const inputs = await proof.given();
  await inTurns(Object.entries(proof.notHere ?? {}), async ([id, why]) => {
    if (!blocks.some(({ slug, block }) => idOf(slug, block) === id)) throw new Error(`${id} is not a block`);
    const ran = await lab.run(id, { ...inputs });
    note(seen, id, why);
    if (ran.result !== 'not_available') unavailable.push(`${id} is available here, which its report does not expect`);
    expect(['not_available', 'ok', 'warn', 'fail'], titled(ran, id)).toContain(ran.result);
    if (ran.result === 'not_available') expect(ran.why.length, id).toBeGreaterThan(10);
  });
}

/** A cure changes as much as its preview shows, and then the preview shows nothing more. */
async function cure({ proof, lab, seen }: Proving, fault: Fault, id: string, inputs: Given): Promise<void> {
  const [slug = '', name = ''] = id.split('#');
  const block = await findBlock(slug, name);
  if (!block) throw new Error(`${fault.name} is cured by ${id}, which is not a block`);
  const shown = block.preview ? counted(await lab.run(`${slug}#${block.preview}`, inputs)) : undefined;
  const ran = await lab.run(id, inputs);
  expect(ran.result, titled(ran, id)).toBe('ok');
  const changed = counted(ran);
  const isCounted = Boolean(shown && changed) && !proof.uncounted?.[id];
  if (isCounted) {
    expect(changed, `${id} changes what ${block.preview} shows`).toBe(shown);
    await expect.poll(async () => counted(await lab.run(`${slug}#${block.preview}`, inputs)), { timeout: PATIENCE_MS }).toBe(0);
  }
  if (block.verify) expect((await eventually(`${slug}#${block.verify}`, 'ok', inputs)).result, `verify of ${id}`).toBe('ok');
  note(seen, id, `cures ${fault.name}${isCounted ? ', and changes as much as its preview shows' : ''}`);
}

async function showFault(proving: Proving, fault: Fault): Promise<void> {
  const { proof, lab, seen } = proving;
  const own = (id: string) => proof.services.includes(serviceOf(id));
  await lab.heal();
  const inputs = await proof.given();
  await fault.cause(lab.used.lab);
  expect(await fault.isActive(lab.used.lab)).toBe(true);
  const failing = fault.breaks.filter(own);
  const lingering = (fault.lingers ?? []).filter(own);
  for (const id of [...failing, ...lingering]) {
    const ran = await eventually(id, 'fail', inputs);
    expect(ran.result, titled(ran, id)).toBe('fail');
  }
  for (const id of fault.curedBy) await cure(proving, fault, id, inputs);
  // What ends elsewhere, or what only a person can cure.
  if (fault.curedBy.length === 0) await lab.heal();
  await inTurns(failing, async (id) => {
    const ran = await eventually(id, 'ok', { ...inputs });
    expect(ran.result, titled(ran, id)).toBe('ok');
    note(seen, id, `fail under ${fault.name}, then ok again`);
  });
  for (const id of lingering) note(seen, id, `fail under ${fault.name}, which it forgets within minutes`);
  await expect.poll(() => fault.isActive(lab.used.lab), { timeout: PATIENCE_MS, message: 'it is cured' }).toBe(false);
  for (let looks = 0; looks < STAYS_LOOKS; looks += 1) expect(await fault.isActive(lab.used.lab), 'it stays cured').toBe(false);
}

/** Pods that were made anew have other names, and are the same otherwise. */
const NAMES_OF_PODS = /-[a-z0-9]{8,10}-[a-z0-9]{5}(?=")/g;
const shownBy = (ran: Ran) =>
  JSON.stringify(ran.data.rows ?? ran.data.reply ?? ran.data.json ?? ran.data.stdout ?? null).replaceAll(NAMES_OF_PODS, '');

/** What is shown once it has come to rest: a cluster that was healed moves for a moment. */
async function atRest(show: () => Promise<string>): Promise<string> {
  for (let shown = await show(); ; ) {
    await sleep(RESTS_MS);
    const again = await show();
    if (again === shown) return shown;
    shown = again;
  }
}

async function showUndone({ proof, lab, seen, blocks }: Proving, { change, see, fault, applied }: Change): Promise<void> {
  await lab.heal();
  const inputs = await proof.given();
  await FAULTS.find(({ name }) => name === fault)?.cause(lab.used.lab);
  const slug = change.split('#')[0];
  const look = async (previous?: string) => {
    if (applied) expect((await lab.run(applied, inputs)).result).toBe('ok');
    const deadline = Date.now() + PATIENCE_MS / 2;
    for (;;) {
      const shown = shownBy(await lab.run(see, inputs));
      if (shown !== previous || Date.now() > deadline) return shown;
    }
  };
  const moves = blocks.some(({ slug: of, block }) => idOf(of, block) === see && block.kind === 'kubectl');
  const before = moves ? await atRest(look) : await look();
  const changed = await lab.run(change, inputs);
  expect(changed.result, titled(changed, change)).toBe('ok');
  const after = await look(before);
  expect(after, `${see} shows no change`).not.toBe(before);
  const { undo } = changed.block;
  expect(undo, `${change} has no undo`).toBeDefined();
  const undone = await lab.run(`${slug}#${undo}`, inputs);
  expect(undone.result, titled(undone, `${slug}#${undo}`)).toBe('ok');
  await expect.poll(() => look(after), { timeout: PATIENCE_MS }).toBe(before);
  if (applied) note(seen, applied, 'makes it take effect');
  note(seen, change, `taken back by ${undo}`);
  note(seen, `${slug}#${undo}`, `takes ${change.split('#')[1]} back`);
}

async function carryOut({ proof, lab, seen }: Proving, id: string, why: string): Promise<void> {
  await lab.heal();
  const inputs = await proof.given();
  const ran = await lab.run(id, inputs);
  expect(ran.result, titled(ran, id)).toBe('ok');
  if (ran.block.verify)
    expect((await eventually(`${id.split('#')[0]}#${ran.block.verify}`, 'ok', inputs)).result, `verify of ${id}`).toBe('ok');
  note(seen, id, why);
}

function reportOf({ proof, seen, blocks }: Proving): Report {
  const report: Report = {};
  for (const { slug, block } of blocks) {
    const id = idOf(slug, block);
    const words = seen.get(id) ?? [];
    const only = proof.healthyOnly[id];
    const how = [
      ...words,
      ...(only ? [`healthy only: ${only.why}`] : []),
      ...[proof.further?.[id], proof.elsewhere?.[id]].filter((each) => each !== undefined),
    ];
    if (block.covers.length) report[id] = { exercised: !proof.notHere?.[id] || Boolean(proof.elsewhere?.[id]), how: how.join('; ') };
  }
  return report;
}

async function blocksOf(services: readonly string[]): Promise<{ slug: string; block: Block }[]> {
  const slugs = (await listRunbooks()).filter(({ service }) => services.includes(service)).map(({ slug }) => slug);
  const found = await Promise.all(slugs.map(async (slug) => ((await loadRunbook(slug))?.blocks ?? []).map((block) => ({ slug, block }))));
  return found.flat();
}

/**
 * Shows of every block of these services what its runbook promises, and keeps what was seen as docs/coverage/REPORT.json: ok on
 * the healthy lab, fail under its fault, ok after its remediation; an undo restores; a preview shows exactly what changes. A block
 * that covers a row and is not shown fails the test; so does a report that differs from the one that is kept.
 */
export function proveRunbooks(proof: Proof, lab: ReturnType<typeof useLab>): void {
  const proving: Proving = { proof, lab, seen: new Map(), blocks: [], unavailable: [] };
  const faults = FAULTS.filter(({ breaks, lingers = [] }) => [...breaks, ...lingers].some((id) => proof.services.includes(serviceOf(id))));

  beforeAll(async () => {
    proving.blocks = await blocksOf(proof.services);
  });
  test('the runbooks are without problems', async () => {
    for (const { slug } of (await listRunbooks()).filter(({ service }) => proof.services.includes(service)))
      expect((await loadRunbook(slug))?.problems, slug).toEqual([]);
  });
  test('every diagnostic is ok on the healthy lab, or as declared', { timeout: TEST_MS }, () => showHealthy(proving));
  test('what has no peer here says so', { timeout: TEST_MS }, () => showAbsent(proving));
  describe.each(faults)('$name', (fault) => {
    test('turns its diagnostics to fail, and its remediations make them ok again', { timeout: TEST_MS }, async (context) => {
      const why = fault.unavailable?.(lab.used.lab);
      if (why) proving.unavailable.push(`${fault.name}: ${why}`);
      if (why) return context.skip(why);
      await showFault(proving, fault);
    });
  });
  for (const change of proof.undone ?? [])
    test(`an undo restores what was: ${change.change}`, { timeout: TEST_MS }, () => showUndone(proving, change));
  for (const [id, why] of Object.entries(proof.carriedOut ?? {}))
    test(`it can be carried out: ${id}`, { timeout: TEST_MS }, () => carryOut(proving, id, why));
  test(`docs/coverage/${proof.report}.json says what was seen`, async (context) => {
    const report = { ...reportOf(proving), ...(await gatesSeen(proof.services, proving.seen)) };
    const unshown = Object.entries(report).filter(([, { how }]) => how === '' || how === 'ok');
    expect(unshown.map(([id]) => id).join(' '), 'seen by nothing, or only ok and nothing says why').toBe('');
    if (proving.unavailable.length) return context.skip(proving.unavailable.join('; '));
    await expect(`${JSON.stringify(report, null, 2)}\n`).toMatchFileSnapshot(path.resolve(REPORTS, `${proof.report}.json`));
  });
}
