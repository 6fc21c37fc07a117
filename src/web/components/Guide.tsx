import { useMemo } from 'react';
import { PageLink } from '../navigation.tsx';
import classes from './Guide.module.css';
import { type Block, type Line, readGuide } from './guide-text.ts';

/** A guide written in Markdown, without its first heading, which is the page's. Wide code scrolls in its own frame. */
export function Guide({ text }: { readonly text: string }) {
  const blocks = useMemo(() => readGuide(text).filter((block) => block.kind !== 'heading' || block.level > 1), [text]);
  return (
    <div className={classes.guide}>
      {blocks.map((block, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- a text that does not change
        <Piece key={place} block={block} />
      ))}
    </div>
  );
}

function Piece({ block }: { block: Block }) {
  switch (block.kind) {
    case 'heading':
      return block.level === 2 ? <h2>{block.text}</h2> : <h3>{block.text}</h3>;
    case 'paragraph':
      return (
        <p>
          <Words line={block.line} />
        </p>
      );
    case 'list':
      return (
        <ul>
          {block.items.map((item, place) => (
            // oxlint-disable-next-line react/no-array-index-key -- a text that does not change
            <li key={place}>
              <Words line={item} />
            </li>
          ))}
        </ul>
      );
    case 'code':
      // A keyboard must be able to scroll what is wider than the page.
      return (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
        <pre className={classes.code} tabIndex={0} aria-label={block.language}>
          {block.text}
        </pre>
      );
    case 'table':
      return (
        <table className={classes.table}>
          <thead>
            <tr>
              {block.head.map((cell, place) => (
                // oxlint-disable-next-line react/no-array-index-key -- a text that does not change
                <th key={place} scope="col">
                  <Words line={cell} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((row, place) => (
              // oxlint-disable-next-line react/no-array-index-key -- a text that does not change
              <tr key={place}>
                {row.map((cell, column) => (
                  // oxlint-disable-next-line react/no-array-index-key -- a text that does not change
                  <td key={column}>
                    <Words line={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
  }
}

function Words({ line }: { line: Line }) {
  return line.map((piece, place) => {
    const key = `${place} ${piece.text}`;
    if (piece.kind === 'code') return <code key={key}>{piece.text}</code>;
    if (piece.kind === 'strong') return <strong key={key}>{piece.text}</strong>;
    if (piece.kind === 'text') return piece.text;
    // The description of the interface is served beside the program, not a page of it.
    if (piece.href.startsWith('/') && !piece.href.startsWith('/api/'))
      return (
        <PageLink key={key} to={piece.href}>
          {piece.text}
        </PageLink>
      );
    return (
      <a key={key} href={piece.href} rel="noopener noreferrer">
        {piece.text}
      </a>
    );
  });
}
