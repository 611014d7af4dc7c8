import { SeverityMark } from '@/components/ui/severity-mark';
import type { ChecklistItem, SeverityPolicy } from '@/prisma/generated/client';
import { ChangeChecklistButton } from './change-checklist-button';
import { ChangePolicyButton } from './change-policy-button';
import { minutesInWords } from './minutes-words';

type PolicySectionProps = { policy: SeverityPolicy; checklist: ChecklistItem[]; mayChange: boolean };

/** What one severity means, what its clocks are, and what is always done. */
export function PolicySection({ policy, checklist, mayChange }: PolicySectionProps) {
  const { severity, label, definition, response, escalation, communication } = policy;
  return (
    <section aria-label={`${severity} ${label}`} className="border-t border-line py-5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
        <h2 className="text-md font-semibold">
          <SeverityMark severity={severity} /> {label}
        </h2>
        {mayChange && (
          <div className="flex gap-2">
            <ChangePolicyButton policy={policy} />
            <ChangeChecklistButton severity={severity} version={policy.version} items={checklist} />
          </div>
        )}
      </div>
      <p className="max-w-[70ch]">{definition}</p>
      <div className="mt-2 grid gap-x-10 gap-y-4 wide:grid-cols-2">
        <div>
          <dl className="grid grid-cols-[8rem_minmax(0,1fr)] gap-x-4 gap-y-0.5">
            {clocksOf(policy).map(([name, words]) => (
              <Fact key={name} name={name}>
                {words}
              </Fact>
            ))}
            <Fact name="Response">{response}</Fact>
            <Fact name="Escalation">{escalation}</Fact>
            <Fact name="Communication">{communication}</Fact>
          </dl>
        </div>
        <div>
          <h3 className="text-sm text-ink-3">Checklist</h3>
          {checklist.length === 0 && <p className="text-ink-2">Nothing is always done.</p>}
          <ol className="divide-y divide-line">
            {checklist.map(({ id, title, dueMinutes }) => (
              <li key={id} className="flex justify-between gap-4 py-0.5">
                <span>{title}</span>
                {dueMinutes !== null && <span className="whitespace-nowrap text-ink-3">within {minutesInWords(dueMinutes)}</span>}
              </li>
            ))}
          </ol>
        </div>
      </div>
    </section>
  );
}

function clocksOf(policy: SeverityPolicy): [string, string][] {
  const { acknowledgeMinutes, acknowledgeBusinessDays, statusPageMinutes, updateMinutes, resolveMinutes, warnMinutes } = policy;
  const within = (minutes: number | null) => (minutes === null ? 'no clock' : `within ${minutesInWords(minutes)}`);
  const days = acknowledgeBusinessDays === 1 ? 'by the end of the next business day' : `within ${acknowledgeBusinessDays} business days`;
  return [
    ['Acknowledge', acknowledgeBusinessDays === null ? within(acknowledgeMinutes) : days],
    ['Status page', within(statusPageMinutes)],
    ['Update', updateMinutes === null ? 'no clock' : `every ${minutesInWords(updateMinutes)}`],
    ['Resolve', within(resolveMinutes)],
    ['Warns', `${minutesInWords(warnMinutes)} before`],
  ];
}

function Fact({ name, children }: { name: string; children: string }) {
  return (
    <>
      <dt className="text-ink-3">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
