import swagger from '@fastify/swagger';
import apiReference from '@scalar/fastify-api-reference';
import { createHash } from 'node:crypto';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { App } from './app.ts';
import { DOCS_PREFIX } from './docs-prefix.ts';

/**
 * The interface described by itself: OpenAPI 3.1 at /api/openapi.json, readable at /api/docs. The readable
 * page brings an inline script of its own, let in by its hash, and styles it makes at run time; on that page only.
 */
export function describeApi(app: App, title: string): void {
  void app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title,
        version: '1',
        description:
          'Giao diện lập trình của Đúng Hẹn. Lỗi theo RFC 9457 (application/problem+json), mỗi lỗi có mã ổn định và một câu tiếng Việt.',
      },
      security: [{ session: [] }],
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'dunghen' },
          applicationKey: { type: 'http', scheme: 'bearer', description: 'Khóa ứng dụng do quản trị cấp: dh_…' },
        },
      },
    },
    transform: (route) => {
      const told = jsonSchemaTransform(route);
      const asked = route.route.config?.permission;
      // What anybody may call says so: an empty list takes back the session asked of all others.
      if (asked === 'public') return { ...told, schema: { ...told.schema, security: [] } };
      if (typeof asked === 'object' && 'scope' in asked)
        return { ...told, schema: { ...told.schema, security: [{ applicationKey: [] }] } };
      return told;
    },
    transformObject: jsonSchemaTransformObject, // schemas that name themselves (trees) are told once, by reference
  });
  app.get('/api/openapi.json', { config: { permission: 'public' }, schema: { hide: true } }, async () => app.swagger());
  void app.register(async (docs) => {
    docs.addHook('onSend', async (_request, reply, payload) => {
      if (typeof payload !== 'string' || !String(reply.getHeader('content-type')).startsWith('text/html'))
        return payload;
      const hashes = [...payload.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
        (match) =>
          `'sha256-${createHash('sha256')
            .update(match[1] ?? '')
            .digest('base64')}'`,
      );
      const policy = String(reply.getHeader('content-security-policy'));
      reply.header(
        'content-security-policy',
        policy
          .replace("script-src 'self'", `script-src 'self' ${hashes.join(' ')}`)
          .replace("style-src 'self'", "style-src 'self' 'unsafe-inline'"),
      );
      return payload;
    });
    await docs.register(apiReference, {
      routePrefix: DOCS_PREFIX,
      configuration: {
        url: '/api/openapi.json',
        withDefaultFonts: false,
        hideClientButton: true,
        telemetry: false,
        showDeveloperTools: 'never',
        agent: { disabled: true },
        mcp: { disabled: true },
      },
    });
  });
}
