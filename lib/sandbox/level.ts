import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type BwrapFeatures, bwrapArguments, NO_ENVIRONMENT } from './bwrap-arguments';

export const SANDBOX_LEVELS = ['bwrap', 'uid', 'none'] as const;
export type SandboxLevel = (typeof SANDBOX_LEVELS)[number];
/** What holds a script in on this machine: the level, a sentence for people, and what was found to be missing. */
export type Sandbox = {
  level: SandboxLevel;
  enforced: string;
  bash?: string;
  bwrap?: { path: string; features: BwrapFeatures };
  ownUid: boolean;
};

export const PROBLEM_WITHOUT_BASH = 'bash is not installed, so scripts cannot run.';
const PROBE_LIMIT_MS = 5_000;
// Between systemd's dynamic users and the overflow uid: no account of this machine has one of these.
const FIRST_UID = 61_200;
const UIDS = 3_900;
let nextUid = Math.floor(Math.random() * UIDS);

/** A uid that no account and no other sandbox of this process uses, so that one script's limits and signals never reach another. */
export function takeUid(): number {
  nextUid = (nextUid + 1) % UIDS;
  return FIRST_UID + nextUid;
}

const isRoot = () => process.getuid?.() === 0;
const firstExisting = (paths: string[]) => paths.find((path) => existsSync(path));
const runs = (command: string, args: string[], asOther: boolean) =>
  spawnSync(command, args, {
    env: NO_ENVIRONMENT,
    cwd: '/',
    stdio: 'ignore',
    timeout: PROBE_LIMIT_MS,
    ...(asOther ? { uid: FIRST_UID, gid: FIRST_UID } : {}),
  }).status === 0;

function probeBwrap(bash: string): { path: string; features: BwrapFeatures } | undefined {
  const path = process.platform === 'linux' ? firstExisting(['/usr/bin/bwrap', '/usr/local/bin/bwrap', '/bin/bwrap']) : undefined;
  if (!path) return;
  const help = String(spawnSync(path, ['--help'], { env: NO_ENVIRONMENT, timeout: PROBE_LIMIT_MS }).stdout ?? '');
  const features = { size: help.includes('--size '), disableUserns: help.includes('--disable-userns') };
  const candidates = features.disableUserns ? [features, { ...features, disableUserns: false }] : [features];
  const working = candidates.find((candidate) =>
    runs(path, [...bwrapArguments({ network: false, features: candidate }), bash, '-c', ':'], isRoot()),
  );
  return working && { path, features: working };
}

function probe(): Sandbox {
  const bash = firstExisting(['/usr/bin/bash', '/bin/bash', '/usr/local/bin/bash']);
  if (!bash) return { level: 'none', enforced: PROBLEM_WITHOUT_BASH, ownUid: false };
  const bwrap = probeBwrap(bash);
  const ownUid = isRoot() && process.platform === 'linux' && runs(bash, ['-c', ':'], true);
  if (bwrap)
    return {
      level: 'bwrap',
      enforced: `Each script runs in a box of its own (bubblewrap): it sees neither the console's files, settings and secrets nor other processes; the system is read-only; its memory, processes and files are limited; it reaches the network only where its target names an address.`,
      bash,
      bwrap,
      ownUid,
    };
  if (ownUid)
    return {
      level: 'uid',
      enforced:
        'Each script runs as a user of its own, with limits, a folder of its own and an empty environment. It can read what every user of this machine can read, and reach the network. Install bubblewrap for a box.',
      bash,
      ownUid,
    };
  return {
    level: 'none',
    enforced:
      'Scripts run as the user of the console, with limits and an empty environment, but without a box: they can read what the console can read. Changes by script are off. Install bubblewrap (Linux) for a box.',
    bash,
    ownUid: false,
  };
}

let probed: Sandbox | undefined;

/** What holds scripts in here; found out once, at the first call (some tens of milliseconds). */
export function sandbox(): Sandbox {
  probed ??= probe();
  return probed;
}

/** The level in force on this machine. */
export const sandboxLevel = (): SandboxLevel => sandbox().level;
