import { findContainer, run, stop } from '../docker/engine';
import type { Lab } from '../lab';
import type { Fault } from './fault';

const LOGS = 'paksa-api/logs-and-alerts';
const container = ({ containers: { engine } }: Lab) => ({ engine, exporter: findContainer(engine, 'paksa-exporter-1') });

export const PAKSA_EXPORTER_DOWN: Fault = {
  name: 'paksa-exporter-down',
  title: "Nobody measures Paksa's database any more",
  explanation:
    'The exporter of the database was stopped. Prometheus asks it in vain and says so; the alert on connections is silent for ever.',
  breaks: [`${LOGS}#targets`, `${LOGS}#firing`, `${LOGS}#told`, `${LOGS}#exporter-container`],
  curedBy: [`${LOGS}#restart-exporter`],
  alert: { alertname: 'TargetDown', service: 'paksa-db', severity: 'warning' },
  unavailable: ({ monitoring }) => monitoring.why,
  cause: async (lab) => {
    const { engine, exporter } = container(lab);
    if (exporter) stop(engine, exporter);
    await lab.monitoring.exporter.stop();
    await lab.monitoring.until('ALERTS{alertname="TargetDown",alertstate="firing",service="paksa-db"}');
    await lab.monitoring.untilTold('TargetDown');
  },
  heal: async (lab) => {
    const { engine, exporter } = container(lab);
    if (exporter && exporter.state !== 'running') run(engine, exporter);
    await lab.monitoring.exporter.start();
  },
  isActive: async ({ monitoring }) => !monitoring.exporter.isUp(),
};
