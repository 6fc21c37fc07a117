import 'pg';

/** What the driver's connection can also do; its types do not tell of it. */
declare module 'pg' {
  interface Connection {
    /** A piece of the rows behind `COPY … FROM STDIN`. */
    sendCopyFromChunk(chunk: Buffer): void;
    endCopyFrom(): void;
  }
}
