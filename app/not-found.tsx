import Link from 'next/link';
import { connection } from 'next/server';

export default async function NotFound() {
  // Drawn for each request, so that its scripts carry that request's nonce.
  await connection();
  return (
    <main className="mx-auto w-full max-w-5xl px-4 pt-16">
      <h1 className="text-xl font-semibold tracking-tight">Nothing is here</h1>
      <p className="mt-1 max-w-[60ch] text-ink-2">
        The address may be mistyped, or what it named was moved. Start from the{' '}
        <Link href="/incidents" className="link">
          incidents
        </Link>{' '}
        or the{' '}
        <Link href="/runbooks" className="link">
          runbooks
        </Link>
        .
      </p>
    </main>
  );
}
