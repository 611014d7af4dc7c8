import type { Root } from 'hast';
import { z } from 'zod';
import type { Effect, Severity } from '@/prisma/generated/enums';

/** What is wrong in a file, and where; `rule` is stable, `fix` says what to write instead. */
export type Problem = { file: string; line: number; severity: 'error' | 'warning'; rule: string; message: string; fix?: string };

export const INPUT_TYPES = ['string', 'int', 'bool', 'enum', 'email', 'url', 'uuid', 'duration', 'datetime', 'secret'] as const;
export type InputType = (typeof INPUT_TYPES)[number];

/** One input of a runbook. `from` prefills it: "labels.email" from an alert, "incident.service" from the incident. */
export type InputSpec = {
  name: string;
  type: InputType;
  label: string;
  required: boolean;
  default?: string | number | boolean;
  options?: string[];
  from?: string;
  help?: string;
};

export const KINDS = [
  'sql',
  'http',
  'tcp',
  'dns',
  'tls',
  'host',
  'bash',
  'redis',
  'x509',
  'ntp',
  'jwt',
  'hmac',
  'env',
  'envdiff',
  'file',
  'logscan',
  'scrape',
  'promql',
  'elasticsearch',
  'docker',
  'kubectl',
  'health',
  'secret',
  'snmp',
  'migrations',
  'compare',
  'jvm',
  'promrule',
  'service',
  'firewall',
] as const;
export type Kind = (typeof KINDS)[number];

/** What can be run: a <Diagnostic> or a <Remediation> with its one fence. */
export type Block = {
  id: string;
  title: string;
  component: 'diagnostic' | 'remediation';
  kind: Kind;
  /** The statement, request or script: the fence's text. */
  body: string;
  effect: Effect;
  /** A name in targets.yaml, or "local". */
  target: string;
  timeoutMs: number;
  /** Bounds of an endless command. */
  forMs?: number;
  maxLines?: number;
  /** CEL over the outcome's data. Order: fail, warn, ok; `ok` given and false means fail. */
  ok?: string;
  warn?: string;
  fail?: string;
  /** name -> CEL: values handed to later blocks. */
  exports: Record<string, string>;
  /** Names exported by earlier blocks without which it stays disabled. */
  needs: string[];
  /** The runbook's inputs that this body names. */
  inputs: InputSpec[];
  /** Block ids: what shows the change beforehand, reverts it, and proves it. */
  preview?: string;
  undo?: string;
  verify?: string;
  /** How often a probe is repeated, for a share of success and the spread of its times. */
  repeat?: number;
  /** The blocks that a health check is made of. */
  parts?: Block[];
  /** Why an http verb other than GET or HEAD only reads. */
  reads?: string;
  /** Rows of the acceptance checklist. */
  covers: string[];
  line: number;
  /** The line on which `body` begins. */
  bodyLine?: number;
  /** The id of the section (heading) it stands in. */
  section: string;
  /** SHA-256 over everything above that decides what would run. */
  contentHash: string;
};

/** One step of a procedure: done by a person, or gated by the verdict of a diagnostic of the same runbook. */
export type ProcedureStep = { id: string; title: string; owner?: string; gate?: string };

export type Procedure = {
  id: string;
  title: string;
  steps: ProcedureStep[];
  covers: string[];
  line: number;
  /** SHA-256 over the steps and the blocks that gate them. */
  contentHash: string;
};

/** A row of the checklist, and where a runbook answers for it: the id of a block, procedure, step or section. */
export type Covered = { row: string; by: string; at: string; line: number };

export type Section = { id: string; depth: number; title: string; text: string; signatures: string[]; line: number };

export type Runbook = {
  /** "service/name". */
  slug: string;
  service: string;
  name: string;
  file: string;
  title: string;
  summary: string;
  severity?: Severity;
  owner: string;
  tags: string[];
  signatures: string[];
  alerts: string[];
  /** Targets that are still to be added to the inventory; until then their blocks do not run. */
  awaits?: string[];
  inputs: InputSpec[];
  blocks: Block[];
  procedures: Procedure[];
  sections: Section[];
  /** SHA-256 of the file. */
  contentHash: string;
  problems: Problem[];
  /** The document, ready to be drawn; elements named "rb-…" are ours. */
  tree: Root;
};

export type RunbookSummary = Pick<
  Runbook,
  'slug' | 'service' | 'name' | 'title' | 'summary' | 'owner' | 'severity' | 'tags' | 'contentHash'
> & {
  kinds: Kind[];
  blocks: number;
  problems: number;
};

export const ENVIRONMENTS = ['local', 'staging', 'production'] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

const Credential = z.union([z.strictObject({ env: z.string() }), z.strictObject({ file: z.string() })]);
export type Credential = z.infer<typeof Credential>;

/** One target of targets.yaml. `url` is without credentials; `read` and `write` say where those are kept. */
export const TargetSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be lower-case words joined by -'),
  kind: z.enum(['postgres', 'http', 'host', 'tls', 'tcp', 'dns', 'redis', 'snmp', 'docker', 'kubernetes']),
  environment: z.enum(ENVIRONMENTS),
  label: z.string().optional(),
  /** postgresql://host:port/db, http(s)://host:port, unix:///path, tcp://host:port, or host:port. */
  url: z.string().optional(),
  read: Credential.optional(),
  write: Credential.optional(),
  /** Further host:port that blocks on this target may reach. */
  egress: z.array(z.string().regex(/^[^\s:]+:\d+$|^\[[0-9a-f:]+\]:\d+$/i, 'must be host:port')).default([]),
  /** Folders of this machine whose files blocks on this target may read. */
  roots: z.array(z.string().min(1)).optional(),
  /** A file with the authority (PEM) that signed the target's certificate, when it is not one that everyone trusts. */
  ca: z.string().min(1).optional(),
});
export type Target = z.infer<typeof TargetSchema>;
