import type { ActionError, ActionResult } from '@/actions/result';
import type { ScheduleView } from '@/domain/diagnostics/schedules/schema';
import type { ApprovalView, InputValue, RequestRun, RunRights, RunView } from '@/domain/diagnostics/schema';
import type { Block, Environment, InputSpec } from '@/domain/runbooks/schema';
import { answered } from './answered';

/** What the browser needs to know of a block to offer it. */
export type Offer = Pick<
  Block,
  'id' | 'title' | 'component' | 'kind' | 'effect' | 'target' | 'contentHash' | 'inputs' | 'needs' | 'preview' | 'undo' | 'verify'
> & { environment: Environment; isTargetKnown: boolean; exports: string[] };

export type DeskSettings = {
  runbook: string;
  incident?: number;
  rights: RunRights;
  offers: Offer[];
  lastRuns: Record<string, RunView>;
  prefilled: Record<string, string>;
  /** What of this runbook runs by itself. */
  schedules: ScheduleView[];
  /** Where the runbook goes on from a verdict. */
  nextSteps: { block: string; is: string[]; remediations: string[] }[];
};

/** A block as it stands: `latest` is the newest run by anyone, `shown` the one whose output is open under it; its id is empty until it is known. */
export type BlockState = {
  latest: RunView | null;
  shown: RunView | null;
  /** Another number for each thing that is shown, so that it begins afresh. */
  showing: number;
  asking: boolean;
  error: ActionError | null;
  /** A change that is being confirmed, wherever on the page it was pressed. */
  confirming: Pick<RequestRun, 'follows'> | null;
};

export type Extra = Pick<RequestRun, 'confirmation' | 'approval' | 'breakGlass' | 'follows'>;
type Start = (raw: unknown) => Promise<ActionResult<{ id: string }>>;

const NOTHING: BlockState = { latest: null, shown: null, showing: 0, asking: false, error: null, confirming: null };
const RANK: Readonly<Record<string, number>> = { queued: 0, running: 1 };
const rank = (run: RunView) => RANK[run.state] ?? 2;

/** The runs and inputs of one runbook on one page. Kept outside React, so that a message redraws one block, not the page. */
export class RunDesk {
  readonly #blocks = new Map<string, BlockState>();
  readonly #readers = new Set<() => void>();
  readonly #values = new Map<string, string>();
  readonly #fieldErrors = new Map<string, string>();
  #settings: DeskSettings;
  #offers: ReadonlyMap<string, Offer> = new Map();
  /** Requests of this incident that can be decided or used; replaced as a whole. */
  #approvals: ApprovalView[] = [];

  constructor(
    settings: DeskSettings,
    readonly start: Start,
  ) {
    this.#settings = settings;
    this.take(settings);
  }

  get settings(): DeskSettings {
    return this.#settings;
  }

