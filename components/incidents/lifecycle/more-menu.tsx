'use client';
import { assignRole } from '@/actions/incidents';
import type { Me } from '@/components/incidents/people/me';
import { mayTakeCommand, takingCommand } from '@/components/incidents/people/take-command';
import { buttonClass } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { MoreIcon } from '@/components/ui/icons';
import { Menu, menuItemClass } from '@/components/ui/menu';
import { toast } from '@/components/ui/toast';
import { callAction } from '@/components/ui/use-action';
import { isOpen } from '@/domain/incidents/rules';
import type { IncidentView } from '@/domain/incidents/schema';
import type { Asking, Rights } from './incident-actions';

type MoreMenuProps = {
  incident: IncidentView;
  me: Me;
  may: Rights;
  /** On a phone the header has no room for severity and resolving. */
  folded: boolean;
  onAsk: (asking: Asking) => void;
  onChanged: () => void;
};
type Item = { says: string; onlyPhones?: boolean; press: () => void };

/** What is needed rarely, and on a phone what has no room. */
export function MoreMenu(props: MoreMenuProps) {
  const items = itemsOf(props);
  if (items.length === 0) return null;
  return (
    <Menu
      label={
        <>
          <MoreIcon />
          <span className="sr-only">More to do</span>
        </>
      }
      align="right"
      className={buttonClass('plain', 'md', 'px-2')}
    >
      {items.map(({ says, onlyPhones, press }) => (
        <button key={says} type="button" className={cx(menuItemClass, onlyPhones && 'sm:hidden')} data-command={says} onClick={press}>
          {says}
        </button>
      ))}
    </Menu>
  );
}

function itemsOf({ incident, me, may, folded, onAsk, onChanged }: MoreMenuProps): Item[] {
  const take = async () => {
    const answer = await callAction(assignRole, takingCommand(incident));
    if (!answer.ok) toast(answer.error.message);
    onChanged();
  };
  const ask = (says: string, asking: Asking, onlyPhones?: boolean): Item => ({ says, onlyPhones, press: () => onAsk(asking) });
  return [
    ...(may.assignRole && mayTakeCommand(incident, me) ? [{ says: 'Take command', onlyPhones: true, press: take }] : []),
    ...(folded && may.severity ? [ask('Change severity', 'severity', true)] : []),
    ...(folded && may.resolve ? [ask('Resolve', 'resolve', true)] : []),
    ...(may.merge && isOpen(incident.status) ? [ask('Merge into another incident', 'merge')] : []),
    ...(may.restrict && incident.mergedInto === null ? [ask(incident.restricted ? 'Open to everyone' : 'Restrict', 'restrict')] : []),
  ];
}
