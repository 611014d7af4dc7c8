import { installFromDebian, isPresent, mayInstall } from '@/bin/ready/programs.mjs';

/** What the tests talk to, by the program and Debian's package of it. */
const PROGRAMS = {
  'redis-server': 'redis-server',
  snmpd: 'snmpd',
  javac: 'default-jdk-headless',
  nginx: 'nginx-light',
  prometheus: 'prometheus',
  'prometheus-alertmanager': 'prometheus-alertmanager',
  ufw: 'ufw',
  iptables: 'iptables',
};

/** Installs what the tests need where that is possible; elsewhere the test that needs it says what to install. */
export default async function installPrograms(): Promise<void> {
  const missing = Object.entries(PROGRAMS).filter(([program]) => !isPresent(program));
  if (missing.length > 0 && mayInstall()) await installFromDebian(missing.map(([, name]) => name));
}
