/** Says how far scripts are held in here, when that is not by a box; nothing otherwise. */
export function SandboxBanner({ boxed, enforced }: { boxed: boolean; enforced: string }) {
  if (boxed) return null;
  return (
    <p role="note" className="border-b border-line bg-surface px-4 py-1.5 text-sm text-ink-2">
      <span aria-hidden="true">▲ </span>
      {enforced}
    </p>
  );
}
