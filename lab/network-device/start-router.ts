import { createSocket } from 'node:dgram';
import snmp from 'net-snmp';
import { keepToken } from '../credentials';

const STARTED_AT = Date.now();
const TICK_MS = 10;
const SYSTEM = '1.3.6.1.2.1.1';

/** DotMac's edge router, as far as its SNMP agent goes: version 1, 2c and a user of version 3, on loopback. */
export type Router = { at: string; close: () => void };

async function freePort(): Promise<number> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve, reject) => socket.once('error', reject).bind(0, '127.0.0.1', resolve));
  const { port } = socket.address();
  await new Promise<void>((resolve) => void socket.close(resolve));
  return port;
}

type Value = { name: string; number: number; type: snmp.ObjectType; value: () => string | number };
const text = (name: string, number: number, value: string): Value => ({
  name,
  number,
  type: snmp.ObjectType.OctetString,
  value: () => value,
});

const VALUES: Value[] = [
  text('sysDescr', 1, 'RouterOS 7.16 CCR2004-16G-2S+ (practice)'),
  { name: 'sysObjectID', number: 2, type: snmp.ObjectType.OID, value: () => '1.3.6.1.4.1.14988.1' },
  { name: 'sysUpTime', number: 3, type: snmp.ObjectType.TimeTicks, value: () => Math.floor((Date.now() - STARTED_AT) / TICK_MS) },
  text('sysContact', 4, 'noc@dotmac.example'),
  text('sysName', 5, 'dotmac-edge-1'),
  text('sysLocation', 6, 'Abuja, rack 4'),
  { name: 'sysServices', number: 7, type: snmp.ObjectType.Integer, value: () => 78 },
];

/** Starts the router's agent; its community is kept in "dotmac-router.credential". */
export async function startRouter(labDir: string): Promise<Router> {
  const community = await keepToken(labDir, 'dotmac-router');
  const port = await freePort();
  const agent = snmp.createAgent({ port, address: '127.0.0.1', transport: 'udp4' }, () => {});
  const authorizer = agent.getAuthorizer();
  authorizer.addCommunity(community);
  authorizer.addUser({ name: 'monitor', level: snmp.SecurityLevel.authNoPriv, authProtocol: snmp.AuthProtocols.sha, authKey: community });
  const mib = agent.getMib();
  for (const { name, number, type, value } of VALUES) {
    agent.registerProvider({
      name,
      type: snmp.MibProviderType.Scalar,
      oid: `${SYSTEM}.${number}`,
      scalarType: type,
      maxAccess: snmp.MaxAccess['read-only'],
      handler: (request: { done: () => void }) => {
        mib.setScalarValue(name, value());
        request.done();
      },
    });
    mib.setScalarValue(name, value());
  }
  return { at: `127.0.0.1:${port}`, close: () => agent.close() };
}
