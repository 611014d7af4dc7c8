import type { Metadata } from 'next';
import { requireSession } from '@/auth/require-session';
import { PolicySection } from '@/components/clocks/policy-section';
import { ReviewPolicies } from '@/components/reviews/review-policies';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { holds } from '@/domain/access/matrix';
import { listChecklists } from '@/domain/incidents/clocks/list-checklists';
import { listSeverityPolicies } from '@/domain/incidents/list-severity-policies';
import { listReviewPolicies } from '@/domain/reviews/policies/list-review-policies';

export const metadata: Metadata = { title: 'Severity policy' };

export default async function PoliciesPage() {
  const ctx = await requireSession();
  const [policies, checklists, reviews] = await Promise.all([listSeverityPolicies(ctx), listChecklists(ctx), listReviewPolicies(ctx)]);
  const mayChange = holds(ctx.roles, 'policy.manage');
  return (
    <Page>
      <PageHeader title="Severity policy" facts={mayChange ? 'What each severity means, and how soon.' : 'An admin may change it.'} />
      {policies.map((policy) => (
        <PolicySection
          key={policy.severity}
          policy={policy}
          checklist={checklists.filter(({ severity }) => severity === policy.severity)}
          mayChange={mayChange}
        />
      ))}
      <ReviewPolicies policies={reviews} mayChange={mayChange} />
    </Page>
  );
}
