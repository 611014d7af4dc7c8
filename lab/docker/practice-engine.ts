import { EventEmitter } from 'node:events';
import { BEGAN_BEFORE_MS, type LabContainer, type LabEngine, type LabImage, MEBIBYTE, newId } from './engine';

type Wanted = Pick<LabContainer, 'name' | 'image' | 'voice'> & Partial<LabContainer>;

const CONTAINERS: Wanted[] = [
  {
    name: 'paksa-postgres-1',
    image: 'postgres:15',
    voice: 'postgres',
    project: 'paksa',
    service: 'postgres',
    server: 'postgres',
    hasHealthCheck: true,
  },
  { name: 'paksa-redis-1', image: 'redis:7', voice: 'redis', project: 'paksa', service: 'redis', server: 'redis' },
  { name: 'paksa-backend-1', image: 'paksa/backend:2.4', voice: 'api', project: 'paksa', service: 'backend', hasHealthCheck: true },
  { name: 'paksa-nginx-1', image: 'nginx:1.27', voice: 'nginx', project: 'paksa', service: 'nginx', server: 'nginx' },
  { name: 'paksa-exporter-1', image: 'postgres-exporter:0.15', voice: 'api', project: 'paksa', service: 'exporter' },
  { name: 'dotmac-app-1', image: 'dotmac:latest', voice: 'api', project: 'dotmac', service: 'app', hasHealthCheck: true },
  { name: 'dotmac-redis-1', image: 'redis:7', voice: 'redis', project: 'dotmac', service: 'redis', server: 'redis' },
  { name: 'ariesone_postgres_1', image: 'postgres:15', voice: 'postgres', project: 'ariesone', service: 'postgres', server: 'postgres' },
  { name: 'ariesone_api_1', image: 'ariesone/api:1.9', voice: 'api', project: 'ariesone', service: 'api' },
  { name: 'web', image: 'web:3', voice: 'api', hasHealthCheck: true },
];
const IMAGES = ['postgres:15', 'redis:7', 'paksa/backend:2.4', 'nginx:1.27', 'postgres-exporter:0.15', 'ariesone/api:1.9', 'web:3'];
const LIMIT_BYTES = 256 * MEBIBYTE;
const NEED_BYTES = 96 * MEBIBYTE;

function image(tags: string[], of: Partial<LabImage> = {}): LabImage {
  return { id: `sha256:${newId()}`, tags, sizeBytes: 180 * MEBIBYTE, createdMs: Date.now() - 30 * BEGAN_BEFORE_MS, ...of };
}

function container(wanted: Wanted, images: LabImage[]): LabContainer {
  const beganMs = Date.now() - BEGAN_BEFORE_MS;
  return {
    id: newId(),
    imageId: images.find(({ tags }) => tags.includes(wanted.image))?.id ?? '',
    env: ['PATH=/usr/local/bin:/usr/bin:/bin', 'DATABASE_URL=postgresql://app:practice-only@postgres:5432/app', `SERVICE=${wanted.name}`],
    memoryLimitBytes: LIMIT_BYTES,
    memoryNeedBytes: NEED_BYTES,
    hasHealthCheck: false,
    state: 'running',
    exitCode: 0,
    oomKilled: false,
    restartCount: 0,
    startedMs: beganMs,
    finishedMs: 0,
    createdMs: beganMs,
    said: [],
    ...wanted,
  };
}

/** An engine on which everything runs. `dotmac:v1.0.0` is the version before the present one. */
export function practiceEngine(): LabEngine {
  const images = [
    ...IMAGES.map((tag) => image([tag])),
    image(['dotmac:v1.0.0'], { createdMs: Date.now() - 90 * BEGAN_BEFORE_MS }),
    image(['dotmac:latest', 'dotmac:v1.1.0']),
  ];
  return {
    images,
    containers: CONTAINERS.map((each) => container(each, images)),
    events: [],
    bus: new EventEmitter().setMaxListeners(0),
    programs: new Map(),
    execs: new Map(),
  };
}

/** Puts everything back as it was at the beginning. */
export const resetEngine = (engine: LabEngine): void => {
  const { images, containers } = practiceEngine();
  Object.assign(engine, { images, containers, events: [] });
};
