import Link from 'next/link';
import { EmptyState } from '@/components/ui/empty-state';
import { Cell, Row, Table } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import type { TemplateView } from '@/domain/comms/list-templates';
import { AUDIENCE_NAMES, PURPOSE_WORDS } from './comms-labels';

/** Every template, those out of use at the end. */
export function TemplateRows({ templates }: { templates: TemplateView[] }) {
  if (templates.length === 0)
    return <EmptyState title="There are no templates">The shipped ones come back with the next start.</EmptyState>;
  const rows = [...templates.filter(({ archived }) => !archived), ...templates.filter(({ archived }) => archived)];
  return (
    <Table caption="Templates" head={['Name', 'Purpose', 'Audience', 'Id', 'Version', 'Changed']}>
      {rows.map(({ id, name, purpose, audience, version, updatedAt, archived }) => (
        <Row key={id}>
          <Cell>
            <Link href={`/settings/templates/${id}`} className="link font-medium">
              {name}
            </Link>
            {archived && <span className="ml-2 text-sm text-ink-3">archived</span>}
          </Cell>
          <Cell>{PURPOSE_WORDS[purpose]}</Cell>
          <Cell>{AUDIENCE_NAMES[audience]}</Cell>
          <Cell className="font-mono text-sm">{id}</Cell>
          <Cell>{version}</Cell>
          <Cell>
            <Time at={updatedAt} />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
