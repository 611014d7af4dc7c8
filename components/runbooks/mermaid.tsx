'use client';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { plainDiagram } from './plain-diagram';

type MermaidProps = {
  /** The diagram's text, for what the server could not draw; `children` is what it drew. */
  source: string;
  label: string;
  children?: ReactNode;
};

/** A diagram. What came without a picture is drawn here, once it is about to be seen. */
export function Mermaid({ source, label, children }: MermaidProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  const drawn = !source;
  useEffect(() => {
    const place = frame.current;
    if (!place || drawn) return;
    const seen = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return;
        seen.disconnect();
        draw(place, source).catch(() => setFailed(true));
      },
      { rootMargin: '400px' },
    );
    seen.observe(place);
    return () => seen.disconnect();
  }, [source, drawn]);
  return (
    <figure className="mt-4">
      {drawn ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section tabIndex={0} aria-label="Diagram" className="overflow-x-auto">
          {children}
        </section>
      ) : (
        <div
          ref={frame}
          role="img"
          aria-label={label || 'Diagram'}
          className="min-h-24 overflow-x-auto contain-content [&_svg]:h-auto [&_svg]:max-w-full"
        />
      )}
      {failed && <figcaption className="text-sm text-ink-2">This diagram could not be drawn; its text is below.</figcaption>}
      {!drawn && (
        <details open={failed}>
          <summary className="text-sm text-ink-3 hover:text-ink">Text of the diagram</summary>
          <pre
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
            tabIndex={0}
            className="mt-1 overflow-x-auto rounded-md border border-line bg-sunken px-3 py-2 font-mono text-sm"
          >
            {source}
          </pre>
        </details>
      )}
    </figure>
  );
}

let drawings = 0;

/** What a diagram's own text may not set: what decides whether it is safe, and whatever becomes CSS. */
const NOT_ITS_OWN = [
  ...['secure', 'securityLevel', 'startOnLoad', 'maxTextSize', 'suppressErrorRendering', 'maxEdges'],
  ...['themeCSS', 'themeVariables', 'fontFamily', 'altFontFamily', 'dompurifyConfig', 'htmlLabels'],
];

async function draw(place: HTMLElement, source: string): Promise<void> {
  const { default: mermaid } = await import('mermaid');
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    secure: NOT_ITS_OWN,
    layout: 'dagre',
    theme: dark ? 'dark' : 'neutral',
    fontFamily: 'inherit',
  });
  const { svg } = await mermaid.render(`diagram-${++drawings}`, plainDiagram(source));
  const picture = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
  place.replaceChildren(document.importNode(picture, true));
}
