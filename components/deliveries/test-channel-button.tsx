'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { testChannel } from '@/actions/deliveries';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { callAction } from '@/components/ui/use-action';
import type { ChannelTest } from '@/domain/deliveries/schema';

/** Sends a test message and says what came of it. */
export function TestChannelButton({ id, name }: { id: string; name: string }) {
  const [pending, setPending] = useState(false);
  const router = useRouter();
  const press = async () => {
    setPending(true);
    const answer = await callAction(testChannel, { id });
    setPending(false);
    toast(answer.ok ? inWords(name, answer.value) : answer.error.message);
    router.refresh();
  };
  return (
    <Button size="sm" pending={pending} onClick={press} aria-label={`Test ${name}`}>
      {pending ? 'Sending…' : 'Test'}
    </Button>
  );
}

function inWords(name: string, { delivered, failures }: ChannelTest): string {
  if (failures.length === 0) return `The test message for ${name} was taken${delivered > 1 ? ` for all ${delivered}` : ''}.`;
  const first = failures[0];
  return `${name}: ${delivered} of ${delivered + failures.length} taken. ${first?.recipient}: ${first?.message}`;
}
