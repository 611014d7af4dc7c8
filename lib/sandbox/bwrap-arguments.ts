import { existsSync, lstatSync, readlinkSync } from 'node:fs';

/** Options that older bubblewraps lack. */
export type BwrapFeatures = { size: boolean; disableUserns: boolean };

const SCRATCH_BYTES = 64 * 1024 * 1024;
const SMALL_BYTES = 64 * 1024;
export const NO_ENVIRONMENT = {} as NodeJS.ProcessEnv;
export const PINNED_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const SYSTEM_FOLDERS = ['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32'];
const SYSTEM_FILES = ['/etc/alternatives', '/etc/ld.so.cache', '/etc/localtime', '/etc/nsswitch.conf', '/etc/services', '/etc/protocols'];
const NETWORK_FILES = [
  '/etc/resolv.conf',
  '/etc/hosts',
  '/etc/ssl/certs',
  '/etc/ssl/openssl.cnf',
  '/etc/ca-certificates.conf',
  '/etc/pki/tls/certs',
  '/etc/pki/ca-trust/extracted',
];

const isLink = (path: string) => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;

/** On a merged system /bin is a link into /usr: the link is made again; else the folder is shown, read-only. */
function showSystem(): string[] {
  const shown = ['--ro-bind', '/usr', '/usr'];
  for (const folder of SYSTEM_FOLDERS) {
    if (isLink(folder)) shown.push('--symlink', readlinkSync(folder), folder);
    else if (existsSync(folder)) shown.push('--ro-bind', folder, folder);
  }
  return shown;
}

/**
 * The box: every namespace of its own, an empty root on which only the system's programs are shown (read-only), small folders
 * in memory to write to, nothing of the console, of /home, /root, /var, /run or of other processes.
 */
export function bwrapArguments({ network, features }: { network: boolean; features: BwrapFeatures }): string[] {
  const memory = (bytes: number, path: string) => [...(features.size ? ['--size', String(bytes)] : []), '--tmpfs', path];
  const files = [...SYSTEM_FILES, ...(network ? NETWORK_FILES : [])].filter((file) => existsSync(file));
  return [
    ...['--unshare-all', '--unshare-user', ...(features.disableUserns ? ['--disable-userns'] : [])],
    ...(network ? ['--share-net'] : []),
    ...['--new-session', '--die-with-parent', '--cap-drop', 'ALL', '--clearenv', '--setenv', 'PATH', PINNED_PATH],
    ...['--setenv', 'LANG', 'C.UTF-8', '--setenv', 'HOME', '/scratch', '--setenv', 'TMPDIR', '/scratch'],
    ...showSystem(),
    ...memory(SMALL_BYTES, '/etc'),
    ...files.flatMap((file) => ['--ro-bind', file, file]),
    ...['--proc', '/proc', '--dev', '/dev', ...memory(SCRATCH_BYTES, '/dev/shm'), '--remount-ro', '/dev'],
    ...memory(SCRATCH_BYTES, '/scratch'),
    ...memory(SCRATCH_BYTES, '/tmp'),
    ...['--remount-ro', '/', '--chdir', '/scratch', '--'],
  ];
}
