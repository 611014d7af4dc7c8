import { startAriesone } from './ariesone/start-ariesone';
import { startContainers } from './containers/start-containers';
import { startDotmac } from './dotmac/start-dotmac';
import type { Lab } from './lab';
import { startRouter } from './network-device/start-router';
import { startGuideSystems } from './start-guide-systems';

type RunningSystems = {
  systems: Pick<Lab, 'containers' | 'dotmac' | 'ariesone' | 'paksa' | 'practice' | 'logs' | 'monitoring'>;
  /** By the names of targets.yaml. */
  addresses: Record<string, string>;
  close: () => Promise<void>;
};

/** Starts everything that is not Oatie: containers, the network device and the systems of the other guides. */
export async function startSystems(adminUrl: string, labDir: string, oatieUrl: string): Promise<RunningSystems> {
  const containers = await startContainers(labDir);
  const [router, guides, { dotmac, ...ofDotmac }, { ariesone, ...ofAriesone }] = await Promise.all([
    startRouter(labDir),
    startGuideSystems(adminUrl, labDir, { engine: containers.peers.engine, oatieUrl }),
    startDotmac(adminUrl, labDir),
    startAriesone(adminUrl, labDir),
  ]);
  const close = async () => {
    await Promise.all([guides.close(), ofDotmac.close(), ofAriesone.close()]);
    router.close();
    await containers.close();
  };
  return {
    systems: { ...guides.systems, containers: containers.peers, dotmac, ariesone },
    addresses: { ...containers.addresses, 'dotmac-router': router.at, ...guides.addresses, ...ofDotmac.addresses, ...ofAriesone.addresses },
    close,
  };
}
