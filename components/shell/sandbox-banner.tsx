import type { SandboxLevel } from '@/lib/sandbox/level';

/** Says so when scripts are not held in a box here; nothing otherwise. */
export function SandboxBanner({ level, enforced }: { level: SandboxLevel; enforced: string }) {
  if (level === 'bwrap') return null;
  return (
    <p role="note" className="border-b border-line bg-surface px-4 py-1.5 text-sm text-ink-2">
      <span aria-hidden="true">▲ </span>
      {enforced}
    </p>
  );
}
