import { cx } from '@/components/ui/cx';
import { durationInWords } from '@/components/ui/duration';
import type { PromruleData } from '@/domain/diagnostics/kinds/promrule';
import { figure } from './result-metrics';
import { Problems } from './result-problems';
import { RowsTable } from './result-rows';
import type { ResultProps } from './result-values';

const WORDS = { firing: 'fires', pending: 'pending', inactive: 'quiet' };

/** What each rule says now, then for which series and since when. */
export function PromruleResult({ data }: ResultProps) {
  const { rules = [], problems } = data as Partial<PromruleData>;
  const series = rules.flatMap(({ alert, series: all }) => all.map((each) => ({ alert, ...each })));
  return (
    <div className="grid grid-cols-1 gap-3">
      <Problems problems={problems} />
      {rules.map(({ alert, expr, state, severity, forSeconds }) => (
        <div key={`${alert} ${expr}`} className="min-w-0 text-sm">
          <p className="break-words">
            <span className={cx('font-semibold', state === 'inactive' && 'text-ink-2')}>
              {alert} {WORDS[state]}
            </span>
            <span className="text-ink-3">
              {severity && ` · ${severity}`}
              {forSeconds > 0 && ` · when true for ${durationInWords(forSeconds * 1_000)}`}
            </span>
          </p>
          <pre className="font-mono text-ink-2 whitespace-pre-wrap wrap-anywhere">{expr.trim()}</pre>
        </div>
      ))}
      {series.length > 0 && (
        <RowsTable
          caption="Series for which it is true"
          rows={series.map(({ alert, state, value, activeSeconds, labels }) => ({
            alert,
            is: WORDS[state],
            for: durationInWords(activeSeconds * 1_000),
            value: figure(value),
            ...labels,
          }))}
        />
      )}
    </div>
  );
}
