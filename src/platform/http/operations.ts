import { collectDefaultMetrics, Histogram, register } from 'prom-client';
import { sql } from 'kysely';
import { Refusal } from '#kernel/refusal.ts';
import { systemActor } from '../auth/actor.ts';
import type { Province } from '../db/province.ts';
import type { App } from './app.ts';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** What /readyz says while the program finishes its work: no new work should come, its port is soon free. */
export const ENDING = 'ending';

/** For whoever runs the server: is it alive, can it work, how fast is it. Figures are told to the machine itself only. */
export function operationRoutes(app: App, province: Province, isEnding = () => false): void {
  if (!register.getSingleMetric('process_cpu_user_seconds_total')) collectDefaultMetrics();
  const known = register.getSingleMetric('http_request_duration_seconds') as
    | Histogram<'method' | 'route' | 'status'>
    | undefined;
  const durations =
    known ??
    new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time to answer a request, by route',
      labelNames: ['method', 'route', 'status'] as const,
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.3, 1, 3, 10],
    });
  app.addHook('onResponse', async (request, reply) => {
    durations
      .labels(request.method, request.routeOptions.url ?? 'none', String(reply.statusCode))
      .observe(reply.elapsedTime / 1000);
  });
  app.get('/healthz', { config: { permission: 'public' }, schema: { hide: true } }, async () => ({ status: 'ok' }));
  app.get('/readyz', { config: { permission: 'public' }, schema: { hide: true } }, async (_request, reply) => {
    if (isEnding()) return reply.code(503).send({ status: ENDING });
    try {
      await province.as(systemActor('Kiểm tra')).run((tx) => sql`select 1`.execute(tx.db));
      return { status: 'ok' };
    } catch (error) {
      app.log.error({ err: error }, 'not ready');
      return reply.code(503).send({ status: 'database unavailable' });
    }
  });
  app.get('/metrics', { config: { permission: 'public' }, schema: { hide: true } }, async (request, reply) => {
    if (!LOOPBACK.has(request.ip)) throw new Refusal('http.not_found', 404);
    return reply.type(register.contentType).send(await register.metrics());
  });
}
