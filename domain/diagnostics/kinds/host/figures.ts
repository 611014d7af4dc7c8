/** What one word measured; `text` is for people. A measure that cannot be had says why. */
export type Measured = { data: Record<string, unknown>; text: string } | { unavailable: string };
/** `forMs` is how long the block wants it watched, where a measure takes time. */
export type Measure = (argument: string | undefined, signal: AbortSignal, of: { forMs?: number }) => Promise<Measured>;

export const isLinux = process.platform === 'linux';
export const NO_PROC: Measured = { unavailable: 'that is read from /proc, which this system does not have' };

export const pct = (part: number, whole: number) => (whole > 0 ? Math.round((1_000 * part) / whole) / 10 : 0);

export const size = (bytes: number) => {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, bytes)) / 10)));
  return `${(bytes / 1024 ** power).toFixed(power ? 1 : 0)} ${units[power]}`;
};
