import type { ReactNode } from 'react';

export const WIDTH = 600;
export const HEIGHT = 96;

type PlotProps = { title: string; of: string; top: string; half: string; children: ReactNode };

/** A plot between a ground line and its top, both said in words at the left; the lines are at the top and at half of it. */
export function Plot({ title, of, top, half, children }: PlotProps) {
  return (
    <div>
      <p className="pb-1.5 text-sm">
        <span className="font-medium">{title}</span> <span className="text-ink-3">{of}</span>
      </p>
      <div aria-hidden="true" className="grid grid-cols-[3.25rem_minmax(0,1fr)] gap-x-2">
        <div className="flex h-24 flex-col justify-between text-right text-xs leading-none whitespace-nowrap text-ink-3">
          <span className="-translate-y-1/2">{top}</span>
          <span>{half}</span>
          <span className="translate-y-1/2">0</span>
        </div>
        <svg aria-hidden="true" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" className="h-24 w-full border-b border-edge">
          <path d={`M0 .5H${WIDTH}M0 ${HEIGHT / 2}H${WIDTH}`} className="stroke-line" vectorEffect="non-scaling-stroke" />
          {children}
        </svg>
      </div>
    </div>
  );
}

/** What stands under plots: some of the steps by name, each where it begins. */
export function PlotSteps({ names, most = 6 }: { names: string[]; most?: number }) {
  const every = Math.ceil(names.length / most);
  return (
    <div
      aria-hidden="true"
      className="grid pl-15 text-xs text-ink-3"
      style={{ gridTemplateColumns: `repeat(${names.length}, minmax(0, 1fr))` }}
    >
      {names.map((name, at) =>
        at % every === 0 && names.length - at > every / 2 ? (
          <span
            key={name + String(at)}
            className="row-start-1 -ml-px border-l border-edge pl-1 whitespace-nowrap"
            style={{ gridColumn: `${at + 1} / span ${Math.min(every, names.length - at)}` }}
          >
            {name}
          </span>
        ) : null,
      )}
    </div>
  );
}
