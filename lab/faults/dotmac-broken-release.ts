import { findContainer, findImage, run } from '../docker/engine';
import { resetEngine } from '../docker/practice-engine';
import type { Lab } from '../lab';
import type { Fault } from './fault';

const isBroken = ({ containers: { engine } }: Lab): boolean => {
  const app = findContainer(engine, 'dotmac-app-1');
  return engine.images.some(({ id, isBroken: broken }) => broken && id === app?.imageId);
};

export const DOTMAC_BROKEN_RELEASE: Fault = {
  name: 'dotmac-broken-release',
  title: 'The new image ends as soon as it starts',
  explanation: 'The release of tonight misses a setting: its container is started again and again and never serves.',
  breaks: ['dotmac-isp/back-up-and-recover#containers'],
  curedBy: [
    'dotmac-isp/back-up-and-recover#keep-broken-image',
    'dotmac-isp/back-up-and-recover#previous-image',
    'dotmac-isp/back-up-and-recover#replace-containers',
  ],
  alert: { alertname: 'ContainerRestarting', service: 'dotmac-isp', severity: 'critical' },
  cause: async ({ containers: { engine } }) => {
    const latest = findImage(engine, 'dotmac:latest');
    const app = findContainer(engine, 'dotmac-app-1');
    if (!latest || !app) throw new Error('the practice engine does not have dotmac:latest');
    latest.isBroken = true;
    run(engine, app);
  },
  heal: async (lab) => {
    if (isBroken(lab)) resetEngine(lab.containers.engine);
  },
  isActive: async (lab) => isBroken(lab),
};
