import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The one console that an end-to-end run starts, and how to get into it. */
export type Product = {
  url: string;
  port: number;
  dataDir: string;
  /** A copy of the runbooks: tests may add files and change them. */
  runbooksDir: string;
  adminEmail: string;
  adminPassword: string;
  /** An API key with every role. */
  token: string;
  /** Where a test may run a mail server; the console already points to it. */
  smtpPort: number;
  /** Where a test may run an identity provider; the console already points to it. */
  oidc: { port: number; issuer: string; clientId: string; clientSecret: string };
};

const FREE_PORTS = `
  const { createServer } = require('node:net');
  const servers = [createServer(), createServer(), createServer()].map((server) => server.listen(0, '127.0.0.1'));
  setTimeout(() => { console.log(servers.map((server) => server.address().port).join(' ')); process.exit(); }, 50);`;

function describeProduct(): Product {
  const ports = execFileSync(process.execPath, ['-e', FREE_PORTS], { encoding: 'utf8' }).trim().split(' ').map(Number);
  const [port = 0, oidcPort = 0, smtpPort = 0] = ports;
  const folder = path.join(tmpdir(), `sitrep-e2e-${randomBytes(4).toString('hex')}`);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    dataDir: path.join(folder, 'data'),
    runbooksDir: path.join(folder, 'runbooks'),
    adminEmail: 'admin@example.com',
    adminPassword: 'correct horse battery staple',
    token: 'sitrep_token_of_the_end_to_end_tests',
    smtpPort,
    oidc: {
      port: oidcPort,
      issuer: `http://127.0.0.1:${oidcPort}`,
      clientId: 'sitrep',
      clientSecret: 'the secret of the end-to-end tests',
    },
  };
}

// Made once, by the process that starts the run; its workers find it in the environment.
process.env.E2E_PRODUCT ??= JSON.stringify(describeProduct());

export const product: Product = JSON.parse(process.env.E2E_PRODUCT);

/** The environment to start it with. */
export const productEnvironment: Record<string, string> = {
  PORT: String(product.port),
  HOST: '127.0.0.1',
  DATA_DIR: product.dataDir,
  RUNBOOKS_DIR: product.runbooksDir,
  LAB: 'on',
  LOG_LEVEL: 'warn',
  DATABASE_URL: '',
  PUBLIC_URL: '',
  SITREP_ADMIN_EMAIL: product.adminEmail,
  SITREP_ADMIN_PASSWORD: product.adminPassword,
  SITREP_BOOTSTRAP_TOKEN: product.token,
  SMTP_URL: `smtp://127.0.0.1:${product.smtpPort}`,
  MAIL_FROM: 'Sitrep <sitrep@example.com>',
  OIDC_ISSUER: product.oidc.issuer,
  OIDC_CLIENT_ID: product.oidc.clientId,
  OIDC_CLIENT_SECRET: product.oidc.clientSecret,
};
