import { type RefObject, useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import type { WorkflowBody } from '../domain/workflow.ts';

/** A line of the picture, from box to box, in pixels of the picture. */
export interface Edge {
  readonly key: string;
  /** The step it leads to. */
  readonly to: string;
  readonly path: string;
  readonly isBack: boolean;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly row: number;
}

/**
 * The lines between the steps, measured where the boxes really stand: their height depends on the words in them. Drawn
 * anew whenever the picture changes its size.
 */
export function useEdges(frame: RefObject<HTMLElement | null>, body: WorkflowBody, drawn: string): readonly Edge[] {
  const [edges, setEdges] = useState<readonly Edge[]>([]);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const measure = () => setEdges(edgesOf(boxesIn(element), body));
    // Between layout and paint: drawn at once, or the lines would stand beside their boxes for a frame.
    const watcher = new ResizeObserver(() => flushSync(measure));
    watcher.observe(element);
    for (const box of element.querySelectorAll('[data-step]')) watcher.observe(box);
    measure();
    return () => watcher.disconnect();
    // `drawn` says that the same steps stand elsewhere or say something else.
  }, [frame, body, drawn]);
  return edges;
}

function boxesIn(frame: HTMLElement): Map<string, Box> {
  const boxes = new Map<string, Box>();
  for (const element of frame.querySelectorAll<HTMLElement>('[data-step]')) {
    const { offsetLeft: left, offsetTop: top, offsetWidth: width, offsetHeight: height } = element;
    boxes.set(element.dataset['step'] ?? '', { left, top, width, height, row: Number(element.dataset['row']) });
  }
  return boxes;
}

const GUTTER = 9;

/** Straight down to the next row; past other rows beside the boxes; back up on the left, as a fault looks. */
function edgesOf(boxes: ReadonlyMap<string, Box>, body: WorkflowBody): Edge[] {
  return body.steps.flatMap((step) =>
    step.next.flatMap(({ to }): Edge[] => {
      const a = boxes.get(step.key);
      const b = boxes.get(to);
      if (!a || !b) return [];
      const x1 = Math.round(a.left + a.width / 2);
      const y1 = a.top + a.height;
      const x2 = Math.round(b.left + b.width / 2);
      const y2 = b.top - 2;
      const key = `${step.key} ${to}`;
      if (b.row <= a.row) {
        const x = Math.min(a.left, b.left) - GUTTER;
        return [
          {
            key,
            to,
            isBack: true,
            path: `M${a.left} ${a.top + a.height / 2}H${x}V${b.top + b.height / 2}H${b.left - 2}`,
          },
        ];
      }
      if (b.row > a.row + 1) {
        const x = Math.max(a.left + a.width, x1 === x2 ? b.left + b.width : 0) + GUTTER;
        return [{ key, to, isBack: false, path: `M${x1} ${y1}v8H${x}V${y2 - 10}H${x2}V${y2}` }];
      }
      const middle = Math.round((y1 + y2) / 2);
      const path = x1 === x2 ? `M${x1} ${y1}V${y2}` : `M${x1} ${y1}C${x1} ${middle} ${x2} ${middle} ${x2} ${y2}`;
      return [{ key, to, isBack: false, path }];
    }),
  );
}
