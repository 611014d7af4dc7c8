import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import next from 'next';
import { endWithParent } from '@/lib/end-with-parent';

const dev = process.env.NODE_ENV === 'development';
const KEEP_ALIVE_MS = 65_000;

// Hands Next the settings it was built with, and the place of the build; else it would compile next.config.ts at each start.
function useBuiltSettings(): void {
  const distDir = path.relative(process.cwd(), path.join(process.env.SITREP_BUILD_DIR ?? 'dist', 'next'));
  const { config } = JSON.parse(readFileSync(path.join(distDir, 'required-server-files.json'), 'utf8'));
  process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify({ ...config, distDir });
}

if (!dev) useBuiltSettings();
const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS });
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;
// Next calls itself to follow a redirect of a server action, so it must know where it answers.
const app = next({ dev, dir: process.cwd(), httpServer: server, hostname: '127.0.0.1', port });
await app.prepare();
const handle = app.getRequestHandler();
server.on('request', (request, response) => void handle(request, response));

endWithParent(async () => {
  server.close();
  server.closeAllConnections();
});

process.send?.({ port });
