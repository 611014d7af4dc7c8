import type { Place } from '../containers/run-program';
import type { LabContainer, LabEngine } from './engine';

const PORTS: Record<string, number> = { postgres: 5432, nginx: 80, redis: 6379 };

/** What a program in a container finds around it: the services of its project that run. */
export function placeOf({ containers }: LabEngine, container: LabContainer): Place {
  const near = containers.filter(({ project, state }) => project === container.project && state === 'running');
  const isAlone = !container.project;
  const names = Object.fromEntries(near.map(({ service, name }, at) => [service ?? name, `172.18.0.${at + 2}`]));
  const needed = container.server === 'nginx' ? near.some(({ service }) => service === 'backend') : true;
  return {
    hostname: container.id.slice(0, 12),
    names: { ...names, ...(isAlone ? {} : { 'registry.example': '192.0.2.10' }) },
    nameServer: '127.0.0.11',
    search: 'practice.example',
    open: new Set(near.map(({ service, name, server = '' }) => `${service ?? name}:${PORTS[server] ?? 8000}`)),
    server: container.server,
    isServing: container.state === 'running' && needed,
  };
}
