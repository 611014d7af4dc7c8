import { Disclosure } from '@/components/ui/disclosure';
import { Cell, Row, Table } from '@/components/ui/table';
import type { Spread, Step, Unit } from '@/domain/analytics/schema';
import { HEIGHT, Plot, PlotSteps, WIDTH } from './plot';
import { stepInWords, topOfCount, topOfSeconds } from './scale';
import { secondsInWords } from './seconds';

const UNIT_WORDS = { day: 'each day', week: 'each week, from Monday', month: 'each month' } as const;

type CourseProps = { steps: Step[]; unit: Unit };

/** The course of a period: incidents as bars, and the median of each time as a line across the bar of its middle half. */
export function CourseChart({ steps, unit }: CourseProps) {
  if (steps.every(({ count }) => count === 0)) return <p className="text-ink-3">No incident was declared in this period.</p>;
  return (
    <figure aria-label="Over time" className="grid gap-5">
      <Counts steps={steps} unit={unit} />
      <Times title="Time to acknowledge" steps={steps} unit={unit} of={({ acknowledge }) => acknowledge} />
      <div className="grid gap-1.5">
        <Times title="Time to resolve" steps={steps} unit={unit} of={({ resolve }) => resolve} />
        <PlotSteps names={steps.map(({ start }) => stepInWords(start, unit))} />
      </div>
      <CourseTable steps={steps} unit={unit} />
    </figure>
  );
}

function CourseTable({ steps, unit }: CourseProps) {
  return (
    <Disclosure summary="Over time as a table" className="text-sm">
      <Table
        caption={`Incidents by the ${unit}`}
        head={[`First day of the ${unit}`, 'Incidents', 'To acknowledge', 'To resolve', 'Clocks missed', 'Promises broken']}
      >
        {steps.map((step) => (
          <Row key={step.start}>
            <Cell className="whitespace-nowrap">{step.start}</Cell>
            <Cell>{step.count}</Cell>
            <Cell className="whitespace-nowrap">{secondsInWords(step.acknowledge.median)}</Cell>
            <Cell className="whitespace-nowrap">{secondsInWords(step.resolve.median)}</Cell>
            <Cell>{step.clocksMissed}</Cell>
            <Cell>{step.promisesBroken}</Cell>
          </Row>
        ))}
      </Table>
    </Disclosure>
  );
}

function Counts({ steps, unit }: CourseProps) {
  const top = topOfCount(Math.max(...steps.map(({ count }) => count)));
  const slot = WIDTH / steps.length;
  return (
    <Plot title="Incidents" of={UNIT_WORDS[unit]} top={String(top)} half={String(top / 2)}>
      {steps.map(({ start, count }, at) => {
        const height = (count / top) * HEIGHT;
        return (
          <rect key={start} x={at * slot + slot * 0.2} y={HEIGHT - height} width={slot * 0.6} height={height} className="fill-ink-2">
            <title>{`${stepInWords(start, unit)}: ${count} ${count === 1 ? 'incident' : 'incidents'}`}</title>
          </rect>
        );
      })}
    </Plot>
  );
}

function Times({ title, steps, unit, of }: CourseProps & { title: string; of: (step: Step) => Spread }) {
  const top = topOfSeconds(Math.max(...steps.map((step) => of(step).p75 ?? 0)));
  const slot = WIDTH / steps.length;
  const y = (seconds: number) => HEIGHT - (seconds / top) * HEIGHT;
  return (
    <Plot title={title} of="line: median; bar: the middle half" top={secondsInWords(top)} half={secondsInWords(top / 2)}>
      {steps.map((step, at) => {
        const { p25, median, p75 } = of(step);
        if (p25 === null || median === null || p75 === null) return null;
        const middle = at * slot + slot / 2;
        return (
          <g key={step.start}>
            <title>{`${stepInWords(step.start, unit)}: ${secondsInWords(median)}, half from ${secondsInWords(p25)} to ${secondsInWords(p75)}`}</title>
            <rect x={middle - slot * 0.2} y={y(p75)} width={slot * 0.4} height={Math.max(1, y(p25) - y(p75))} className="fill-ink/20" />
            <rect x={middle - slot * 0.3} y={Math.min(HEIGHT - 2, y(median) - 1)} width={slot * 0.6} height={2} className="fill-ink" />
          </g>
        );
      })}
    </Plot>
  );
}
