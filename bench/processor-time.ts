import { readFileSync } from 'node:fs';

/** Clock ticks of Linux a second, in which /proc counts processor time. */
const TICKS = 100;

const fieldsOf = (pid: number | 'self') =>
  readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
    .map(Number);

/** The processor time that a process has used. */
export function processSeconds(pid: number): number {
  const fields = fieldsOf(pid);
  return ((fields[11] ?? 0) + (fields[12] ?? 0)) / TICKS;
}

/** The processor time of the children of this process that have ended, and of theirs. */
export function childSeconds(): number {
  const fields = fieldsOf('self');
  return ((fields[13] ?? 0) + (fields[14] ?? 0)) / TICKS;
}
