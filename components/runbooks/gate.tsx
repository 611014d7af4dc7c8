'use client';
import { useBlock } from '@/components/diagnostics/run-desk-provider';
import { VerdictMark, verdictWord } from '@/components/ui/verdict-mark';

/** The diagnostic that lets a step pass, and how it stands. */
export function Gate({ block, title }: { block: string; title: string }) {
  const { latest } = useBlock(block);
  return (
    <a href={`#block-${block}`} className="inline-flex items-baseline gap-2 text-sm text-ink-2 hover:text-ink">
      passes unless “{title}” fails
      {latest && <VerdictMark word={verdictWord(latest.state, latest.verdict)} />}
    </a>
  );
}
