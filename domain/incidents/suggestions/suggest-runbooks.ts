import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { matchAll, readMatchers } from '@/domain/runbooks/matchers';
import type { Runbook } from '@/domain/runbooks/schema';
import { searchRunbooks } from '@/domain/runbooks/search-runbooks';
import { allRunbooks } from '@/domain/runbooks/shelf';
import { inOrder, type Reason, type Suggestion } from './rules';

export type Facts = {
  title: string;
  summary?: string;
  service?: string;
  labels: Readonly<Record<string, string>>;
  links: readonly string[];
};

const SEARCHED = 20;

/** The runbooks that such an incident may need, the likeliest first, each with why: an alert's matchers, a link, an error text, its service. */
export async function suggestRunbooks(ctx: Context, facts: Facts): Promise<Suggestion[]> {
  authorise(ctx, 'runbook.read');
  const around = [facts.service ?? '', ...Object.values(facts.labels)].join(' ');
  const [runbooks, hits] = await Promise.all([allRunbooks(), searchRunbooks(`${facts.title}\n${facts.summary ?? ''}`, SEARCHED, around)]);
  const signatures = new Map<string, Reason>();
  for (const { slug, match, signature = '', section } of hits)
    if (match === 'signature' && !signatures.has(slug)) signatures.set(slug, { by: 'signature', signature, section });
  const inHitOrder = new Set([...signatures.keys(), ...[...runbooks.keys()].sort()]);
  const suggestions = [...inHitOrder].flatMap((known) => {
    const runbook = runbooks.get(known)?.runbook;
    if (!runbook) return [];
    const { slug, title, summary, service } = runbook;
    const reasons = [
      ...byAlerts(runbook, facts),
      ...byLinks(slug, facts),
      ...bySignature(signatures.get(slug)),
      ...byService(service, facts),
    ];
    return reasons.length > 0 ? [{ slug, title, summary, service, reasons }] : [];
  });
  return inOrder(suggestions);
}

/** A line of matchers holds for the labels; without an alert's name among them, the title may be it. */
function byAlerts({ alerts }: Pick<Runbook, 'alerts'>, { labels, service, title }: Facts): Reason[] {
  const known = service && !Object.hasOwn(labels, 'service') ? { service, ...labels } : labels;
  const hasLabels = Object.keys(labels).length > 0;
  const words = new Set(title.match(/[\w-]+/g));
  for (const alert of alerts) {
    const matchers = readMatchers(alert) ?? [];
    if (hasLabels && matchAll(matchers, known)) return [{ by: 'alert', alert }];
    const name = matchers.find((matcher) => matcher.name === 'alertname' && matcher.op === '=')?.value;
    if (!('alertname' in labels) && name && words.has(name) && matchAll(matchers, { ...known, alertname: name }))
      return [{ by: 'title', alert }];
  }
  return [];
}

function byLinks(slug: string, { labels, links }: Facts): Reason[] {
  const leads = (url: string) => URL.canParse(url, 'http://here') && new URL(url, 'http://here').pathname.endsWith(`/runbooks/${slug}`);
  const url = [labels.runbook_url, ...links].find((one) => one !== undefined && leads(one));
  return url === undefined ? [] : [{ by: 'link', url }];
}

const bySignature = (reason: Reason | undefined): Reason[] => (reason ? [reason] : []);
const byService = (its: string, { service, labels }: Facts): Reason[] =>
  its === (service ?? labels.service) ? [{ by: 'service', service: its }] : [];
