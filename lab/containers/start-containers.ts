import { keepToken } from '../credentials';
import type { LabEngine } from '../docker/engine';
import { startDocker } from '../docker/start-docker';
import type { Cluster } from '../kubernetes/cluster';
import { oatieCluster } from '../kubernetes/oatie-cluster';
import { paksaCluster } from '../kubernetes/paksa-cluster';
import { startKubernetes } from '../kubernetes/start-kubernetes';

/** What faults reach into. */
export type ContainerPeers = { engine: LabEngine; oatie: Cluster; paksa: Cluster };
export type RunningContainers = { peers: ContainerPeers; addresses: Record<string, string>; close: () => Promise<void> };

/** One engine stands for the machines of all systems. */
const ON_ENGINE = ['containers', 'paksa-docker', 'dotmac-docker', 'ariesone-docker'];

const tokensOf = async (labDir: string, name: string) => ({
  read: await keepToken(labDir, `${name}-read`),
  write: await keepToken(labDir, `${name}-write`),
});

/** Starts the practice container engine and clusters; their addresses are by the names of targets. */
export async function startContainers(labDir: string): Promise<RunningContainers> {
  const docker = await startDocker(labDir);
  const oatie = await startKubernetes(oatieCluster(await tokensOf(labDir, 'oatie-cluster')));
  const paksa = await startKubernetes(paksaCluster(await tokensOf(labDir, 'paksa-cluster')));
  return {
    peers: { engine: docker.engine, oatie: oatie.cluster, paksa: paksa.cluster },
    addresses: {
      ...Object.fromEntries(ON_ENGINE.map((name) => [name, docker.url])),
      'oatie-cluster': oatie.url,
      'paksa-cluster': paksa.url,
    },
    close: async () => void (await Promise.all([docker.close(), oatie.close(), paksa.close()])),
  };
}
