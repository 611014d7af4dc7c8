import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { importText } from '@/test/import-guide';
import { RULES } from '../rules/all-rules';

/** The folder of the guides that the checklist was written from, where somebody has them. */
const SEEDS = process.env.SEEDS_DIR ?? '';

/** Row of the checklist, the lines of its guide, the rule that sees its trap, and the same trap in words of ours. */
type Trap = [row: string, lines: [number, number], rule: keyof typeof RULES, language: string, text: string];

const DUMP = 'pg_dump -h db -d shop > copy.sql';
const OLD_COLUMN = 'SELECT query, mean_time FROM pg_stat_statements';
const ENDS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query_start < now() - interval '9 min'";
const LOCKS = 'SELECT a.pid FROM pg_locks a JOIN pg_locks b ON a.locktype = b.locktype WHERE NOT a.granted';

const TRAPS: Trap[] = [
  ['S0-D1', [1, 10], 'guide/short-underline', 'rst', 'A longer title\n======\n\nWords.\n'],
  ['S0-03', [31, 31], 'bash/prompts', 'bash', 'psql -h db -U shop shop'],
  ['S0-06', [50, 51], 'sql/password-in-statement', 'sql', "ALTER USER shop WITH PASSWORD 'new-one'"],
  ['S0-08', [59, 59], 'bash/prompts', 'bash', 'telnet db 5432'],
  ['S0-16', [97, 97], 'secret/in-argv', 'bash', 'redis-cli -a hunter2 ping'],
  ['S0-19', [127, 131], 'code/number-as-text', 'python', 'cart.failed_attempts = "0"'],
  ['S0-28', [208, 208], 'trap/postgres-column', 'bash', `sudo -u postgres psql -c "${OLD_COLUMN}"`],
  ['S0-49', [384, 385], 'shell/changes-what-matches', 'bash', 'chmod 640 /srv/cart/*.csv'],
  ['S0-61', [524, 535], 'code/snmp-v3-community', 'python', 'for v in [1, 2, 3]:\n    snmp.get("router", community="public", version=v)'],
  ['S0-65', [568, 571], 'code/sql-of-text', 'python', 'db.execute(f"SELECT count(*) FROM {table}")'],
  ['S0-67', [587, 600], 'trap/postgres-column', 'python', `slow = text("""\n  ${OLD_COLUMN} ORDER BY total_time\n""")`],
  ['S0-74', [711, 711], 'shell/unverified-dump', 'bash', DUMP],
  ['S0-77', [724, 724], 'bash/prompts', 'bash', 'pg_basebackup -h db -D /srv/copy -W'],
  ['S0-78', [727, 728], 'trap/recovery-conf', 'bash', 'echo "recovery_target_time = \'2026-01-01\'" >> /srv/copy/recovery.conf'],
  ['S0-81', [775, 778], 'guide/vanity-number', 'words', 'Call +1-555-SHOP-99 at night.'],
  ['S1-D1', [14, 45], 'guide/fence-outside-step', 'words', '1. Look\n```bash\ndf -h\n```\n2. Think'],
  ['S1-04', [23, 23], 'bash/prompts', 'bash', 'psql -h db -U shop -d shop'],
  ['S1-06', [34, 34], 'code/mixed-languages', 'python', 'SIZE = 5\nSELECT count(*) FROM pg_stat_activity;'],
  ['S1-11', [58, 71], 'code/secret-in-source', 'python', 'jwt.decode(\n    token,\n    "my-secret-key",\n)'],
  ['S1-16', [110, 110], 'bash/endless', 'bash', 'redis-cli monitor'],
  ['S2-D1', [609, 637], 'guide/garbled', 'words', 'ðŸš¨ The cart is down'],
  ['S2-02', [20, 20], 'trap/base64url', 'bash', 'echo "$TOKEN" | cut -d. -f2 | base64 -d'],
  ['S2-04', [30, 32], 'trap/relative-url', 'bash', 'curl -X POST /cart/renew'],
  ['S2-16', [103, 104], 'trap/relative-url', 'bash', 'curl /cart/{cart-id}/items'],
  ['S2-18', [111, 111], 'bash/endless', 'bash', 'kubectl logs -f deployment/cart'],
  ['S2-19', [118, 118], 'secret/in-argv', 'bash', 'sqlplus shop/hunter2@db:1521/shop'],
  ['S2-28', [164, 166], 'sql/explain-runs', 'sql', 'EXPLAIN ANALYZE SELECT * FROM carts'],
  ['S2-31', [180, 180], 'sql/own-transaction', 'sql', 'VACUUM ANALYZE carts;'],
  ['S2-37', [222, 224], 'sql/counts-idle', 'sql', "SELECT pid FROM pg_stat_activity WHERE now() - query_start > interval '9 min'"],
  ['S2-40', [244, 246], 'sql/terminates-itself', 'sql', ENDS],
  ['S2-44', [278, 280], 'trap/postgres-column', 'sql', 'SELECT tablename, idx_scan FROM pg_stat_user_indexes'],
  ['S2-45', [283, 285], 'trap/postgres-column', 'sql', 'SELECT tablename, n_tup_del FROM pg_stat_user_tables'],
  ['S2-70', [441, 441], 'trap/kubectl-until-time', 'bash', 'kubectl logs --until-time=2026-01-01T00:00:00Z pod/cart'],
  ['S2-71', [446, 461], 'json/comments', 'json', '// lost carts\n{"query": {}}'],
  ['S2-77', [520, 530], 'sql/lock-join', 'sql', LOCKS],
  ['S3-08', [32, 32], 'bash/endless', 'bash', 'docker-compose exec cart ping db'],
  ['S3-10', [41, 43], 'trap/postgres-column', 'sql', OLD_COLUMN],
  ['S3-14', [59, 60], 'sql/terminates-itself', 'sql', ENDS.replace('WHERE', "WHERE state = 'active' AND")],
  ['S3-16', [71, 71], 'bash/endless', 'bash', 'docker stats'],
  ['S3-30', [123, 123], 'trap/missing-format-file', 'bash', 'curl -w "@times.txt" -o /dev/null -s https://shop.internal/'],
  ['S3-32', [129, 129], 'trap/redis-hit-rate', 'bash', 'redis-cli info stats | grep hit_rate'],
  ['S3-40', [160, 160], 'trap/kubectl-namespace', 'bash', "kubectl patch deployment cart -p '{}'"],
  ['S3-51', [207, 207], 'bash/prompts', 'bash', 'openssl s_client -connect shop.internal:443 -msg'],
  ['S3-54', [219, 219], 'trap/kubectl-namespace', 'bash', 'kubectl rollout restart deployment/edge'],
  ['S3-66', [269, 269], 'bash/prompts', 'bash', 'docker-compose exec db psql -U shop shop'],
  ['S3-74', [316, 316], 'trap/kubectl-namespace', 'words', '1. Start it again: `kubectl rollout restart deployment/cart`'],
  ['S3-75', [317, 317], 'bash/prompts', 'words', '1. Ask it: `kubectl exec -it db-0 -- pg_isready`'],
  ['S4-09', [28, 28], 'bash/prompts', 'bash', 'mysql -h db -u shop -p shop'],
  ['S4-10', [30, 30], 'trap/mongo-shell', 'bash', 'mongo mongodb://db:27017/shop'],
  ['S4-15', [43, 48], 'code/url-without-port', 'python', 'URL = "postgresql://db/shop"'],
  ['S4-24', [98, 122], 'code/logs-secrets', 'python', 'logging.debug(f"got {dict(request.headers)}")'],
  ['S4-26', [134, 135], 'bash/full-screen', 'bash', 'htop'],
  ['S4-28', [139, 139], 'bash/endless', 'bash', 'vmstat 1'],
  ['S4-31', [146, 146], 'bash/full-screen', 'bash', 'iftop'],
  ['S4-40', [239, 244], 'code/logs-secrets', 'python', 'logging.info(f"sent {auth_header}")'],
  ['S4-59', [367, 396], 'code/mixed-languages', 'dockerfile', 'FROM alpine\nservices:\n  cart: {}'],
  ['S4-63', [421, 422], 'code/mixed-languages', 'python', 'pip list > packages.txt'],
];

