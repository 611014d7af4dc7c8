import { removeTeamLink } from '@/actions/oncall';
import { RowButton } from '@/components/ui/row-button';
import { Section } from '@/components/ui/section';
import type { TeamLinkView } from '@/domain/oncall/schema';
import { NewTeamLinkForm } from './new-team-link-form';

/** Where the team looks during an incident: chat, dashboards, status page. Shown in every room. */
export function TeamLinksSection({ links, mayChange }: { links: TeamLinkView[]; mayChange: boolean }) {
  return (
    <Section title="Links of the team" about="Chat, dashboards, the status page: shown beside the contacts in every incident.">
      <ul aria-label="Links of the team" className="divide-y divide-line border-y border-line">
        {links.map(({ id, label, url }) => (
          <li key={id} className="flex items-center justify-between gap-3 py-1.5">
            <span className="min-w-0">
              <a href={url} rel="noreferrer" className="link font-medium">
                {label}
              </a>
              <span className="block truncate text-sm text-ink-3">{url}</span>
            </span>
            {mayChange && (
              <RowButton action={removeTeamLink} id={id} name={label}>
                Remove
              </RowButton>
            )}
          </li>
        ))}
        {links.length === 0 && <li className="py-3 text-ink-2">No links yet.</li>}
      </ul>
      {mayChange && <NewTeamLinkForm />}
    </Section>
  );
}
