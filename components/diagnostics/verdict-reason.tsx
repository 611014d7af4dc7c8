/** What decided a verdict, beside its mark, which has said the word: a rule of the runbook is shown as the code that it is. */
export function VerdictReason({ text }: { text: string }) {
  const [, not, rule] = /^(not )?(?:ok|warn|fail): (.+)$/s.exec(text) ?? [];
  if (!rule) return <span className="min-w-0">{text}</span>;
  return (
    <span className="min-w-0 wrap-anywhere">
      {not}
      <code className="font-mono text-sm">{rule}</code>
    </span>
  );
}
