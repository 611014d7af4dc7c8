import { findContainer, run, stop } from '../docker/engine';
import type { Lab } from '../lab';
import type { Fault } from './fault';

const databaseOf = ({ containers }: Lab) => findContainer(containers.engine, 'ariesone_postgres_1');

export const ARIESONE_DATABASE_STOPPED: Fault = {
  name: 'ariesone-database-stopped',
  title: 'The database’s container is stopped',
  explanation: 'A clean-up of the machine stopped the container of the database, and nothing started it again.',
  breaks: ['ariesone/database-trouble#database-container'],
  curedBy: ['ariesone/database-trouble#start-database-container'],
  alert: { alertname: 'ContainerDown', service: 'ariesone', severity: 'critical' },
  cause: async (lab) => {
    const database = databaseOf(lab);
    if (database) stop(lab.containers.engine, database);
  },
  heal: async (lab) => {
    const database = databaseOf(lab);
    if (database?.state === 'exited') run(lab.containers.engine, database);
  },
  isActive: async (lab) => databaseOf(lab)?.state === 'exited',
};
