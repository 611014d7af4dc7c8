/** One rule as people read it; `text` is what the tool itself wrote where it says more. */
export type FirewallRule = { action: string; direction: string; proto: string; port: string; from: string; to: string; text: string };
export type Firewall = { active: boolean; policies: Record<string, string>; rows: FirewallRule[] };

const EVERYWHERE = /^(?:0\.0\.0\.0\/0|::\/0|any)$/;
const place = (text: string | undefined) => (!text || EVERYWHERE.test(text) ? 'anywhere' : text);
const TUPLE = /^### tuple ### (\S+) (\S+) (\S+) (\S+) (\S+) (\S+) (.*)$/gm;

/** The words of ufw's own files: ufw.conf, /etc/default/ufw, user.rules and user6.rules. */
export function readUfw(of: { conf: string; defaults: string; rules: string }): Firewall {
  const rows = [...of.rules.matchAll(TUPLE)].map(([, action = '', proto = '', port = '', to, , from, rest = '']) => ({
    action,
    direction: /\bout\b/.test(rest) ? 'out' : 'in',
    proto,
    port,
    from: place(from),
    to: place(to),
    text: '',
  }));
  const policies: Record<string, string> = {};
  for (const [, chain = '', policy = ''] of of.defaults.matchAll(/^DEFAULT_(INPUT|OUTPUT|FORWARD)_POLICY="?(\w+)"?/gm))
    policies[chain.toLowerCase()] = policy.toLowerCase();
  return { active: /^ENABLED=yes/im.test(of.conf), policies, rows };
}

const option = (text: string, ...names: string[]): string => {
  const found = new RegExp(`(?:^| )(?:${names.join('|')}) (?:! )?(\\S+)`).exec(text)?.[1];
  return found ?? '';
};

/** What `iptables -S` prints. */
export function readIptables(text: string): Firewall {
  const policies: Record<string, string> = {};
  for (const [, chain = '', policy = ''] of text.matchAll(/^-P (\S+) (\S+)/gm)) policies[chain.toLowerCase()] = policy.toLowerCase();
  const rows = [...text.matchAll(/^-A (\S+) (.*)$/gm)].map(([, chain = '', rule = '']) => ({
    action: option(rule, '-j').toLowerCase(),
    direction: chain.toLowerCase(),
    proto: option(rule, '-p') || 'any',
    port: option(rule, '--dport', '--dports') || 'any',
    from: place(option(rule, '-s')),
    to: place(option(rule, '-d')),
    text: rule,
  }));
  return { active: rows.length > 0 || Object.values(policies).some((policy) => policy !== 'accept'), policies, rows };
}

/** What `nft list ruleset` prints: chains with their policy, and each line that decides something. */
export function readNft(text: string): Firewall {
  const policies: Record<string, string> = {};
  const rows: FirewallRule[] = [];
  let chain = '';
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    chain = /^chain (\S+) \{/.exec(line)?.[1]?.toLowerCase() ?? chain;
    const policy = /\bpolicy (\w+);/.exec(line)?.[1];
    if (policy) policies[chain] = policy;
    const action = /\b(accept|drop|reject|jump \S+|return|masquerade|dnat|snat)\b/.exec(line)?.[1];
    if (!action || policy) continue;
    rows.push({
      action,
      direction: chain,
      proto: /\b(tcp|udp|icmp)\b/.exec(line)?.[1] ?? 'any',
      port: /\bdport (\{[^}]*\}|\S+)/.exec(line)?.[1] ?? 'any',
      from: /\bsaddr (\{[^}]*\}|\S+)/.exec(line)?.[1] ?? 'anywhere',
      to: /\bdaddr (\{[^}]*\}|\S+)/.exec(line)?.[1] ?? 'anywhere',
      text: line,
    });
  }
  return { active: rows.length > 0 || Object.values(policies).some((policy) => policy !== 'accept'), policies, rows };
}