  /** New facts from the server: the file may have changed, and runs may have been missed. */
  take(settings: DeskSettings): void {
    this.#settings = settings;
    this.#offers = new Map(settings.offers.map((offer) => [offer.id, offer]));
    for (const run of Object.values(settings.lastRuns)) this.hear(run);
    for (const { inputs } of settings.offers)
      for (const spec of inputs)
        if (!this.#values.has(spec.name)) this.#values.set(spec.name, settings.prefilled[spec.name] ?? String(spec.default ?? ''));
  }

  subscribe = (reader: () => void): (() => void) => {
    this.#readers.add(reader);
    return () => this.#readers.delete(reader);
  };

  state = (block: string): BlockState => this.#blocks.get(block) ?? NOTHING;
  value = (name: string): string => this.#values.get(name) ?? '';
  fieldError = (name: string): string | undefined => this.#fieldErrors.get(name);
  offer = (block: string): Offer | undefined => this.#offers.get(block);

  approvalsOf = (block: string): ApprovalView[] =>
    this.#approvals.filter((approval) => approval.runbook === this.#settings.runbook && approval.block === block);

  setApprovals(approvals: ApprovalView[]): void {
    this.#approvals = approvals;
    this.#tell();
  }

  setValue(name: string, value: string): void {
    this.#values.set(name, value);
    this.#fieldErrors.delete(name);
    this.#tell();
  }

  /** Values that finished runs on this page handed over, by name. */
  exported(): Record<string, InputValue> {
    const ended = [...this.#blocks.values()].flatMap(({ latest }) => (latest?.exports ? [latest] : []));
    ended.sort((a, b) => a.queuedAt.localeCompare(b.queuedAt));
    return Object.assign({}, ...ended.map((run) => run.exports));
  }

  /** The needs of a block that no run has given yet, each with the title of what would give it. */
  missing(block: string): { name: string; from: string | undefined }[] {
    const exported = this.exported();
    const needs = this.offer(block)?.needs ?? [];
    return needs
      .filter((name) => !(name in exported))
      .map((name) => ({ name, from: this.#settings.offers.find((offer) => offer.exports.includes(name))?.title }));
  }

  /** What would be sent as the block's inputs; blank ones are left out. */
  inputsOf(offer: Offer): Record<string, InputValue> {
    const exported = this.exported();
    const inputs: Record<string, InputValue> = {};
    for (const spec of offer.inputs) {
      const value = typed(spec, this.value(spec.name));
      if (value !== '') inputs[spec.name] = value;
    }
    for (const name of offer.needs) if (exported[name] !== undefined) inputs[name] = exported[name];
    return inputs;
  }

  request(offer: Offer): Pick<RequestRun, 'runbook' | 'block' | 'contentHash' | 'inputs' | 'incident'> {
    const { runbook, incident } = this.#settings;
    return { runbook, block: offer.id, contentHash: offer.contentHash, inputs: this.inputsOf(offer), ...(incident ? { incident } : {}) };
  }

  /** Asks for a run and shows it as queued before anyone has answered. False when it was refused; the reason is in the state. */
  async run(block: string, extra: Extra = {}): Promise<boolean> {
    const offer = this.offer(block);
    if (!offer || this.state(block).asking || !this.complete(offer)) return false;
    const { shown: before, showing } = this.state(block);
    this.#change(block, { asking: true, error: null, shown: queued('', offer, this.#settings), showing: showing + 1 });
    const answer = await answered(this.start({ ...this.request(offer), ...extra }));
    if (answer.ok) this.#adopt(block, answer.value.id, offer);
    else {
      this.#change(block, { shown: before });
      this.refuse(block, answer.error);
    }
    return answer.ok;
  }

  /** Whether every required input is there; marks those that are not. */
  complete(offer: Offer): boolean {
    for (const { name, required, type } of offer.inputs)
      if (required && type !== 'bool' && this.value(name).trim() === '') this.#fieldErrors.set(name, 'is required');
    this.#tell();
    return !offer.inputs.some(({ name }) => this.#fieldErrors.has(name));
  }

  refuse(block: string, error: ActionError): void {
    const names = new Set(this.offer(block)?.inputs.map(({ name }) => name));
    const rest = (error.details ?? []).filter(({ field, message }) => {
      const name = field.split('.').at(-1) ?? '';
      if (names.has(name)) this.#fieldErrors.set(name, message);
      return !names.has(name);
    });
    const beside = error.code === 'invalid' && error.details?.length && rest.length === 0;
    this.#change(block, { asking: false, error: beside ? null : error });
  }

  /** A run of this page's runbook began, went on or ended. */
  hear(run: RunView): void {
    const { runbook, incident, rights } = this.#settings;
    if (run.runbook !== runbook || (incident && run.incident !== incident)) return;
    const state = this.state(run.block);
    const change: Partial<BlockState> = {};
    const { latest, shown } = state;
    if (!latest || (latest.id === run.id ? rank(run) >= rank(latest) : run.queuedAt >= latest.queuedAt)) change.latest = run;
    if (shown?.id === run.id && rank(run) >= rank(shown)) change.shown = run;
    // Its output may come before the answer to the press.
    if (state.asking && shown?.id === '' && run.requestedBy === rights.name && !run.endedAt) change.shown = run;
    if (change.latest || change.shown) this.#change(run.block, change);
  }

  /** Opens what asks before a change, or closes it. */
  confirm(block: string, confirming: BlockState['confirming']): void {
    this.#change(block, { confirming });
  }

  show(block: string, run: RunView | null): void {
    this.#change(block, { shown: run, error: null, showing: this.state(block).showing + 1 });
  }

  #adopt(block: string, id: string, offer: Offer): void {
    const { shown, latest } = this.state(block);
    const known = [shown, latest].find((run) => run?.id === id);
    this.#change(block, { asking: false, shown: known ?? queued(id, offer, this.#settings) });
  }

  #change(block: string, change: Partial<BlockState>): void {
    this.#blocks.set(block, { ...this.state(block), ...change });
    this.#tell();
  }

  #tell(): void {
    for (const reader of this.#readers) reader();
  }
}

function typed(spec: InputSpec, value: string): InputValue {
  if (spec.type === 'bool') return value === 'true';
  if (spec.type === 'int' && /^-?\d{1,15}$/.test(value.trim())) return Number(value);
  return spec.type === 'secret' ? value : value.trim();
}

function queued(id: string, offer: Offer, { runbook, incident, rights }: DeskSettings): RunView {
  const { title, kind, effect, target, environment, contentHash } = offer;
  return {
    ...{ id, runbook, block: offer.id, title, kind, effect, target, environment, contentHash },
    ...{
      inputs: {},
      incident: incident ?? null,
      origin: 'request',
      approvedBy: null,
      brokenGlass: null,
      requestedBy: rights.name,
      state: 'queued',
      verdict: null,
      reason: null,
      data: null,
      exports: null,
    },
    ...{
      truncated: false,
      outputBytes: 0,
      follows: null,
      queuedAt: new Date().toISOString(),
      startedAt: null,
      endedAt: null,
      durationMs: null,
    },
  };
}
