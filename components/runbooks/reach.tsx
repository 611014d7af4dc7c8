import { TemplateLink } from '@/components/comms/template-link';
import { CopyButton } from '@/components/ui/copy-button';
import { Disclosure } from '@/components/ui/disclosure';
import type { TemplateView } from '@/domain/comms/list-templates';
import type { IncidentView } from '@/domain/incidents/schema';
import type { ContactView } from '@/domain/oncall/schema';

const ADDRESSES = {
  phone: (value: string) => `tel:${value}`,
  email: (value: string) => `mailto:${value}`,
  slack: () => undefined,
} satisfies Record<ContactView['methods'][number]['kind'], (value: string) => string | undefined>;

/** Whom to reach in a role, as kept now: numbers to press, addresses to write to. */
export function Contact({ contact, role }: { contact: ContactView | undefined; role: string }) {
  if (!contact)
    return (
      <span className="text-ink-2 [article>&]:mt-3 [article>&]:block">
        {role} (no contact is kept for this role; an admin adds one in the settings)
      </span>
    );
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-3 [article>&]:mt-3 [article>&]:flex">
      <span className="font-medium">{contact.name}</span>
      {contact.name !== contact.role && <span className="text-sm text-ink-3">{contact.role}</span>}
      {contact.methods.map(({ kind, value, display }) => {
        const href = ADDRESSES[kind](value);
        return href ? (
          <a key={value} href={href} className="link touch:py-2">
            {display || value}
          </a>
        ) : (
          <span key={value}>{display || value}</span>
        );
      })}
    </span>
  );
}

/** A message template: inside an incident the way to write it there, filled in; elsewhere its text. */
export function MessageTemplate({ template, id, incident }: { template: TemplateView | undefined; id: string; incident?: IncidentView }) {
  if (!template) return <p className="mt-3 text-ink-2">There is no message template {id}. Templates are listed in the settings.</p>;
  const { name, subject, body } = template;
  return (
    <div className="mt-4 max-w-[70ch] border-y border-line py-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="font-medium">
          <span aria-hidden="true">✉</span> {name}
        </span>
        {incident && <TemplateLink template={id} name={name} />}
      </div>
      <Disclosure summary="Its text" className="mt-1 text-sm">
        <div className="relative mt-1 rounded-md border border-line bg-sunken px-3 py-2 pr-10">
          <p className="font-medium">{subject}</p>
          <p className="text-base whitespace-pre-wrap">{body}</p>
          <CopyButton label="Copy message" text={`${subject}\n\n${body}`} className="absolute top-1 right-1" />
        </div>
      </Disclosure>
      {!incident && <p className="mt-1 text-sm text-ink-3">Inside an incident it is filled in and sent from there.</p>}
    </div>
  );
}
