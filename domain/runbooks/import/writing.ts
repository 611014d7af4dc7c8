import type { InputSpec, Target } from '../schema';
import type { ImportedBlock, Objection, WantedTarget } from './schema';

/** Everything that is gathered while one guide is turned into a runbook. */
export type Writing = {
  service: string;
  targets: ReadonlyMap<string, Target>;
  ids: Set<string>;
  /** Blocks that the doctor objected to, and why: they are written to be read. */
  demoted: ReadonlyMap<string, Objection>;
  /** Blocks that whoever imports wants only to be read. */
  toRead: ReadonlySet<string>;
  blocks: ImportedBlock[];
  headings: number;
  /** What the doctor has against commands within sentences. */
  sentences: Objection[];
  inputs: Map<string, InputSpec>;
  wanted: Map<string, WantedTarget>;
  signatures: Set<string>;
};

export function startWriting(of: Pick<Writing, 'service' | 'targets' | 'demoted' | 'toRead'>): Writing {
  return { ...of, ids: new Set(), blocks: [], headings: 0, sentences: [], inputs: new Map(), wanted: new Map(), signatures: new Set() };
}

export function want(writing: Writing, target: WantedTarget): void {
  const before = writing.wanted.get(target.name);
  const egress = [...new Set([...(before?.egress ?? []), ...(target.egress ?? [])])];
  writing.wanted.set(target.name, { ...before, ...target, ...(egress.length ? { egress } : {}) });
}
