import { Disclosure } from '@/components/ui/disclosure';
import { Cell, Row, Table } from '@/components/ui/table';
import type { Spread, Step, Unit } from '@/domain/analytics/schema';
import { secondsInWords } from './seconds';

const WIDTH = 600;
const HEIGHT = 88;
const TOP = 6;

/** The course of a period: incidents as bars, and the median of each time with the middle half as a bar through it. */
export function CourseChart({ steps, unit }: { steps: Step[]; unit: Unit }) {
  const first = steps.at(0)?.start;
  const last = steps.at(-1)?.start;
  return (
    <figure aria-label="Over time" className="grid gap-4">
      <Counts steps={steps} />
      <Times title="To acknowledge, median" spreads={steps.map(({ acknowledge }) => acknowledge)} />
      <Times title="To resolve, median" spreads={steps.map(({ resolve }) => resolve)} />
      <figcaption className="flex justify-between text-sm text-ink-3">
        <span>{first}</span>
        <span>by the {unit}; grey bars hold the middle half</span>
        <span>{last}</span>
      </figcaption>
      <Disclosure summary="As a table" className="text-sm">
        <Table
          caption={`Incidents by the ${unit}`}
          head={[
            `${unit[0]?.toUpperCase()}${unit.slice(1)} of`,
            'Incidents',
            'To acknowledge',
            'To resolve',
            'Clocks missed',
            'Promises broken',
          ]}
        >
          {steps.map((step) => (
            <Row key={step.start}>
              <Cell className="whitespace-nowrap">{step.start}</Cell>
              <Cell>{step.count}</Cell>
              <Cell>{secondsInWords(step.acknowledge.median)}</Cell>
              <Cell>{secondsInWords(step.resolve.median)}</Cell>
              <Cell>{step.clocksMissed}</Cell>
              <Cell>{step.promisesBroken}</Cell>
            </Row>
          ))}
        </Table>
      </Disclosure>
    </figure>
  );
}

function Counts({ steps }: { steps: Step[] }) {
  const most = Math.max(...steps.map(({ count }) => count), 1);
  const slot = WIDTH / steps.length;
  return (
    <Plot title="Incidents" top={String(most)}>
      {steps.map(({ start, count }, at) => {
        const height = (count / most) * (HEIGHT - TOP);
        return (
          <rect key={start} x={at * slot + slot * 0.15} y={HEIGHT - height} width={slot * 0.7} height={height} className="fill-ink-2" />
        );
      })}
    </Plot>
  );
}

function Times({ title, spreads }: { title: string; spreads: Spread[] }) {
  const most = Math.max(...spreads.map(({ p75 }) => p75 ?? 0), 1);
  const slot = WIDTH / spreads.length;
  const y = (seconds: number) => HEIGHT - (seconds / most) * (HEIGHT - TOP);
  return (
    <Plot title={title} top={secondsInWords(most)}>
      {spreads.map(({ p25, median, p75 }, at) => {
        if (p25 === null || median === null || p75 === null) return null;
        const middle = at * slot + slot / 2;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps never move
          <g key={at}>
            <rect x={middle - slot * 0.2} y={y(p75)} width={slot * 0.4} height={Math.max(1, y(p25) - y(p75))} className="fill-ink/20" />
            <rect x={middle - slot * 0.35} y={y(median) - 1.25} width={slot * 0.7} height={2.5} className="fill-ink" />
          </g>
        );
      })}
    </Plot>
  );
}

/** A plot on a ground line; what is at its top is said in words, so nothing inside has to be read. */
function Plot({ title, top, children }: { title: string; top: string; children: React.ReactNode }) {
  return (
    <div>
      <div className="flex justify-between text-sm text-ink-2">
        <span>{title}</span>
        <span className="text-ink-3">highest {top}</span>
      </div>
      <svg aria-hidden="true" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" className="h-22 w-full border-b border-edge">
        {children}
      </svg>
    </div>
  );
}
