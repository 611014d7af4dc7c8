import type { AnalyticsView } from '@/domain/analytics/schema';
import { CLOCK_WORDS } from '@/domain/incidents/clocks/rules';
import { Figure } from './figure';
import { moved, movedCount, secondsInWords } from './seconds';

/** The period in a few figures. */
export function Figures({ view }: { view: AnalyticsView }) {
  const { incidents, acknowledge, resolve, clocksMissed, promises, actionItems } = view;
  const missed = {
    current: clocksMissed.reduce((all, { current }) => all + current, 0),
    previous: clocksMissed.reduce((all, { previous }) => all + previous, 0),
  };
  const promised = promises.kept.current + promises.broken.current;
  const time = (label: string, { current, previous }: AnalyticsView['acknowledge']) => (
    <Figure
      label={label}
      value={secondsInWords(current.median)}
      change={moved({ current: current.median, previous: previous.median })}
      was={secondsInWords(previous.median)}
    />
  );
  const count = (label: string, compared: { current: number; previous: number }) => (
    <Figure label={label} value={String(compared.current)} change={movedCount(compared)} was={String(compared.previous)} />
  );
  return (
    <section aria-label="In figures">
      <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3 lg:grid-cols-6">
        {count('Incidents', incidents)}
        {time('To acknowledge, median', acknowledge)}
        {time('To resolve, median', resolve)}
        {count('Clocks missed', missed)}
        {count('Promises broken', promises.broken)}
        <Figure label="Action items open now" value={String(actionItems.open)} href="/action-items" />
      </dl>
      <p className="pt-3 text-sm text-ink-2">
        Clocks missed: {clocksMissed.map(({ clock, current }) => `${CLOCK_WORDS[clock]} ${current}`).join(', ')}. Promised updates:{' '}
        {promised === 0 ? 'none were due' : `${promises.kept.current} of ${promised} in time`}. Action items now: {actionItems.overdue}{' '}
        overdue, {actionItems.done} done and not yet verified, {actionItems.verified} verified.
      </p>
    </section>
  );
}
