import { useEffect, useState } from 'react';
import { previewMarkdown } from '@/actions/reviews';
import { callAction } from '@/components/ui/use-action';
import type { TextNode } from '@/domain/reviews/words/text-tree';

const PAUSE_MS = 200;

/** How a text will be drawn, shortly after it was typed; the last drawing stays until the next is here. */
export function usePreview(body: string, first: readonly TextNode[]): readonly TextNode[] {
  const [nodes, setNodes] = useState(first);
  const [drawn, setDrawn] = useState(body);
  useEffect(() => {
    if (body === drawn) return;
    let superseded = false;
    const timer = setTimeout(async () => {
      const result = await callAction(previewMarkdown, { body });
      if (superseded || !result.ok) return;
      setNodes(result.value);
      setDrawn(body);
    }, PAUSE_MS);
    return () => {
      superseded = true;
      clearTimeout(timer);
    };
  }, [body, drawn]);
  return nodes;
}
