import type { Element, ElementContent } from 'hast';
import type { HighlighterCore, LanguageInput, ThemedToken } from 'shiki';

/** Ours are classes, not styles: the page's security policy has no inline styles, and one token costs 20 bytes less. */
const THEME = 'classes';
const VARIABLE = '--code-';
const LANGUAGES: Record<string, () => Promise<{ default: LanguageInput }>> = {
  bash: () => import('shiki/langs/bash.mjs'),
  sql: () => import('shiki/langs/sql.mjs'),
  http: () => import('shiki/langs/http.mjs'),
  yaml: () => import('shiki/langs/yaml.mjs'),
  json: () => import('shiki/langs/json.mjs'),
  python: () => import('shiki/langs/python.mjs'),
  javascript: () => import('shiki/langs/javascript.mjs'),
  typescript: () => import('shiki/langs/typescript.mjs'),
  docker: () => import('shiki/langs/docker.mjs'),
  nginx: () => import('shiki/langs/nginx.mjs'),
  ini: () => import('shiki/langs/ini.mjs'),
  toml: () => import('shiki/langs/toml.mjs'),
  diff: () => import('shiki/langs/diff.mjs'),
  xml: () => import('shiki/langs/xml.mjs'),
  java: () => import('shiki/langs/java.mjs'),
  go: () => import('shiki/langs/go.mjs'),
  ruby: () => import('shiki/langs/ruby.mjs'),
};
const ALIASES: Record<string, string> = {
  sh: 'bash',
  shell: 'bash',
  zsh: 'bash',
  console: 'bash',
  yml: 'yaml',
  jsonc: 'json',
  py: 'python',
  js: 'javascript',
  ts: 'typescript',
  dockerfile: 'docker',
  psql: 'sql',
  postgresql: 'sql',
  postgres: 'sql',
  conf: 'ini',
  html: 'xml',
  golang: 'go',
  rb: 'ruby',
};
/** Longer lines, and longer texts, are shown without colours rather than slowly. */
const MAX_LINE = 2_000;
const MAX_CHARACTERS = 100_000;
const KEPT = 2_000;

let core: Promise<HighlighterCore> | undefined;
const drawn = new Map<string, ElementContent[]>();

async function createCore(): Promise<HighlighterCore> {
  const { createCssVariablesTheme, createHighlighterCore } = await import('shiki/core');
  const { createOnigurumaEngine } = await import('shiki/engine/oniguruma');
  const theme = createCssVariablesTheme({ name: THEME, variablePrefix: VARIABLE, fontStyle: false });
  return createHighlighterCore({ themes: [theme], langs: [], engine: createOnigurumaEngine(import('shiki/wasm')) });
}

async function withLanguage(name: string): Promise<HighlighterCore> {
  core ??= createCore();
  const highlighter = await core;
  const load = LANGUAGES[name];
  if (load && !highlighter.getLoadedLanguages().includes(name)) await highlighter.loadLanguage((await load()).default);
  return highlighter;
}

function classOf(token: ThemedToken): string | null {
  const name = /^var\(--code-(?:token-)?([a-z-]+)\)$/.exec(token.color ?? '')?.[1];
  return name && name !== 'foreground' ? `tok-${name}` : null;
}

function spans(tokens: ThemedToken[][]): ElementContent[] {
  return tokens.flatMap((line, index) => [
    ...(index ? [{ type: 'text' as const, value: '\n' }] : []),
    ...line.map((token): ElementContent => {
      const className = classOf(token);
      const text = { type: 'text' as const, value: token.content };
      return className ? { type: 'element', tagName: 'span', properties: { className: [className] }, children: [text] } : text;
    }),
  ]);
}

async function colour(code: string, language: string): Promise<ElementContent[]> {
  const plain: ElementContent[] = [{ type: 'text', value: code }];
  if (!LANGUAGES[language] || code.length > MAX_CHARACTERS) return plain;
  const key = `${language}\0${code}`;
  const known = drawn.get(key);
  if (known) return known;
  try {
    const highlighter = await withLanguage(language);
    const children = spans(
      highlighter.codeToTokensBase(code, { lang: language, theme: THEME, tokenizeMaxLineLength: MAX_LINE, tokenizeTimeLimit: 0 }),
    );
    if (drawn.size >= KEPT) drawn.clear();
    drawn.set(key, children);
    return children;
  } catch {
    return plain;
  }
}

/**
 * Draws code as `<pre class="code" data-language="…"><code>` with spans of the classes in highlight.css. An unknown
 * language is drawn without colours; never throws.
 */
export async function highlight(code: string, language: string | null): Promise<Element> {
  const asked = (language ?? '').toLowerCase();
  const name = ALIASES[asked] ?? asked;
  const children = await colour(code, name);
  return {
    type: 'element',
    tagName: 'pre',
    // Focusable, because it may scroll sideways.
    properties: { className: ['code'], ...(asked ? { dataLanguage: asked } : {}), tabIndex: 0 },
    children: [{ type: 'element', tagName: 'code', properties: {}, children }],
  };
}
