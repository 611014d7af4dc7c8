import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { answer, authorise, rightOf, wantedOf } from './api';
import { type Cluster, getThing, type Thing } from './cluster';
import { answerExec, PROTOCOLS } from './pod-exec';
import { wellbeing } from './pod-state';
import { advance } from './reconcile';
import { notFound, Refusal } from './refusal';

const LARGEST_MESSAGE = 64 * 1024;

/** The pod that an exec speaks of. Throws what the server refuses. */
function podFor(cluster: Cluster, request: IncomingMessage, url: URL): Thing {
  const right = rightOf(cluster, request);
  const wanted = wantedOf(url.pathname);
  authorise(right, 'create', wanted);
  advance(cluster);
  const { namespace, name = '', below, resource } = wanted;
  const pod = resource === 'pods' && below === 'exec' ? getThing(cluster, resource, namespace, name) : undefined;
  if (!pod) throw notFound('pods', name);
  const [container] = pod.spec.containers;
  const asked = url.searchParams.get('container');
  if (asked && asked !== container.name) throw new Refusal(400, `container ${asked} is not valid for pod ${name}`);
  if (!['ready', 'hung'].includes(wellbeing(cluster, pod, Date.now())))
    throw new Refusal(500, `unable to upgrade connection: container not found ("${container.name}")`);
  return pod;
}

function refuse(socket: Duplex, refusal: Refusal): void {
  const body = JSON.stringify(refusal.status);
  socket.end(
    `HTTP/1.1 ${refusal.code} ${refusal.status.reason}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

export type RunningCluster = { cluster: Cluster; url: string; close: () => Promise<void> };

/** Serves a practice cluster on a loopback port: what kubectl asks for, over HTTP and, for exec, a web socket. */
export async function startKubernetes(cluster: Cluster): Promise<RunningCluster> {
  const server = createServer((request, response) => void answer(cluster, request, response));
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_MESSAGE,
    handleProtocols: (offered) => PROTOCOLS.find((protocol) => offered.has(protocol)) ?? false,
  });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    try {
      const url = new URL(request.url ?? '/', 'http://cluster');
      const pod = podFor(cluster, request, url);
      sockets.handleUpgrade(request, socket, head, (open) => answerExec(cluster, pod, url.searchParams.getAll('command'), open));
    } catch (error) {
      refuse(socket, error instanceof Refusal ? error : new Refusal(500, (error as Error).message));
    }
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const close = async () => {
    for (const open of sockets.clients) open.terminate();
    sockets.close();
    server.close();
    server.closeAllConnections();
  };
  return { cluster, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}
