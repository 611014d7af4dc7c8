/** What /proc counts since the machine was started; a rate is the difference of two looks. */
export type Processor = {
  total: number;
  user: number;
  system: number;
  idle: number;
  iowait: number;
  steal: number;
  interrupts: number;
  switches: number;
  running: number;
  blocked: number;
};

const counter = (text: string, name: string): number => Number(new RegExp(`^${name} (\\d+)`, 'm').exec(text)?.[1] ?? 0);

/** /proc/stat. */
export function readProcessor(text: string): Processor {
  const [user = 0, nice = 0, system = 0, idle = 0, iowait = 0, irq = 0, softirq = 0, steal = 0] = (/^cpu\s+(.+)$/m.exec(text)?.[1] ?? '')
    .trim()
    .split(/\s+/)
    .map(Number);
  return {
    total: user + nice + system + idle + iowait + irq + softirq + steal,
    user: user + nice,
    system: system + irq + softirq,
    idle,
    iowait,
    steal,
    interrupts: counter(text, 'intr'),
    switches: counter(text, 'ctxt'),
    running: counter(text, 'procs_running'),
    blocked: counter(text, 'procs_blocked'),
  };
}

/** /proc/vmstat. */
export const readVirtualMemory = (text: string) => ({ swappedIn: counter(text, 'pswpin'), swappedOut: counter(text, 'pswpout') });

export type DiskCounters = {
  name: string;
  reads: number;
  writes: number;
  readBytes: number;
  writtenBytes: number;
  requestMs: number;
  busyMs: number;
};
const SECTOR_BYTES = 512;
const NO_DISK = /^(?:loop|ram|zram|fd|sr)\d/;
const PARTITION = /^(?:(?:sd|vd|xvd|hd)[a-z]+\d+|(?:nvme\d+n\d+|mmcblk\d+)p\d+)$/;

/** /proc/diskstats, whole disks alone: partitions would count twice. */
export function readDisks(text: string): DiskCounters[] {
  return text
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields.length >= 14 && !NO_DISK.test(fields[2] ?? '') && !PARTITION.test(fields[2] ?? ''))
    .map((fields) => {
      const at = (index: number) => Number(fields[index] ?? 0);
      return {
        name: fields[2] ?? '',
        reads: at(3),
        readBytes: at(5) * SECTOR_BYTES,
        writes: at(7),
        writtenBytes: at(9) * SECTOR_BYTES,
        requestMs: at(6) + at(10),
        busyMs: at(12),
      };
    })
    .filter(({ reads, writes }) => reads + writes > 0);
}

export type InterfaceCounters = { name: string; received: number; sent: number; errors: number; dropped: number };

/** /proc/net/dev. */
export function readInterfaces(text: string): InterfaceCounters[] {
  return [...text.matchAll(/^\s*([^\s:]+):\s*(.+)$/gm)].map(([, name = '', rest = '']) => {
    const at = rest.trim().split(/\s+/).map(Number);
    const sum = (...indexes: number[]) => indexes.reduce((total, index) => total + (at[index] ?? 0), 0);
    return { name, received: sum(0), sent: sum(8), errors: sum(2, 10), dropped: sum(3, 11) };
  });
}

/** /proc/net/snmp and /proc/net/netstat: a line of names, then one of numbers, for each group. */
export function readGroups(text: string): Record<string, Record<string, number>> {
  const groups: Record<string, Record<string, number>> = {};
  const lines = text.split('\n');
  for (let at = 0; at + 1 < lines.length; at += 1) {
    const [group = '', ...names] = (lines[at] ?? '').split(/\s+/);
    const [same, ...values] = (lines[at + 1] ?? '').split(/\s+/);
    if (!/^\w+:$/.test(group) || group !== same || !/^-?\d/.test(values[0] ?? '')) continue;
    groups[group.slice(0, -1)] = Object.fromEntries(names.map((name, index) => [name, Number(values[index] ?? 0)]));
    at += 1;
  }
  return groups;
}
