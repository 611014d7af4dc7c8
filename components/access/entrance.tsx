import type { ReactNode } from 'react';
import { Mark } from '@/components/shell/mark';

/** The page in front of the console: the product's name, what is asked, and nothing else. */
export function Entrance({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-sm content-start gap-6 px-4 py-[min(14vh,8rem)]">
      <p className="flex items-center gap-2 font-semibold">
        <Mark />
        Sitrep
      </p>
      <h1 className="text-xl font-semibold tracking-tight text-balance">{title}</h1>
      {children}
    </main>
  );
}
