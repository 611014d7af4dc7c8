import { connection } from 'next/server';
import { NothingHere } from '@/components/shell/nothing-here';

export default async function NotFound() {
  // Drawn for each request, so that its scripts carry that request's nonce.
  await connection();
  return (
    <main className="mx-auto w-full max-w-5xl px-4 pt-16">
      <NothingHere />
    </main>
  );
}
