'use client';
import { pauseClock } from '@/actions/clocks';
import { ReasonDialog } from '@/components/ui/reason-dialog';
import { CLOCK_WORDS } from '@/domain/incidents/clocks/rules';
import type { ClockName } from '@/domain/incidents/clocks/schema';

/** Why this clock stands still for a while. */
export default function PauseDialog({ number, clock, onClose }: { number: number; clock: ClockName; onClose: () => void }) {
  return (
    <ReasonDialog
      title={`Pause the clock: ${CLOCK_WORDS[clock]}`}
      hint="It stands in the timeline. What is due moves by the time that the clock stands."
      placeholder="Waiting for the vendor until 15:00 UTC"
      button="Pause clock"
      action={pauseClock}
      input={(reason) => ({ number, clock, reason })}
      onClose={onClose}
    />
  );
}
