'use client';
import { Button } from '@/components/ui/button';
import { Disclosure } from '@/components/ui/disclosure';
import { Time } from '@/components/ui/time';
import { toast } from '@/components/ui/toast';
import type { TemplateVersionView } from '@/domain/comms/get-template';
import { TextDiff } from './text-diff';

type Text = { subject: string; body: string };
type TemplateVersionsProps = { versions: TemplateVersionView[]; words: Text; onRestore?: (text: Text) => void };

const whole = ({ subject, body }: Text) => `${subject}\n\n${body}`;

/** What a template was, each version with what is different from what is written now. */
export function TemplateVersions({ versions, words, onRestore }: TemplateVersionsProps) {
  return (
    <section aria-label="Versions" className="mt-8">
      <h2 className="text-md font-semibold">Versions</h2>
      <ul className="mt-2 border-t border-line">
        {versions.map((old) => (
          <li key={old.version} className="border-b border-line py-1.5">
            <Disclosure
              summary={
                <>
                  <span className="mr-3 font-medium text-ink">Version {old.version}</span>
                  <span className="text-sm">
                    by {old.changedBy}, <Time at={old.changedAt} />
                  </span>
                </>
              }
            >
              <div className="grid gap-2 py-2">
                <TextDiff label={`Changes since version ${old.version}`} before={whole(old)} after={whole(words)} />
                {onRestore && whole(old) !== whole(words) && (
                  <div>
                    <Button
                      size="sm"
                      onClick={() => {
                        onRestore(old);
                        toast(`Version ${old.version} is in the form: save it to use it.`);
                      }}
                    >
                      Restore version {old.version}
                    </Button>
                  </div>
                )}
              </div>
            </Disclosure>
          </li>
        ))}
      </ul>
    </section>
  );
}
