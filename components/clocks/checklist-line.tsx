'use client';
import { IconButton } from '@/components/ui/icon-button';
import { CloseIcon } from '@/components/ui/icons';
import { Input } from '@/components/ui/input';

/** A line as it is being written; `due` in words. */
export type Line = { key: string; id?: string; title: string; due: string };

type ChecklistLineProps = {
  line: Line;
  at: number;
  last: boolean;
  error?: string;
  onChange: (more: Partial<Line>) => void;
  onMove: (step: 1 | -1) => void;
  onRemove: () => void;
};

/** One line of a checklist: what, by when, and its place. */
export function ChecklistLine({ line, at, last, error, onChange, onMove, onRemove }: ChecklistLineProps) {
  const which = `line ${at + 1}`;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_6rem_auto] items-center gap-x-2">
      <Input
        aria-label={`What, ${which}`}
        aria-invalid={error ? true : undefined}
        value={line.title}
        maxLength={300}
        onChange={(event) => onChange({ title: event.target.value })}
      />
      <Input
        aria-label={`Within, ${which}`}
        value={line.due}
        placeholder="no hurry"
        onChange={(event) => onChange({ due: event.target.value })}
      />
      <span className="flex">
        <IconButton label={`Up, ${which}`} disabled={at === 0} onClick={() => onMove(-1)}>
          <span aria-hidden="true">↑</span>
        </IconButton>
        <IconButton label={`Down, ${which}`} disabled={last} onClick={() => onMove(1)}>
          <span aria-hidden="true">↓</span>
        </IconButton>
        <IconButton label={`Remove, ${which}`} onClick={onRemove}>
          <CloseIcon />
        </IconButton>
      </span>
      {error && (
        <p role="alert" className="col-span-full text-sm text-fail">
          <span aria-hidden="true">✕ </span>
          {error}
        </p>
      )}
    </li>
  );
}
