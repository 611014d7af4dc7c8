const PAKSA_ERRORS = 'sum(rate(http_requests_total{service="paksa-api",status=~"5.."}[5m]))';
const PAKSA_REQUESTS = 'sum(rate(http_requests_total{service="paksa-api"}[5m]))';

/** What Prometheus watches for, by the rules of Paksa's runbooks and one of its own. */
export const ALERT_RULES = {
  groups: [
    {
      name: 'lab',
      rules: [
        {
          alert: 'HighErrorRate',
          expr: `${PAKSA_ERRORS} / ${PAKSA_REQUESTS} > 0.1`,
          for: '2m',
          labels: { severity: 'critical', service: 'paksa-api' },
          annotations: { summary: 'More than a tenth of the requests fail' },
        },
        {
          alert: 'DatabaseConnectionHigh',
          expr: 'sum(pg_stat_database_numbackends{service="paksa-db"}) > 80',
          for: '5m',
          labels: { severity: 'warning', service: 'paksa-db' },
          annotations: { summary: 'More than 80 connections to the database' },
        },
        {
          alert: 'TargetDown',
          expr: 'up == 0',
          for: '2s',
          labels: { severity: 'warning' },
          annotations: { summary: 'Prometheus does not reach {{ $labels.service }}' },
        },
      ],
    },
  ],
};
