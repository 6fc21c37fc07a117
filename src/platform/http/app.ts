import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import Fastify, { type FastifyRequest } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { Refusal } from '#kernel/refusal.ts';
import { type Actor, anonymousActor } from '../auth/actor.ts';
import { can, type Permission, type ScopeNeeded } from '../auth/permission.ts';
import type { Province, Work } from '../db/province.ts';
import { SHORT_AT_ONCE, Turns } from '../db/turns.ts';
import { type Believed, confirmedWork } from './believed.ts';
import { cleanText } from './clean-text.ts';
import { hashOfBody, idempotentWork } from './idempotency.ts';
import { setInputSentences } from './input-sentence.ts';
import { DOCS_PREFIX } from './docs-prefix.ts';
import { endsWithConnectionsOpen } from './ending.ts';
import { type Messages, problemHandler } from './problem.ts';
import { pageHeaders, requireSameOrigin, securityHeaders } from './security.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * Who may call: a permission, any signed-in person, everybody, or an application whose key has the scope. A route
     * without it does not start. Where a scope is asked, cookies do not count, so no browser can be made to call it
     * and its same-origin proof is not asked.
     */
    permission?: Permission | ScopeNeeded | 'signed-in' | 'public';
    /** How many calls it counts for against the key's rate; 1 when absent. */
    cost?: number;
    /**
     * A form sent by a page without script: only what the browser itself says of the origin is asked. It may
     * change nothing but what its own address entitles to (a signed link), whoever is signed in.
     */
    plainForm?: boolean;
    /** Called by a machine that proves itself by a signature over its body: cookies do not count, nor is our own header asked. */
    signedBody?: boolean;
    /**
     * All it does it does in `work`: who was let in a moment ago is confirmed inside the transaction (believed.ts)
     * instead of being looked up before it, and such requests take turns (turns.ts). For what is short and done all day long.
     */
    inWork?: boolean;
    /** The answer holds a secret that is shown once (a one-time link): it is not kept for a retry. */
    secretAnswer?: boolean;
  }
  interface FastifyInstance {
    /** Every permission that is asked for, by a route or inside a use case, by name; whole once the application is ready. */
    permissions: ReadonlyMap<string, Permission>;
    /** The operator says that people reach us over https, whatever a proxy in between tells. */
    https: boolean;
  }
  interface FastifyRequest {
    actor: Actor;
    /** Runs use cases as the caller; on POST with an Idempotency-Key, once. */
    work: Work;
  }
}

export interface AppOptions {
  readonly province: Province;
  readonly messages: Messages;
  /** Who the request comes from; `anonymousActor` when it carries no valid session. */
  readonly authenticate: (request: FastifyRequest) => Promise<Actor>;
  /** Who a request came from a moment ago, if that is known here. */
  readonly recognise?: (request: FastifyRequest) => Believed | undefined;
  /**
   * Which application the key of a request stands for, for routes that ask for a scope.
   * @throws Refusal 401 without a usable key, 429 past its rate
   */
  readonly authenticateApplication?: (request: FastifyRequest) => Promise<Actor>;
  readonly logger?: boolean | object;
  readonly https?: boolean;
  readonly trustProxy?: string;
  /** In which short work goes on; by what the processors can do when absent. */
  readonly turns?: Turns;
  /** Permissions that use cases ask for and no route names; a session tells its person of them too. */
  readonly permissions?: readonly Permission[];
}

const MAX_BODY = 1_000_000;
export const MAX_FILE = 20_000_000;

