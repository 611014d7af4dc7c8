const LINES = 6;
const COLUMNS = 240;
// Colours, and whatever else a terminal is told.
const ESCAPES = new RegExp(`${String.fromCharCode(27)}\\[[0-9;?]*[A-Za-z]`, 'g');

function firstLines(message) {
  const lines = String(message ?? '')
    .replaceAll(ESCAPES, '')
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '' && !/^\s+at (.*(node_modules|node:internal)|new Promise)/.test(line));
  return lines.slice(0, LINES).map((line) => (line.length > COLUMNS ? `${line.slice(0, COLUMNS)}…` : line));
}

/** What failed in a report of Vitest: tests, and files that could not be loaded. Folders are cut off `root`. */
export function failuresOfVitest(report, root) {
  return (report?.testResults ?? []).flatMap(({ name, status, message, assertionResults = [] }) => {
    const file = String(name).replace(`${root}/`, '');
    const tests = assertionResults
      .filter((each) => each.status === 'failed')
      .map(({ fullName, failureMessages }) => ({ name: `${file} > ${fullName}`, lines: firstLines(failureMessages?.[0]) }));
    const isFile = status === 'failed' && tests.length === 0;
    return isFile ? [{ name: file, lines: firstLines(message || 'the file could not be run') }] : tests;
  });
}

function specsOf({ suites = [], specs = [], title = '' }, above = []) {
  const path = title ? [...above, title] : above;
  return [...specs.map((spec) => ({ ...spec, path: [...path, spec.title] })), ...suites.flatMap((suite) => specsOf(suite, path))];
}

/** What failed in a report of Playwright, a retry that passed aside. */
export function failuresOfPlaywright(report) {
  const tests = specsOf(report ?? {}).flatMap(({ path, tests: ran = [] }) =>
    ran
      .filter(({ status }) => status === 'unexpected')
      .map(({ results = [] }) => ({
        name: path.join(' > '),
        lines: firstLines(results.findLast(({ error }) => error)?.error?.message ?? 'it ended without a message'),
      })),
  );
  return [...tests, ...(report?.errors ?? []).map(({ message }) => ({ name: 'outside of a test', lines: firstLines(message) }))];
}

/** For the very end of a log: each failed test by its name, and how its message begins. */
export function sayFailures(failures) {
  if (failures.length === 0) return '';
  return ['', 'What failed:', ...failures.flatMap(({ name, lines }) => ['', `  ${name}`, ...lines.map((line) => `    ${line}`)])].join(
    '\n',
  );
}
