import { readdir, readFile } from 'node:fs/promises';

/** A file of /proc, or nothing: processes end while they are read. */
export const readOrNothing = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');

export type CpuTimes = { total: number; idle: number; iowait: number };

/** The first line of /proc/stat: ticks since the start, by what they were spent on. */
export function readCpuTimes(text: string): CpuTimes {
  const ticks = (/^cpu\s+(.+)$/m.exec(text)?.[1] ?? '').trim().split(/\s+/).map(Number);
  const [user = 0, nice = 0, system = 0, idle = 0, iowait = 0, irq = 0, softirq = 0, steal = 0] = ticks;
  return { total: user + nice + system + idle + iowait + irq + softirq + steal, idle, iowait };
}

/** /proc/meminfo in bytes. */
export function readMemory(text: string): Record<string, number> {
  return Object.fromEntries([...text.matchAll(/^(\w+(?:\(\w+\))?):\s+(\d+) kB$/gm)].map(([, name, kib]) => [name, Number(kib) * 1024]));
}

export type ProcessView = { pid: number; name: string; state: string; ticks: number; rss_bytes: number };

/** /proc/PID/stat. The name is in brackets and may itself hold brackets and spaces. */
export function readProcess(pid: number, text: string, pageBytes: number): ProcessView | undefined {
  const open = text.indexOf('(');
  const close = text.lastIndexOf(')');
  if (open < 0 || close < open) return;
  const fields = text.slice(close + 2).split(' ');
  return {
    pid,
    name: text.slice(open + 1, close),
    state: fields[0] ?? '?',
    ticks: Number(fields[11]) + Number(fields[12]),
    rss_bytes: Number(fields[21]) * pageBytes,
  };
}

export async function listProcesses(pageBytes: number): Promise<ProcessView[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const all = await Promise.all(pids.map(async (pid) => readProcess(pid, await readOrNothing(`/proc/${pid}/stat`), pageBytes)));
  return all.filter((process) => process !== undefined);
}

export type SocketView = { protocol: string; state: string; address: string; port: number; inode: string };
const STATES = [
  '',
  'established',
  'syn_sent',
  'syn_recv',
  'fin_wait1',
  'fin_wait2',
  'time_wait',
  'close',
  'close_wait',
  'last_ack',
  'listen',
  'closing',
];

/** An address as /proc/net writes it: words of four bytes, each in this machine's order (little-endian here). */
export function readAddress(hex: string): string {
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) => (word.match(/../g) ?? []).reverse());
  if (bytes.length === 4) return bytes.map((byte) => Number.parseInt(byte, 16)).join('.');
  const groups = Array.from({ length: 8 }, (_, index) => Number.parseInt(`${bytes[index * 2]}${bytes[index * 2 + 1]}`, 16).toString(16));
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
}

/** /proc/net/tcp and its like. */
export function readSockets(protocol: string, text: string): SocketView[] {
  return text
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields.length > 9)
    .map((fields) => {
      const [hex = '', port = '0'] = (fields[1] ?? '').split(':');
      const state = STATES[Number.parseInt(fields[3] ?? '0', 16)] ?? 'unknown';
      return {
        protocol,
        state: protocol.startsWith('udp') ? (state === 'close' ? 'listen' : state) : state,
        address: readAddress(hex),
        port: Number.parseInt(port, 16),
        inode: fields[9] ?? '',
      };
    });
}

export type Mount = { device: string; path: string; type: string };
const REAL = /^(ext[234]|xfs|btrfs|zfs|f2fs|jfs|reiserfs|vfat|exfat|ntfs3?|overlay|bcachefs|apfs|hfs)$/;

/** The mounts of /proc/self/mounts that are disks, each device once. A network file system that hangs would hang us: left out. */
export function readMounts(text: string): Mount[] {
  const seen = new Set<string>();
  const plain = (field: string) => field.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
  const mounts: Mount[] = [];
  for (const line of text.split('\n')) {
    const [device = '', path = '', type = ''] = line.split(' ').map(plain);
    if (!REAL.test(type) || seen.has(device) || path.startsWith('/snap/')) continue;
    seen.add(device);
    mounts.push({ device, path, type });
  }
  return mounts;
}
