import { log } from '@/lib/log';
import { startLab } from './start-lab';

const CLOSE_MS = 3_000;

async function main() {
  const { LAB_ADMIN_URL: adminUrl, DATA_DIR: dataDir } = process.env;
  if (!adminUrl || !dataDir) throw new Error('LAB_ADMIN_URL and DATA_DIR must be set; npm start sets them');
  const running = await startLab({ adminUrl, dataDir });
  log.info({ url: running.httpUrl }, 'lab ready');
  process.send?.({ ready: true, url: running.httpUrl });
  const stop = () => {
    setTimeout(() => process.exit(0), CLOSE_MS).unref();
    running.close().then(
      () => process.exit(0),
      () => process.exit(0),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.once('disconnect', stop);
}

main().catch((error: Error) => {
  log.error({ error: error.message }, 'the lab could not start');
  process.exitCode = 1;
  process.disconnect?.();
});
