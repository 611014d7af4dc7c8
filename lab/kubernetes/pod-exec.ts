import type { WebSocket } from 'ws';
import { type Place, runProgram } from '../containers/run-program';
import { type Cluster, podsOf, type Thing, thingsOf } from './cluster';
import { programOf, wellbeing } from './pod-state';

export const PROTOCOLS = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];
const CHANNEL = { stdout: 1, stderr: 2, status: 3 } as const;

/** What a program in a pod finds around it; without a ready CoreDNS no name can be looked up. */
function placeOf(cluster: Cluster, pod: Thing, nowMs: number): Place {
  const { namespace = '', name } = pod.metadata;
  const ready = (each: Thing) => wellbeing(cluster, each, nowMs) === 'ready';
  const answers = podsOf(cluster, 'kube-system', { app: 'coredns' }).some(ready);
  const services = thingsOf(cluster, 'services');
  const near = services.filter(({ metadata }) => metadata.namespace === namespace);
  const named = (each: Thing, suffix = '') => [`${each.metadata.name}${suffix}`, each.spec.clusterIP as string] as const;
  const names = [
    ...near.map((each) => named(each)),
    ...services.flatMap((each) => ['', '.svc', '.svc.cluster.local'].map((end) => named(each, `.${each.metadata.namespace}${end}`))),
    ...Object.entries(cluster.outside),
  ];
  const open = near
    .filter((each) => podsOf(cluster, namespace, each.spec.selector).some(ready))
    .flatMap((each) => each.spec.ports.map(({ port }: { port: number }) => `${each.metadata.name}:${port}`));
  return {
    hostname: name,
    names: answers ? Object.fromEntries(names) : {},
    nameServer: '10.96.0.10',
    search: `${namespace}.svc.cluster.local svc.cluster.local cluster.local`,
    open: new Set(open),
    server: programOf(cluster, pod)?.server,
    isServing: ready(pod),
  };
}

const statusOf = (exitCode: number) =>
  exitCode === 0
    ? { metadata: {}, status: 'Success' }
    : {
        metadata: {},
        status: 'Failure',
        reason: 'NonZeroExitCode',
        message: `command terminated with non-zero exit code: exit status ${exitCode}`,
        details: { causes: [{ reason: 'ExitCode', message: String(exitCode) }] },
      };

/** Runs a program and sends what it prints over the channels of the protocol, its end last. */
export function answerExec(cluster: Cluster, pod: Thing, argv: string[], socket: WebSocket): void {
  const send = (channel: keyof typeof CHANNEL, text: string) => {
    if (text) socket.send(Buffer.concat([Buffer.from([CHANNEL[channel]]), Buffer.from(text, 'utf8')]));
  };
  const { stdout, stderr, exitCode } = runProgram(argv, placeOf(cluster, pod, Date.now()));
  send('stdout', stdout);
  send('stderr', stderr);
  send('status', JSON.stringify(statusOf(exitCode)));
  socket.close(1_000);
}
