import { parentPort, workerData } from 'node:worker_threads';
import { checkFiles } from '@/domain/runbooks/check-runbooks';

parentPort?.postMessage(await checkFiles(workerData as string[]));
