import { isIP } from 'node:net';
import type { Block } from '../schema';
import { type BodyProblem, isProblem, readLines } from './body-lines';
import { IN_BRACES, type KindFormat } from './kind-format';

export const FIREWALL_TOOLS = ['ufw', 'iptables', 'nft'] as const;
export type FirewallTool = (typeof FIREWALL_TOOLS)[number];
/** A rule of ufw in words that may still hold inputs. */
export type RuleWords = { action: 'allow' | 'deny'; from: string; port: string; proto: string | null };
export type FirewallBody = { ask: FirewallTool } | { change: 'add' | 'delete'; rule: RuleWords };

const MOST_PORT = 65_535;
const SHAPE = 'write allow from 192.168.1.0/24 to any port 161 proto udp';

/** An address, or a network such as 10.0.0.0/8; "any" is everyone. */
function isNetwork(text: string): boolean {
  const [address = '', bits, more] = text.split('/');
  const family = isIP(address);
  if (text === 'any') return true;
  if (!family || more !== undefined) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

const isPort = (text: string): boolean => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= MOST_PORT;

/** Why a rule cannot be made, once its values are there. */
export function ruleProblem({ from, port, proto }: RuleWords): string | null {
  if (!isNetwork(from)) return `"${from}" is no address, no network such as 192.168.1.0/24, and not "any"`;
  if (!isPort(port)) return `"${port}" is no port`;
  return proto === null || /^(?:tcp|udp)$/.test(proto) ? null : `"${proto}" is neither tcp nor udp`;
}

function readRule(words: readonly string[]): RuleWords | null {
  const [action, from, network, to, any, port, number, proto, name, more] = words;
  const fits =
    (action === 'allow' || action === 'deny') && from === 'from' && to === 'to' && any === 'any' && port === 'port' && more === undefined;
  if (!fits || !network || !number || (proto !== undefined && (proto !== 'proto' || !name))) return null;
  return { action, from: network, port: number, proto: name ?? null };
}

/** `ufw`, `iptables` or `nft`; in a remediation a rule of ufw: `allow from NETWORK to any port N proto udp`, or `delete` before it. */
export function readFirewall(body: string, { effect }: Pick<Block, 'effect'>): FirewallBody | BodyProblem {
  const lines = readLines(body);
  if (isProblem(lines)) return lines;
  const [first, second] = lines;
  if (!first || second) return { problem: first ? 'a block asks one firewall' : 'write ufw, iptables or nft', line: second?.line };
  const { words, line } = first;
  const tool = FIREWALL_TOOLS.find((each) => each === words[0]);
  if (tool && (words.length === 1 || (tool === 'ufw' && words.length === 2 && words[1] === 'status'))) return { ask: tool };
  const asked = words[0] === 'ufw' ? words.slice(1) : words;
  const isDelete = asked[0] === 'delete';
  const rule = readRule(isDelete ? asked.slice(1) : asked);
  if (!rule)
    return { problem: `that is not known here; write ufw, iptables or nft, or in a remediation ${SHAPE.slice('write '.length)}`, line };
  if (effect === 'read') return { problem: 'that changes the firewall, so it belongs into a <Remediation>', line };
  const written = Object.values(rule).some((word) => /[{}]/.test(word ?? '')) ? null : ruleProblem(rule);
  return written ? { problem: written, line } : { change: isDelete ? 'delete' : 'add', rule };
}

/** What the firewall of the console's own machine lets through. */
export const firewall: KindFormat = {
  changes: true,
  targets: ['host'],
  ...IN_BRACES,
  fields: ['tool', 'active', 'policies', 'rows', 'count', 'change', 'problems', 'error'],
  read: readFirewall,
};
