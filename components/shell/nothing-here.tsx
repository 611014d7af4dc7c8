import Link from 'next/link';

/** What an address that names nothing shows. */
export function NothingHere() {
  return (
    <>
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
    </>
  );
}