test.each(TRAPS)('%s: its trap is seen in words of ours', async (_row, _lines, rule, language, text) => {
  const guide = language === 'rst' || language === 'words' ? text : `# Guide\n\n\`\`\`${language}\n${text}\n\`\`\`\n`;
  const { file, errors } = await importText(guide, language === 'rst' ? 'guide.rst' : 'guide.md');
  expect(errors).toEqual([]);
  expect(file.findings.map((finding) => finding.rule)).toContain(rule);
  expect(RULES[rule].fix).not.toBe('');
});

const guideOf = new Map<string, ReturnType<typeof importSeed>>();
async function importSeed(number: string) {
  const name = readdirSync(SEEDS).find((file) => file.startsWith(`00${number}_`)) ?? '';
  return importText(readFileSync(path.join(SEEDS, name), 'utf8'), number === '0' ? 'guide.rst' : 'guide.md');
}

test.skipIf(!existsSync(SEEDS)).each(TRAPS)('%s: its trap is seen in its guide, on line %j', async (row, [from, to], rule) => {
  const number = row.charAt(1);
  if (!guideOf.has(number)) guideOf.set(number, importSeed(number));
  const { file } = (await guideOf.get(number)) as Awaited<ReturnType<typeof importSeed>>;
  expect(file.findings.filter(({ line }) => line >= from && line <= to).map((finding) => finding.rule)).toContain(rule);
});
