import type { LabEngine } from '../docker/engine';
import { startDocker } from '../docker/start-docker';

/** What faults reach into. */
export type ContainerPeers = { engine: LabEngine };
export type RunningContainers = { peers: ContainerPeers; addresses: Record<string, string>; close: () => Promise<void> };

/** One engine stands for the machines of all systems. */
const ON_ENGINE = ['containers', 'paksa-docker', 'dotmac-docker', 'ariesone-docker'];

/** Starts the practice container engine; its addresses are by the names of targets. */
export async function startContainers(labDir: string): Promise<RunningContainers> {
  const docker = await startDocker(labDir);
  return {
    peers: { engine: docker.engine },
    addresses: Object.fromEntries(ON_ENGINE.map((name) => [name, docker.url])),
    close: () => docker.close(),
  };
}
