/** OIDs by the names that people know them by; scalars with the .0 of their only instance. */
const NAMES: Record<string, string> = {
  system: '1.3.6.1.2.1.1',
  sysDescr: '1.3.6.1.2.1.1.1.0',
  sysObjectID: '1.3.6.1.2.1.1.2.0',
  sysUpTime: '1.3.6.1.2.1.1.3.0',
  sysContact: '1.3.6.1.2.1.1.4.0',
  sysName: '1.3.6.1.2.1.1.5.0',
  sysLocation: '1.3.6.1.2.1.1.6.0',
  sysServices: '1.3.6.1.2.1.1.7.0',
  interfaces: '1.3.6.1.2.1.2',
  ifNumber: '1.3.6.1.2.1.2.1.0',
  ifTable: '1.3.6.1.2.1.2.2',
  ifDescr: '1.3.6.1.2.1.2.2.1.2',
  ifSpeed: '1.3.6.1.2.1.2.2.1.5',
  ifPhysAddress: '1.3.6.1.2.1.2.2.1.6',
  ifAdminStatus: '1.3.6.1.2.1.2.2.1.7',
  ifOperStatus: '1.3.6.1.2.1.2.2.1.8',
  ifInOctets: '1.3.6.1.2.1.2.2.1.10',
  ifInErrors: '1.3.6.1.2.1.2.2.1.14',
  ifOutOctets: '1.3.6.1.2.1.2.2.1.16',
  ifOutErrors: '1.3.6.1.2.1.2.2.1.20',
  ifName: '1.3.6.1.2.1.31.1.1.1.1',
  ifHCInOctets: '1.3.6.1.2.1.31.1.1.1.6',
  ifHCOutOctets: '1.3.6.1.2.1.31.1.1.1.10',
  ifHighSpeed: '1.3.6.1.2.1.31.1.1.1.15',
  ifAlias: '1.3.6.1.2.1.31.1.1.1.18',
  hrSystemUptime: '1.3.6.1.2.1.25.1.1.0',
  hrStorageTable: '1.3.6.1.2.1.25.2.3',
  hrProcessorLoad: '1.3.6.1.2.1.25.3.3.1.2',
};
const BY_LENGTH = Object.entries(NAMES).sort(([, a], [, b]) => b.length - a.length);
const OID = /^\.?[0-2](?:\.\d{1,10}){1,127}$/;

/** The OID behind a name, a name with an index (ifDescr.2), or digits; null when it is neither. */
export function oidOf(text: string): string | null {
  if (OID.test(text)) return text.replace(/^\./, '');
  const [, name = '', index = ''] = /^([A-Za-z]+)((?:\.\d{1,10})*)$/.exec(text) ?? [];
  const known = Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;
  return known ? (index && known.endsWith('.0') ? known.slice(0, -2) : known) + index : null;
}

/** An OID as people read it: sysDescr, ifDescr.2; as it is where no name is known. */
export function nameOfOid(oid: string): string {
  for (const [name, known] of BY_LENGTH) {
    if (oid === known) return name;
    if (oid.startsWith(`${known}.`) && !/^(?:system|interfaces|\w+Table)$/.test(name)) return name + oid.slice(known.length);
  }
  return oid;
}
