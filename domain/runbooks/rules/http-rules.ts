import type { BlockCheck, Finding, Rule } from './rule';

export const HTTP_RULES = {
  'http/request': {
    explanation: 'A request begins with its method and a path of the target.',
    fix: 'Write GET /path.',
    source: 'docs/writing-runbooks.md',
  },
  'http/absolute': {
    explanation: 'A request goes to its target and nowhere else.',
    fix: 'Write the path alone, and name a target with that address.',
    source: 'docs/writing-runbooks.md',
  },
  'http/json': { explanation: 'JSON knows no comments and no comma after the last item.', fix: 'Remove them.', source: 'RFC 8259' },
} satisfies Record<string, Rule>;

const finding = (rule: keyof typeof HTTP_RULES, line: number, message: string): Finding => ({
  rule,
  severity: 'error',
  line,
  message,
  fix: HTTP_RULES[rule].fix,
});

function checkJson(lines: string[], from: number): Finding[] {
  const headers = lines.slice(0, from);
  const body = lines.slice(from).join('\n').trim();
  if (!body || !headers.some((line) => /^content-type:\s*application\/(?:[\w.+-]*\+)?json/i.test(line))) return [];
  try {
    // A value may stand for text inside quotes, or for a number.
    JSON.parse(body.replace(/\{[a-z][a-z0-9_]*\}/g, '0'));
    return [];
  } catch (error) {
    return [finding('http/json', from + 1, `The body is no JSON: ${(error as Error).message}.`)];
  }
}

/** The request has a method and a path of its target, and a body that is what it says. */
export const checkHttp: BlockCheck = ({ block }) => {
  if (block.kind !== 'http') return [];
  const lines = block.body.split('\n');
  const first = Math.max(
    0,
    lines.findIndex((line) => line.trim()),
  );
  const [, method, address = ''] = /^\s*([A-Z]+)\s+(\S+)/.exec(lines[first] ?? '') ?? [];
  if (!method) return [finding('http/request', first + 1, 'The first line is not METHOD /path.')];
  if (/^https?:\/\//i.test(address)) return [finding('http/absolute', first + 1, `${address.slice(0, 60)} is a whole address.`)];
  if (!/^[/{]/.test(address)) return [finding('http/request', first + 1, `${address.slice(0, 60)} does not begin with /.`)];
  const blank = lines.findIndex((line, index) => index > first && !line.trim());
  return blank === -1 ? [] : checkJson(lines, blank + 1);
};
