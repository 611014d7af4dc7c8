import type { Rule } from './rule';

const FORMAT = 'docs/writing-runbooks.md';
const rule = (explanation: string, fix: string, source = FORMAT): Rule => ({ explanation, fix, source });

/** What reading a file finds; the problems themselves are made where they are found. */
export const FORMAT_RULES = {
  'file/too-large': rule(
    'A file of more than 1 MiB is not read: it would keep every other page waiting.',
    'Split it, and keep logs and dumps elsewhere.',
  ),
  'file/not-utf8': rule('Bytes that are no UTF-8 mean different characters to different readers.', 'Save the file as UTF-8.'),
  'file/control-character': rule('NUL and control characters end or bend texts in programs written in C.', 'Delete them.', 'CWE-158'),
  'file/bidi': rule('Direction marks make a command read in another order than it runs.', 'Delete them.', 'CVE-2021-42574'),
  'file/line-too-long': rule('The cost of reading Markdown grows with the square of a line.', 'Break the line.'),
  'file/nesting': rule('The cost of reading Markdown grows with the square of its nesting.', 'Flatten quotes and lists.'),
  'file/refused': rule('Only plain files in the folder of runbooks are read.', 'Put a plain file in its place.'),
  'file/unreadable': rule('The console may not read the file.', 'Give the console the right to read it.'),
  'file/name': rule(
    'The address of a runbook is its folder and name: service/name.',
    'Name folder and file in lower case with digits and -, and end the file in .mdx.',
  ),
  frontmatter: rule('Title, owner, inputs and signatures stand in the frontmatter.', 'Correct the named line.'),
  'frontmatter/missing': rule(
    'Without frontmatter a runbook has no title, owner or inputs.',
    'Begin the file with ---, title, summary, service, owner, and ---.',
  ),
  'frontmatter/service': rule('A runbook is found by its folder.', 'Make service and folder the same.'),
  'frontmatter/summary': rule('At night people read the summary to know whether this is it.', 'Add summary.'),
  'frontmatter/owner': rule('A runbook that nobody owns grows wrong.', 'Add owner.'),
  'mdx/syntax': rule(
    'In MDX, { and < begin an expression and a component.',
    'Escape them: \\{ and &lt;, or use `backticks`.',
    'mdxjs.com/docs/troubleshooting-mdx',
  ),
  'mdx/expression': rule('Nothing in a runbook is evaluated.', 'Write the text, or put it into `backticks`.'),
  'mdx/import': rule('Nothing in a runbook is evaluated.', 'Remove import and export.'),
  'component/unknown': rule('Only the listed components are drawn.', 'Use one of them.'),
  'component/unknown-attribute': rule('A misspelt attribute would silently do nothing.', 'Correct its spelling.'),
  'component/missing-attribute': rule('The component cannot be drawn or run without it.', 'Add it.'),
  'component/repeated-attribute': rule('Two values for one attribute leave it open which one counts.', 'Keep one.'),
  'component/attribute': rule('The value does not fit the attribute.', 'Correct the value.'),
  'component/duration': rule('Times are given with their unit, at most ten minutes.', 'Write 500ms, 30s or 2m.'),
  'component/expression': rule('Attributes are literal; nothing in a runbook is evaluated.', 'Write name="value".'),
  'component/spread': rule('Attributes are literal; nothing in a runbook is evaluated.', 'Write each attribute.'),
  'component/duplicate-id': rule('Results, links and references go by id.', 'Give each its own.'),
  'block/no-fence': rule('A block runs the text of its fence.', 'Put exactly one fence inside.'),
  'block/many-fences': rule('A block runs one thing, so that its verdict means one thing.', 'Give each fence a block.'),
  'block/unknown-kind': rule('The language of the fence decides how it runs.', 'Use one of the kinds.'),
  'block/kind-only-reads': rule('That kind cannot change anything.', 'Make it a <Diagnostic>.'),
  'block/empty': rule('There is nothing to run.', 'Write it, or remove the block.'),
  'block/too-large': rule('A body of more than 64 KiB is a program, not a step.', 'Keep the script on the target.'),
  'block/nested': rule('A block inside another has no clear place in the order.', 'Close the outer one first.'),
  'block/unknown-input': rule('The body names a value that nobody is asked for.', 'Add it to the inputs.'),
  'block/need-missing': rule('A value of an earlier block arrives only where it is needed by name.', 'Add needs.'),
  'block/need-without-export': rule('The block would stay disabled for ever.', 'Export the value in an earlier block.'),
  'block/http-changes': rule('Only GET and HEAD are known to read.', 'Make it a <Remediation>, or give reads="why".', 'RFC 9110, 9.2.1'),
  'block/reads-without-http': rule('Other kinds are held to reading by other means.', 'Remove reads.'),
  'block/repeat': rule('A share of success says something of probes alone.', 'Remove repeat.'),
  'health/part': rule('A health check is made of diagnostics of its own runbook, each of which runs by itself.', 'Name them by their ids.'),
  'reference/unknown': rule('When, gate, preview, undo and verify name blocks of the same runbook.', 'Name one that is there.'),
  'signature/too-short': rule('So short a text would be found in every error.', 'Quote more of it.'),
  checklist: rule('checklist.yaml says what `covers` may name.', 'Correct the named line.'),
  'covers/unknown': rule('A misspelt id would look covered and be missing.', 'Correct it, or add the row to checklist.yaml.'),
  'procedure/step-outside': rule('Steps are numbered within their procedure.', 'Put the step into one.'),
  'procedure/empty': rule('There is nothing to carry out.', 'Write its steps, or remove it.'),
  'link/scheme': rule(
    'javascript:, data: and file: links run or read something on the reader’s machine.',
    'Use http, https, mailto, tel or a relative path.',
    'OWASP XSS prevention',
  ),
} satisfies Record<string, Rule>;

