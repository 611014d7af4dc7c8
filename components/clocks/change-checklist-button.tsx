'use client';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { changeChecklist } from '@/actions/clocks';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { FormError } from '@/components/ui/form-error';
import { newKey } from '@/components/ui/new-key';
import { useAction } from '@/components/ui/use-action';
import type { ChecklistItem } from '@/prisma/generated/client';
import type { Severity } from '@/prisma/generated/enums';
import { ChecklistLine, type Line } from './checklist-line';
import { minutesFromWords, minutesInWords } from './minutes-words';

type ChecklistProps = { severity: Severity; version: number; items: ChecklistItem[] };

/** Opens the lines of a severity's checklist. */
export function ChangeChecklistButton(props: ChecklistProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" aria-label={`Change checklist of ${props.severity}`} onClick={() => setOpen(true)}>
        Change checklist
      </Button>
      {open && (
        <Dialog title={`Checklist of ${props.severity}`} onClose={() => setOpen(false)} wide>
          <ChecklistForm {...props} onSaved={() => setOpen(false)} />
        </Dialog>
      )}
    </>
  );
}

const linesOf = (items: ChecklistItem[]): Line[] =>
  items.map(({ id, title, dueMinutes }) => ({ key: id, id, title, due: dueMinutes === null ? '' : minutesInWords(dueMinutes) }));

function ChecklistForm({ severity, version, items, onSaved }: ChecklistProps & { onSaved: () => void }) {
  const [lines, setLines] = useState(() => linesOf(items));
  const [odd, setOdd] = useState<string>();
  const { run, pending, error, fieldError } = useAction(changeChecklist);
  const router = useRouter();
  const change = (key: string, more: Partial<Line>) =>
    setLines((all) => all.map((line) => (line.key === key ? { ...line, ...more } : line)));
  const move = (at: number, to: number) =>
    setLines((all) => {
      const [line] = all.slice(at, at + 1);
      return line ? all.toSpliced(at, 1).toSpliced(to, 0, line) : all;
    });
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const unread = lines.find(({ due }) => due.trim() && minutesFromWords(due) === null);
    setOdd(unread?.key);
    if (unread) return;
    const said = lines.map(({ id, title, due }) => ({ ...(id ? { id } : {}), title, dueMinutes: minutesFromWords(due) }));
    if (!(await run({ severity, version, items: said }))) return;
    router.refresh();
    onSaved();
  };
  return (
    <form onSubmit={submit} className="grid gap-4 p-4" noValidate>
      <p className="text-ink-2">
        What is always done, in order, and within which time from the beginning. It becomes the tasks of incidents.
      </p>
      <ol className="grid gap-2">
        {lines.map((line, at) => (
          <ChecklistLine
            key={line.key}
            line={line}
            at={at}
            last={at === lines.length - 1}
            error={
              odd === line.key
                ? 'write a time such as 15 min or 4 h'
                : (fieldError(`items.${at}.title`) ?? fieldError(`items.${at}.dueMinutes`))
            }
            onChange={(more) => change(line.key, more)}
            onMove={(step) => move(at, at + step)}
            onRemove={() => setLines((all) => all.filter(({ key }) => key !== line.key))}
          />
        ))}
      </ol>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Button onClick={() => setLines((all) => [...all, { key: newKey(), title: '', due: '' }])}>Add a line</Button>
        <FormError message={error?.details?.every(({ field }) => /^items\.\d+\./.test(field)) ? undefined : error?.message} />
        <Button type="submit" look="primary" pending={pending}>
          Save checklist
        </Button>
      </div>
    </form>
  );
}
