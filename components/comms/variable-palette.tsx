import type { RefObject } from 'react';
import { Disclosure } from '@/components/ui/disclosure';
import { VARIABLE_NAMES, variable } from '@/domain/comms/variables/schema';

/** Every variable as a button that writes it where the cursor is. */
export function VariablePalette({ box, onInsert }: { box: RefObject<HTMLTextAreaElement | null>; onInsert: (text: string) => void }) {
  const insert = (name: string) => {
    const area = box.current;
    if (!area) return;
    const [from, to] = [area.selectionStart, area.selectionEnd];
    const place = `{{${name}}}`;
    onInsert(`${area.value.slice(0, from)}${place}${area.value.slice(to)}`);
    requestAnimationFrame(() => {
      area.focus();
      area.setSelectionRange(from + place.length, from + place.length);
    });
  };
  return (
    <Disclosure summary="Variables" className="text-sm">
      <ul className="mt-1 flex flex-wrap gap-1">
        {VARIABLE_NAMES.map((name) => (
          <li key={name}>
            <button
              type="button"
              title={`${variable(name).label}${variable(name).source === 'person' ? ', a person may say it' : ''}`}
              onClick={() => insert(name)}
              className="rounded-sm border border-line px-1.5 py-0.5 font-mono text-xs text-ink-2 hover:border-ink hover:text-ink touch:min-h-9"
            >
              {name}
            </button>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
