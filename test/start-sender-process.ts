import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { bundle } from '@/bin/ready/bundle.mjs';

const FOLDER = path.resolve('node_modules/.cache/sitrep-test');

/** A process that empties the outbox once, as an engine does, until it is killed or done. */
export async function startSenderProcess(): Promise<ChildProcess> {
  const name = `sender-${process.pid}`;
  await bundle(process.cwd(), FOLDER, { [name]: 'test/send-outbox.ts' });
  return spawn(process.execPath, [path.join(FOLDER, `${name}.mjs`)], { stdio: ['ignore', 'ignore', 'inherit'] });
}
