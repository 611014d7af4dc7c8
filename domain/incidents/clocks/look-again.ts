import type { Tx } from '@/lib/db';
import type { Severity } from '@/prisma/generated/enums';
import { OPEN_STATUSES } from '../rules';

const ALL: readonly Severity[] = ['P0', 'P1', 'P2', 'P3'];

/** The rules have changed: the clocks of the open incidents of these severities are looked at anew. */
export async function lookAgain(tx: Tx, severities: readonly Severity[] = ALL): Promise<void> {
  await tx.$executeRaw`
    UPDATE incident SET "clocksAt" = now()
    WHERE status = ANY(${[...OPEN_STATUSES]}::"IncidentStatus"[]) AND severity = ANY(${[...severities]}::"Severity"[])`;
}
