'use client';
import type { ComponentType } from 'react';
import type { RepeatData } from '@/domain/diagnostics/kinds/repeat';
import type { RunView } from '@/domain/diagnostics/schema';
import type { Kind } from '@/domain/runbooks/schema';
import { CompareResult } from './result-compare';
import { DockerResult } from './result-docker';
import { ElasticsearchResult } from './result-elasticsearch';
import { EnvdiffResult, EnvResult } from './result-env';
import { Facts, HostResult } from './result-facts';
import { FileResult } from './result-file';
import { FirewallResult } from './result-firewall';
import { HealthResult } from './result-health';
import { HttpResult } from './result-http';
import { JudgedResult } from './result-judged';
import { JvmResult } from './result-jvm';
import { JwtResult } from './result-jwt';
import { KubectlResult } from './result-kubectl';
import { LogscanResult } from './result-logscan';
import { ScrapeResult } from './result-metrics';
import { MigrationsResult } from './result-migrations';
import { NetworkResult } from './result-network';
import { NtpResult } from './result-ntp';
import { PromqlResult } from './result-promql';
import { PromruleResult } from './result-promrule';
import { RedisResult } from './result-redis';
import { RepeatResult } from './result-repeat';
import { RowsResult } from './result-rows';
import { SecretResult } from './result-secret';
import { ServiceResult } from './result-service';
import { SnmpResult } from './result-snmp';
import { TlsResult } from './result-tls';
import type { ResultProps } from './result-values';
import { X509Result } from './result-x509';
import { runReason } from './run-reason';

const Nothing = () => null;

const VIEWS = {
  sql: RowsResult,
  http: HttpResult,
  tls: TlsResult,
  tcp: NetworkResult,
  dns: NetworkResult,
  host: HostResult,
  bash: Nothing,
  jwt: JwtResult,
  hmac: JudgedResult,
  env: EnvResult,
  envdiff: EnvdiffResult,
  file: FileResult,
  logscan: LogscanResult,
  scrape: ScrapeResult,
  promql: PromqlResult,
  elasticsearch: ElasticsearchResult,
  docker: DockerResult,
  kubectl: KubectlResult,
  health: HealthResult,
  secret: SecretResult,
  redis: RedisResult,
  x509: X509Result,
  ntp: NtpResult,
  snmp: SnmpResult,
  migrations: MigrationsResult,
  compare: CompareResult,
  jvm: JvmResult,
  promrule: PromruleResult,
  service: ServiceResult,
  firewall: FirewallResult,
} satisfies Record<Kind, ComponentType<ResultProps>>;

/** What RepeatResult shows is not said again by the view of the kind. */
function withoutTries(data: Record<string, unknown>): Record<string, unknown> {
  const { attempts, succeeded, success_pct, p50Ms, p95Ms, leastMs, mostMs, failures, samples, ...last } = data;
  return attempts === undefined ? data : last;
}

/** What the headline gives as the reason is not said again among the problems. */
function withoutReason(data: Record<string, unknown>, reason: string | null): Record<string, unknown> {
  const { problems } = data;
  return Array.isArray(problems) ? { ...data, problems: problems.filter(({ message }) => message !== reason) } : data;
}

/** A run's typed data in the form that suits its kind, and what it hands on. Default export, for lazy loading. */
export default function ResultView({ run }: { run: RunView }) {
  const View: ComponentType<ResultProps> = VIEWS[run.kind as Kind] ?? Facts;
  const handed = Object.entries(run.exports ?? {});
  return (
    <div className="grid grid-cols-1 gap-2 pb-2">
      {typeof run.data?.attempts === 'number' && <RepeatResult data={run.data as unknown as RepeatData} />}
      {run.data && <View data={withoutReason(withoutTries(run.data), runReason(run))} />}
      {handed.length > 0 && (
        <p className="text-sm text-ink-2">
          Hands on{' '}
          {handed.map(([name, value], i) => (
            <span key={name}>
              {i > 0 && ', '}
              <span className="font-mono">
                {name} = {String(value)}
              </span>
            </span>
          ))}
        </p>
      )}
    </div>
  );
}
