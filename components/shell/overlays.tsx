'use client';
import { usePathname, useRouter } from 'next/navigation';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { SeverityMeaning } from '@/components/incidents/severity/severity-choice';
import { keyListener } from './keys';
import { type Overlay, onOverlay } from './overlay';

const Palette = lazy(() => import('./palette'));
const KeyHelp = lazy(() => import('./key-help'));
const DeclareDialog = lazy(() => import('@/components/incidents/declare/declare-dialog'));

/** Holds the keyboard and what opens over the page; the code of each is loaded when it is first wanted. */
export function Overlays({ meanings }: { meanings: SeverityMeaning[] }) {
  const router = useRouter();
  const pathname = usePathname();
  const [open, setOpen] = useState<Overlay>();
  useEffect(() => onOverlay(setOpen), []);
  useEffect(() => {
    const onKey = keyListener((href) => router.push(href));
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [router]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was opened belongs to the page it was opened on
  useEffect(() => setOpen(undefined), [pathname]);
  const close = () => setOpen(undefined);
  return (
    <Suspense>
      {open?.name === 'palette' && <Palette text={open.text} onClose={close} />}
      {open?.name === 'keys' && <KeyHelp onClose={close} />}
      {open?.name === 'declare' && <DeclareDialog meanings={meanings} runbook={open.runbook ?? runbookOf(pathname)} onClose={close} />}
    </Suspense>
  );
}

/** On a runbook's page an incident is declared from that runbook. */
const runbookOf = (pathname: string) => /^\/runbooks\/([^/]+\/[^/]+)$/.exec(pathname)?.[1];
