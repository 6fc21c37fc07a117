import pg from 'pg';
import { Batch, Known } from './batch.ts';
import { nameOf } from './fuse.ts';
import { KEPT_IDLE_MS, survivesLosses } from './pool.ts';
import type { Answer } from './session.ts';

/** Connections of its own for statements that only read, each parsed and planned once. */
export interface Look {
  ask<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

/**
 * Opens at the first question. Its settings (`name=value`, without blanks) stand for as long as the connection does, which saves a question every
 * transaction and setting round it; in return the connection can write nothing.
 */
export function openLook(url: string, settings: readonly string[]): Look {
  const pool = new pg.Pool({
    connectionString: url,
    max: 4,
    application_name: 'dunghen look',
    connectionTimeoutMillis: 10_000,
    statement_timeout: 10_000,
    idleTimeoutMillis: KEPT_IDLE_MS,
    options: [...settings, 'default_transaction_read_only=on'].map((setting) => `-c ${setting}`).join(' '),
  });
  survivesLosses(pool);
  const knowing = new WeakMap<pg.PoolClient, Known>();
  return {
    ask: async <Row>(text: string, values: readonly unknown[]) => {
      const client = await pool.connect();
      const known = knowing.get(client) ?? new Known();
      knowing.set(client, known);
      try {
        const answer = await new Promise<Answer>((done, failed) =>
          client.query(new Batch([{ name: nameOf(text) ?? '', text, values, done, failed }], known)),
        );
        return answer.rows as Row[];
      } finally {
        client.release();
      }
    },
    close: () => pool.end(),
  };
}
