import { Fragment } from 'react';
import type { JvmData } from '@/domain/diagnostics/kinds/jvm';
import { FactList } from './result-facts';
import { Problems } from './result-problems';
import { RowsTable } from './result-rows';
import type { ResultProps } from './result-values';

/** How the threads stand; a deadlock as the circle that it is; then who waits for what, and the commonest stacks. */
export function JvmResult({ data }: ResultProps) {
  const {
    found,
    vm,
    threads,
    blocked,
    waiting,
    timedWaiting,
    runnable,
    deadlocks = [],
    locks = [],
    stacks = [],
    rows = [],
    problems,
  } = data as Partial<JvmData>;
  return (
    <div className="grid grid-cols-1 gap-3">
      <Problems problems={problems} />
      {found && (
        <FactList
          facts={[
            ['threads', threads],
            ['blocked', blocked],
            ['waiting', `${waiting}, with a limit ${timedWaiting}`],
            ['runnable', runnable],
            ['machine', vm],
          ]}
        />
      )}
      {deadlocks.map((cycle) => (
        <Circle key={cycle.map(({ thread }) => thread).join()} cycle={cycle} />
      ))}
      {locks.length > 0 && <RowsTable caption="Locks that are waited for" rows={locks} />}
      {stacks.length > 0 && (
        <details>
          <summary className="text-sm text-ink-2 hover:text-ink touch:py-2">Commonest stacks ({stacks.length})</summary>
          {stacks.map(({ count, state, frames, threads: names }) => (
            <Fragment key={names.join()}>
              <p className="mt-2 text-sm break-words">
                {count} × {state}: {names.join(', ')}
              </p>
              <pre className="overflow-x-auto font-mono text-sm text-ink-2">{frames.join('\n')}</pre>
            </Fragment>
          ))}
        </details>
      )}
      {rows.length > 0 && (
        <details>
          <summary className="text-sm text-ink-2 hover:text-ink touch:py-2">Threads ({threads})</summary>
          <RowsTable caption="Threads" names={['name', 'state', 'waitsFor', 'at']} rows={rows} />
        </details>
      )}
    </div>
  );
}

function Circle({ cycle }: { cycle: JvmData['deadlocks'][number] }) {
  return (
    <ol aria-label="Deadlock" className="grid gap-1 border-l-2 border-current/30 pl-3 text-sm">
      {cycle.map(({ thread, waitsFor, heldBy }) => (
        <li key={thread} className="min-w-0 break-words">
          <span className="font-mono font-semibold">{thread}</span> waits for <span className="font-mono">{waitsFor}</span>, which{' '}
          <span className="font-mono font-semibold">{heldBy}</span> holds
        </li>
      ))}
    </ol>
  );
}
