import { verifyAudit } from '@/domain/audit/verify-audit';
import { systemContext } from '@/domain/context';
import { db } from '@/lib/db';
import { type Command, print } from './command';

/** `audit verify`: recomputes the chains of audit and timelines; 1, with the first broken row, when one does not hold. */
export const verifyCommand: Command = {
  usage: 'audit verify',
  says: 'whether audit and timelines are as they were written; names the first broken row',
  run: async () => {
    try {
      const { entries, events, firstBroken } = await verifyAudit(systemContext('Command line'));
      if (!firstBroken) print(`Unbroken: ${entries} audit entries, ${events} timeline events.`);
      else print(`Broken: row ${firstBroken.seq} of the chain "${firstBroken.chain}" is not what was written, or what stood before it is.`);
      return firstBroken ? 1 : 0;
    } finally {
      await db().$disconnect();
    }
  },
};
