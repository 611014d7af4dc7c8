'use client';
import { usePathname } from 'next/navigation';
import { buttonClass } from '@/components/ui/button';
import { openOverlay } from './overlay';

/** Always at hand. Without scripts it leads to the form's own page. */
export function DeclareButton() {
  const here = usePathname() === '/incidents/declare';
  if (here) return null;
  return (
    <form
      action="/incidents/declare"
      onSubmit={(event) => {
        event.preventDefault();
        openOverlay({ name: 'declare' });
      }}
    >
      <button
        data-declare-opener
        type="submit"
        aria-label="Declare incident"
        title="Declare incident (c)"
        className={buttonClass('primary', 'bar')}
      >
        <span>
          Declare<span className="max-sm:hidden"> incident</span>
        </span>
      </button>
    </form>
  );
}
