/** What somebody typed at a prompt, and what it printed. Lines count from 1 within the text. */
export type Exchange = { from: number; to: number; command: string; output: string };

/** `$ `, `host $ `, `user@host:~$ `, `[root@host ~]# `, `bash-5.1$ `. */
const PROMPT =
  /^\s*(?:(?:\([\w.-]+\)\s*)?(?:\[[\w.@ :~/-]+\]|[\w.-]+@[\w.-]+(?::[\w~/.-]*)?|(?:bash|sh)-[\d.]+|[a-z][\w-]{1,60}(?= +\$))?\s*[$%]|(?:\[[\w.@ :~/-]+\]|[\w.-]+@[\w.-]+:[\w~/.-]*)#)\s+(\S.*)$/;
/** A root prompt alone is also how a comment begins: only a command that is known is one. */
const ROOT_PROMPT =
  /^\s*#\s+((?:sudo|kubectl|oc|docker|systemctl|journalctl|psql|curl|ls|cat|ps|df|ceph|pcs|etcdctl|crictl|podman|virsh|ip|ss)\s.*)$/;

const promptIn = (line: string, isConsole: boolean): string | null =>
  PROMPT.exec(line)?.[1] ?? (isConsole ? (ROOT_PROMPT.exec(line)?.[1] ?? null) : null);

/** Whether a text is a transcript: somebody's prompts stand in it. */
export const isTranscript = (text: string): boolean => text.split('\n').some((line) => PROMPT.test(line));

/** Takes a transcript apart. A command goes on while its lines end in a backslash; the rest up to the next prompt is what it printed. */
export function readTranscript(text: string, isConsole: boolean): { before: string; exchanges: Exchange[] } {
  const exchanges: Exchange[] = [];
  const before: string[] = [];
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const typed = promptIn(line, isConsole);
    const last = exchanges.at(-1);
    if (typed !== null) {
      const from = at + 1;
      let command = typed;
      while (command.endsWith('\\') && at + 1 < lines.length) command += `\n${(lines[++at] ?? '').replace(/^\s*>\s?/, '')}`;
      exchanges.push({ from, to: at + 1, command, output: '' });
    } else if (last) {
      last.output += `${last.output ? '\n' : ''}${line}`;
      last.to = at + 1;
    } else before.push(line);
  }
  return { before: before.join('\n'), exchanges };
}
