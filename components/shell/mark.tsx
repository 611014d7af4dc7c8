/** The product's mark: a time line, and reports along it. */
export function Mark() {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 20 20"
      className="size-5 shrink-0"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="square"
    >
      <path d="M4 2v16M10 5h7M10 10h7M10 15h4" />
      <circle cx="4" cy="10" r="2.6" fill="currentColor" stroke="none" />
    </svg>
  );
}
