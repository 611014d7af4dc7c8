'use client';
import { buttonClass } from '@/components/ui/button';
import { ChevronIcon } from '@/components/ui/icons';
import { Menu, menuItemClass } from '@/components/ui/menu';
import { nextStatuses } from '@/domain/incidents/rules';
import type { IncidentView } from '@/domain/incidents/schema';
import { STATUS_WORDS } from './status-words';

type StatusMenuProps = { incident: IncidentView; pending: boolean; onChoose: (status: IncidentView['status']) => void };

/** What it can become from here. */
export function StatusMenu({ incident, pending, onChoose }: StatusMenuProps) {
  const next = nextStatuses(incident.status).filter((status) => status !== 'acknowledged');
  if (next.length === 0) return null;
  return (
    <Menu
      label={
        <>
          Status <ChevronIcon />
        </>
      }
      className={buttonClass('plain', 'md', pending ? 'opacity-50' : '')}
    >
      {next.map((status) => (
        <button
          key={status}
          type="button"
          className={menuItemClass}
          data-command={`Status: ${STATUS_WORDS[status]}`}
          onClick={() => onChoose(status)}
        >
          {STATUS_WORDS[status]}
        </button>
      ))}
    </Menu>
  );
}
