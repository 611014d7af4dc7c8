import { db } from '@/lib/db';
import { parseEnv } from '@/lib/env';
import { log } from '@/lib/log';
import { seed } from '@/prisma/seed';

// A process of its own that ends: what it loads does not stay in memory, and it runs beside the engine's start.
seed(parseEnv(process.env))
  .then(
    (seeded) => process.send?.(seeded),
    (error: Error) => log.error({ error: error.message }, 'the first settings could not be written'),
  )
  .finally(async () => {
    await db().$disconnect();
    process.disconnect?.();
  });
