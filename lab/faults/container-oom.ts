import { findContainer, MEBIBYTE, run } from '../docker/engine';
import type { Lab } from '../lab';
import type { Fault } from './fault';

const CONTAINER = 'web';
const LIMIT_BYTES = 256 * MEBIBYTE;
const USUAL_BYTES = 96 * MEBIBYTE;
const NEEDED_BYTES = 300 * MEBIBYTE;

function webOf({ containers: { engine } }: Lab) {
  const container = findContainer(engine, CONTAINER);
  if (!container) throw new Error(`the practice engine has no container ${CONTAINER}`);
  return { engine, container };
}

export const CONTAINER_OOM: Fault = {
  name: 'container-oom',
  title: 'A container is killed for its memory, again and again',
  explanation: 'Since its last release the program needs 300 MiB when it starts; its limit is still 256.',
  breaks: ['general/container-restarts#all', 'general/container-restarts#one'],
  curedBy: ['general/container-restarts#more-memory'],
  alert: { alertname: 'ContainerRestarting', service: 'general', severity: 'warning' },
  cause: async (lab) => {
    const { engine, container } = webOf(lab);
    container.memoryNeedBytes = NEEDED_BYTES;
    run(engine, container);
  },
  heal: async (lab) => {
    const { engine, container } = webOf(lab);
    const wasWell = container.state === 'running' && container.memoryNeedBytes === USUAL_BYTES;
    Object.assign(container, { memoryNeedBytes: USUAL_BYTES, memoryLimitBytes: LIMIT_BYTES });
    if (wasWell) return;
    container.restartCount = 0;
    run(engine, container);
  },
  isActive: async (lab) => {
    const { container } = webOf(lab);
    return container.memoryNeedBytes > container.memoryLimitBytes;
  },
};
