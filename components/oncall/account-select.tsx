import { useQuery } from '@tanstack/react-query';
import type { ComponentProps } from 'react';
import { Select } from '@/components/ui/select';
import type { ContactView } from '@/domain/oncall/schema';

type Account = NonNullable<ContactView['user']>;

async function readAccounts(): Promise<Account[]> {
  const answer = await fetch('/api/v1/people', { headers: { accept: 'application/json' } });
  return answer.ok ? ((await answer.json()) as { items: Account[] }).items : [];
}

type AccountSelectProps = Omit<ComponentProps<typeof Select>, 'children'> & { account: Account | null };

/** The accounts of this console, by name; the one that is chosen stays even if it can be chosen no more. */
export function AccountSelect({ account, ...rest }: AccountSelectProps) {
  const { data } = useQuery({ queryKey: ['accounts'], queryFn: readAccounts, staleTime: 60_000 });
  const others = (data ?? []).filter(({ id }) => id !== account?.id);
  return (
    // Drawn anew when the list is there: what is chosen must be among it.
    <Select key={data ? 'all' : 'one'} {...rest} defaultValue={account?.id ?? ''}>
      <option value="">{data ? 'None' : 'Loading…'}</option>
      {account && <option value={account.id}>{account.name}</option>}
      {others.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}
