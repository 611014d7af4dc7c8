'use client';
import { useEffect, useState } from 'react';
import type { SeverityMeaning } from '@/components/incidents/severity/severity-choice';
import { fetchRunbooks, type RunbookLine } from '@/components/shell/fetch-runbooks';
import { Dialog } from '@/components/ui/dialog';
import { SkeletonRows } from '@/components/ui/skeleton';
import { DeclareForm } from './declare-form';

type DeclareDialogProps = { meanings: SeverityMeaning[]; runbook?: string; onClose: () => void };

/** The form over whatever page one is on. */
export default function DeclareDialog({ meanings, runbook, onClose }: DeclareDialogProps) {
  const [runbooks, setRunbooks] = useState<RunbookLine[]>();
  useEffect(() => {
    fetchRunbooks().then(setRunbooks);
  }, []);
  // Only what prefills the form is waited for.
  const from = runbooks?.find(({ slug }) => slug === runbook);
  return (
    <Dialog title="Declare an incident" onClose={onClose}>
      {runbooks || !runbook ? (
        <DeclareForm
          meanings={meanings}
          services={[...new Set((runbooks ?? []).map(({ service }) => service))]}
          prefill={{ runbook: from?.slug, service: from?.service, severity: from?.severity }}
          className="px-4 pt-2 pb-4"
        />
      ) : (
        <div className="p-4">
          <SkeletonRows rows={8} />
        </div>
      )}
    </Dialog>
  );
}
