/** Why the form as a whole was refused, and what to do next; read out as it appears. */
export function FormError({ message }: { message?: string }) {
  return (
    <div role="alert">
      {message && (
        <p className="text-fail">
          <span aria-hidden="true">✕ </span>
          {message}
        </p>
      )}
    </div>
  );
}