/** The web application without its routes: errors, permissions, same-origin proof, idempotency, headers. */
export function createApp(options: AppOptions) {
  setInputSentences();
  const answerProblem = problemHandler(options.messages);
  const app = Fastify({
    bodyLimit: MAX_BODY,
    trustProxy: options.trustProxy ?? false,
    logger: options.logger ?? false,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error, request, reply) => {
      // An address that is no address never reaches a route or a hook.
      reply.headers(pageHeaders({ https: options.https ?? false }));
      void answerProblem(error, request, reply);
    },
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  void app.register(cookie);
  void app.register(multipart, { limits: { fileSize: MAX_FILE, files: 10, fields: 20 }, throwFileSizeLimit: true });
  endsWithConnectionsOpen(app);
  securityHeaders(app, { https: options.https ?? false });
  const permissions = new Map((options.permissions ?? []).map((permission) => [permission.name, permission]));
  app.decorate('permissions', permissions);
  app.decorate('https', options.https ?? false);
  app.decorateRequest('actor');
  app.decorateRequest('work');

  const believed = new WeakMap<FastifyRequest, Believed>();
  const turns = options.turns ?? new Turns(SHORT_AT_ONCE);
  const workOf = (request: FastifyRequest): Work => {
    const before = believed.get(request);
    if (!before) return options.province.as(request.actor);
    const work = confirmedWork(options.province, before, async () => {
      const { permission = 'public' } = request.routeOptions.config;
      if (typeof permission === 'object' && 'scope' in permission) throw new Refusal('auth.required', 401);
      request.actor = admitted(permission, await options.authenticate(request));
      return request.actor;
    });
    return { actor: work.actor, run: (useCase, first) => turns.take(() => work.run(useCase, first)) };
  };

  app.addHook('onRoute', (route) => {
    if (route.url.startsWith(DOCS_PREFIX)) route.config = { ...route.config, permission: 'public' };
    if (route.config?.signedBody && route.config.permission !== 'public')
      throw new Error(`${route.url}: a signature stands for no permission`);
    if (route.config?.permission === undefined && route.method !== 'HEAD')
      throw new Error(`${String(route.method)} ${route.url} says nobody may call it: set config.permission`);
    const asked = route.config?.permission;
    if (typeof asked === 'object' && 'name' in asked) permissions.set(asked.name, asked);
    if (typeof asked === 'object' && 'scope' in asked && !options.authenticateApplication)
      throw new Error(`${route.url} asks for an application's key and nothing reads keys`);
  });
  app.addHook('onRequest', async (request, reply) => {
    const { permission, plainForm = false, signedBody = false, inWork = false } = request.routeOptions.config;
    if (request.url.startsWith('/api')) reply.header('cache-control', 'no-store');
    if (signedBody) {
      request.actor = anonymousActor;
      return;
    }
    if (typeof permission === 'object' && 'scope' in permission) {
      request.actor = anonymousActor;
      reply.header('www-authenticate', 'Bearer realm="dunghen"');
      request.actor = (await options.authenticateApplication?.(request)) ?? anonymousActor;
      reply.removeHeader('www-authenticate');
      if (!request.actor.application?.scopes.includes(permission.scope))
        throw new Refusal('auth.scope_missing', 403, { scope: permission.scope });
      return;
    }
    requireSameOrigin(request, { plainForm });
    if (permission === undefined) {
      request.actor = anonymousActor;
      return;
    }
    // Whoever had no right a moment ago may have been given it since: he is looked up.
    const before = inWork ? options.recognise?.(request) : undefined;
    const isBelieved = before !== undefined && whyNot(permission, before.actor) === undefined;
    if (isBelieved) believed.set(request, before);
    request.actor = isBelieved ? before.actor : admitted(permission, await options.authenticate(request));
  });
  app.addHook('preValidation', async (request) => {
    request.query = cleanText(request.query);
    request.params = cleanText(request.params);
    // What was signed stays as it was signed.
    if (!request.routeOptions.config.signedBody) request.body = cleanText(request.body);
  });
  app.addHook('preHandler', async (request, reply) => {
    const work = workOf(request);
    const key = idempotencyKey(request);
    request.work =
      key === undefined
        ? work
        : idempotentWork(work, {
            key,
            route: `${request.method} ${request.url}`,
            hash: hashOfBody(request.body),
            onReplay: () => void reply.header('idempotent-replay', 'true'),
          });
  });
  app.setErrorHandler(answerProblem);
  app.setNotFoundHandler(() => {
    throw new Refusal('http.not_found', 404);
  });
  return app;
}

type Asked = Permission | 'signed-in' | 'public';

/** Why somebody may not call, if he may not. */
function whyNot(permission: Asked, actor: Actor): Refusal | undefined {
  if (permission === 'public') return undefined;
  if (actor.kind === 'anonymous') return new Refusal('auth.required', 401);
  if (permission === 'signed-in' || can(actor, permission)) return undefined;
  return new Refusal('auth.forbidden', 403, { permission: permission.name });
}

/** @throws Refusal `auth.required` (401), `auth.forbidden` (403) */
function admitted(permission: Asked, actor: Actor): Actor {
  const refusal = whyNot(permission, actor);
  if (refusal) throw refusal;
  return actor;
}

/**
 * The caller's Idempotency-Key where it counts: on POST, from somebody who is known (a visitor's key would be
 * shared with every other visitor), and not where the answer is a secret that may be told once only.
 */
function idempotencyKey(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  const counts =
    request.method === 'POST' && request.actor.kind === 'person' && !request.routeOptions.config.secretAnswer;
  return counts && typeof key === 'string' && key.length >= 8 && key.length <= 200 ? key : undefined;
}

export type App = ReturnType<typeof createApp>;
/** Adds a module's routes to the application. */
export type Routes = (app: App) => void;
