'use client';
import { lazy, Suspense, useState } from 'react';
import type { Offer } from '@/components/diagnostics/run-desk';
import { useDesk } from '@/components/diagnostics/run-desk-provider';
import { IconButton } from '@/components/ui/icon-button';
import { TimerIcon } from '@/components/ui/icons';

const ScheduleDialog = lazy(() => import('./schedule-dialog'));

/** Lets a diagnostic run by itself. There where it can, for who may. */
export function ScheduleButton({ offer }: { offer: Offer }) {
  const desk = useDesk();
  const [open, setOpen] = useState(false);
  const { rights } = desk.settings;
  const may = offer.environment === 'production' ? rights.scheduleOnProduction : rights.schedule;
  const can = offer.component === 'diagnostic' && offer.effect === 'read' && !offer.inputs.some(({ type }) => type === 'secret');
  if (!may || !can) return null;
  return (
    <>
      <IconButton
        label={`Schedule: ${offer.title}`}
        onClick={() => desk.complete(offer) && setOpen(true)}
        className="-mx-1 opacity-0 group-focus-within/block:opacity-100 group-hover/block:opacity-100 touch:opacity-100"
      >
        <TimerIcon />
      </IconButton>
      {open && (
        <Suspense>
          <ScheduleDialog
            request={{ runbook: desk.settings.runbook, block: offer.id, contentHash: offer.contentHash, inputs: desk.inputsOf(offer) }}
            title={offer.title}
            target={offer.target}
            environment={offer.environment}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
