'use client';
import { resumeClock } from '@/actions/clocks';
import { openComposer } from '@/components/comms/open-composer';
import { cx } from '@/components/ui/cx';
import { ChevronIcon } from '@/components/ui/icons';
import { Menu, menuItemClass } from '@/components/ui/menu';
import { toast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import { useNow } from '@/components/ui/use-now';
import { CLOCK_WORDS, isGoing, stateAt } from '@/domain/incidents/clocks/rules';
import type { ClockState, ClockView } from '@/domain/incidents/clocks/schema';
import { ClockMark, clockTones } from './clock-mark';
import { clockLine } from './countdown';

type ClockLineProps = { number: number; clock: ClockView; aheadMs: number; onPause?: () => void; onTold?: () => void };

/** One clock: its shape, its words, what meets it when it presses, and under it what else can be done. */
export function ClockLine({ number, clock, aheadMs, onPause, onTold }: ClockLineProps) {
  const state = useNow((nowMs) => stateAt(clock, nowMs + aheadMs)) as ClockState;
  const line = useNow((nowMs) => clockLine({ ...clock, state: stateAt(clock, nowMs + aheadMs) }, nowMs + aheadMs));
  const words = (
    <>
      <ClockMark state={state} />
      <span className="truncate" suppressHydrationWarning>
        {line}
      </span>
      {(state === 'warned' || state === 'overdue') && <span className="sr-only">: {state === 'warned' ? 'soon' : 'overdue'}</span>}
    </>
  );
  const tone = cx('flex min-h-7 min-w-0 items-center gap-1.5 rounded-md touch:min-h-9', clockTones[state]);
  const choices = isGoing(state) || state === 'paused' ? onPause : undefined;
  return (
    <>
      {choices ? (
        <Menu
          className={cx(tone, '-mx-1 px-1 hover:bg-ink/8')}
          label={
            <>
              {words}
              <ChevronIcon />
            </>
          }
        >
          <Choices number={number} clock={clock} onPause={choices} onTold={onTold} />
        </Menu>
      ) : (
        <p className={tone}>{words}</p>
      )}
      {clock.pauseReason && state === 'paused' && <span className="max-w-[32ch] truncate text-ink-3">{clock.pauseReason}</span>}
      {(state === 'warned' || state === 'overdue') && <MeetIt clock={clock} onTold={onTold} />}
    </>
  );
}

type ChoicesProps = { number: number; clock: ClockView; onPause: () => void; onTold?: () => void };

function Choices({ number, clock: { clock, state }, onPause, onTold }: ChoicesProps) {
  const { run, pending } = useAction(async (input: { number: number; clock: string }) => {
    const result = await resumeClock(input);
    if (!result.ok) toast(result.error.message);
    return result;
  });
  const name = CLOCK_WORDS[clock];
  return (
    <>
      {clock === 'update' && (
        <button type="button" onClick={() => openComposer()} className={menuItemClass}>
          Write an update
        </button>
      )}
      {clock === 'status_page' && onTold && (
        <button type="button" data-command="Status page tells of it" onClick={onTold} className={menuItemClass}>
          Status page tells of it…
        </button>
      )}
      {state === 'paused' ? (
        <button
          type="button"
          data-command={`Resume clock: ${name}`}
          aria-disabled={pending}
          onClick={() => run({ number, clock })}
          className={menuItemClass}
        >
          Resume
        </button>
      ) : (
        <button type="button" data-command={`Pause clock: ${name}`} onClick={onPause} className={menuItemClass}>
          Pause…
        </button>
      )}
    </>
  );
}

/** The way to what it waits for. */
function MeetIt({ clock: { clock }, onTold }: { clock: ClockView; onTold?: () => void }) {
  if (clock === 'update')
    return (
      <button type="button" onClick={() => openComposer()} className="link whitespace-nowrap">
        Write it
      </button>
    );
  if (clock === 'status_page' && onTold)
    return (
      <button type="button" onClick={onTold} className="link whitespace-nowrap">
        It is told
      </button>
    );
  return null;
}