const TARGETS = 'docs/writing-runbooks.md#targets';

/** What reading targets.yaml finds. */
export const TARGET_RULES = {
  targets: rule('The file of targets cannot be read as it is.', 'Correct the named line.', TARGETS),
  'targets/missing': rule('Without the file only the machine of the console is known.', 'Write it, or set TARGETS_FILE.', TARGETS),
  'targets/refused': rule('Only a plain file of at most 1 MiB is read.', 'Put one in its place.', TARGETS),
  'targets/unreadable': rule('The console may not read the file.', 'Give the console the right to read it.', TARGETS),
  'target/format': rule('An entry does not fit the format.', 'Correct the named field.', TARGETS),
  'target/url': rule('The address does not fit the kind.', 'Correct it.', TARGETS),
  'target/literal-secret': rule(
    'The file is kept in git; a secret in git is public to all who read it, for ever.',
    'Refer to an environment variable or a file, and change the secret.',
    'CWE-798',
  ),
  'target/root': rule('Blocks may read whatever lies in the folders of their target.', 'Name the folder that is meant.', TARGETS),
  'target/duplicate': rule('Two targets of one name leave it open which one a change would hit.', 'Rename one.', TARGETS),
  'target/local': rule('local is always the machine of the console.', 'Choose another name.', TARGETS),
  'target/unavailable': rule('A part of the address is known only while something runs.', 'Start it, or give an address.', TARGETS),
  'target/unknown': rule('Nothing can run against a target that is not in the inventory.', 'Add it to targets.yaml.', TARGETS),
  'target/awaited': rule(
    'The runbook was written before its target was known.',
    'Add it to targets.yaml, and remove it from awaits.',
    TARGETS,
  ),
  'target/kind': rule('SQL goes to a database and http to an address.', 'Name a target of that kind.', TARGETS),
  'target/no-write': rule('A change needs its own credential.', 'Add write to the target.', TARGETS),
} satisfies Record<string, Rule>;
