import type { ReactNode } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import type { RunView } from '@/domain/diagnostics/schema';
import type { Runbook } from '@/domain/runbooks/schema';
import { RecentRuns } from './recent-runs';

/** What leads to this runbook, whose it is, and how it was used. */
export function RunbookFacts({ runbook, runs, ranByItself }: { runbook: Runbook; runs: RunView[]; ranByItself: boolean }) {
  return (
    <div className="grid gap-6 text-sm">
      {runbook.signatures.length > 0 && (
        <Fact title="Errors that lead here">
          <ul className="grid gap-1.5">
            {runbook.signatures.map((signature) => (
              <li key={signature} className="flex items-start gap-1 border-l-2 border-line pl-2">
                <code className="min-w-0 flex-1 font-mono text-xs leading-5 wrap-anywhere">{signature}</code>
                <CopyButton text={signature} label="Copy error" className="-my-1" />
              </li>
            ))}
          </ul>
        </Fact>
      )}
      {runbook.alerts.length > 0 && (
        <Fact title="Alerts that lead here">
          <ul className="grid gap-1">
            {runbook.alerts.map((alert) => (
              <li key={alert} className="border-l-2 border-line pl-2 font-mono text-xs leading-5 wrap-anywhere">
                {alert}
              </li>
            ))}
          </ul>
        </Fact>
      )}
      <Fact title="Recent runs">
        <RecentRuns runs={runs} ranByItself={ranByItself} />
      </Fact>
      <Fact title="File">
        <p className="font-mono text-xs leading-5 wrap-anywhere text-ink-2">{runbook.file}</p>
        <p className="font-mono text-xs leading-5 text-ink-3">{runbook.contentHash.slice(0, 12)}</p>
      </Fact>
    </div>
  );
}

function Fact({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-1 text-ink-3">{title}</h2>
      {children}
    </section>
  );
}
