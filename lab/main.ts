import { endWithParent } from '@/lib/end-with-parent';
import { log } from '@/lib/log';
import { startLab } from './start-lab';

async function main() {
  const { LAB_ADMIN_URL: adminUrl, DATA_DIR: dataDir } = process.env;
  if (!adminUrl || !dataDir) throw new Error('LAB_ADMIN_URL and DATA_DIR must be set; npm start sets them');
  const running = await startLab({ adminUrl, dataDir });
  endWithParent(running.close);
  log.debug({ url: running.httpUrl }, 'lab ready');
  process.send?.({ ready: true, url: running.httpUrl });
}

main().catch((error: Error) => {
  log.error({ error: error.message }, 'the lab could not start; look at the message, or start with LAB=off');
  process.exit(1);
});
