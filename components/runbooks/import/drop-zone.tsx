'use client';
import { type DragEvent, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { LARGEST_DROPPED_BYTES } from '@/domain/runbooks/import/schema';

/** Where guides are dropped, or chosen by a button. */
export function DropZone({ onFiles, disabled }: { onFiles: (files: File[]) => void; disabled?: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    if (!disabled) onFiles([...event.dataTransfer.files]);
  }

  return (
    <section
      aria-label="Guides to import"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cx(
        'flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md border border-dashed px-4 py-5',
        over ? 'border-ink bg-ink/4' : 'border-edge',
      )}
    >
      <Button onClick={() => input.current?.click()} disabled={disabled}>
        Choose files
      </Button>
      <p className="text-ink-2">or drop them here: .md, .rst or .txt, at most {LARGEST_DROPPED_BYTES / 1024} KiB each</p>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Files"
        accept=".md,.mdx,.markdown,.rst,.rest,.txt"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </section>
  );
}
