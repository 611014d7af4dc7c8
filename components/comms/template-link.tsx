'use client';
import { buttonClass } from '@/components/ui/button';
import { composerAddress, openComposer } from './open-composer';

/** Opens the incident's composer with this template. */
export function TemplateLink({ template, name }: { template: string; name: string }) {
  return (
    <a
      href={composerAddress(template)}
      aria-label={`Write update: ${name}`}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        openComposer(template);
      }}
      className={buttonClass('plain', 'sm')}
    >
      Write update
    </a>
  );
}
