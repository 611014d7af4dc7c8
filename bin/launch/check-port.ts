import { createServer } from 'node:net';
import { StartError, systemCode } from '@/lib/start-error';

const REASONS: Record<string, (host: string, port: number) => string> = {
  EADDRINUSE: (_host, port) => `Port ${port} is used by another program: stop that, or set PORT to a free one.`,
  EACCES: (_host, port) => `This user may not listen on port ${port}: set PORT to 1024 or higher.`,
  EADDRNOTAVAIL: (host) => `HOST ${host} is not an address of this machine: set HOST to 127.0.0.1, or to 0.0.0.0 for all of its addresses.`,
  ENOTFOUND: (host) => `HOST ${host} is not known: set HOST to 127.0.0.1, or to 0.0.0.0 for all of this machine's addresses.`,
};

/** Throws StartError when nothing can listen there, before anything is started for it. */
export function checkPort(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => {
      const reason = REASONS[systemCode(error) ?? ''];
      reject(reason ? new StartError(reason(host, port)) : error);
    });
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}
