import { cx } from '@/components/ui/cx';
import type { ContactMethodView } from '@/domain/oncall/schema';

const WORDS = { phone: 'Call', email: 'Write to', slack: 'Slack' } as const;

function addressOf({ kind, value }: ContactMethodView): string | undefined {
  if (kind === 'phone') return `tel:${value}`;
  if (kind === 'email') return `mailto:${value}`;
  return value.startsWith('https://') ? value : undefined;
}

/** How someone is reached: numbers to press, addresses to write to. */
export function ContactWays({ name, methods, className }: { name: string; methods: readonly ContactMethodView[]; className?: string }) {
  return (
    <span className={cx('inline-flex flex-wrap gap-x-4', className)}>
      {methods.map((method) => {
        const href = addressOf(method);
        const { kind, value, display } = method;
        return href ? (
          <a key={kind + value} href={href} className="link touch:py-2" aria-label={`${WORDS[kind]} ${name}: ${display}`}>
            {kind === 'slack' ? 'Slack' : display}
          </a>
        ) : (
          <span key={kind + value}>
            <span className="sr-only">{WORDS[kind]}: </span>
            {display}
          </span>
        );
      })}
    </span>
  );
}
