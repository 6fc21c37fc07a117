import type { App } from '#platform/http/app.ts';
import {
  ByContactAgency,
  ByLetterKey,
  LetterContactInput,
  LetterPreview,
  LetterPreviewInput,
  LetterSettings,
  LetterTemplateInput,
  Revived,
} from './letters-schema.ts';
import { dossiersPermissions } from './permissions.ts';
import { letterSettings, previewLetter, resendLetters, saveLetterContact, wordLetter } from './service-letters.ts';

const tags = ['Tin báo cho người nộp'];

/** What applicants are told, for the administrator. */
export function letterRoutes(app: App): void {
  const config = { permission: dossiersPermissions.letters };
  app.get(
    '/api/dossiers/letters',
    {
      schema: { summary: 'Mẫu tin, nơi liên hệ và tình trạng gửi', tags, response: { 200: LetterSettings } },
      config,
    },
    ({ work }) => letterSettings(work),
  );
  app.post(
    '/api/dossiers/letters/preview',
    {
      schema: { summary: 'Xem thử một mẫu tin', tags, body: LetterPreviewInput, response: { 200: LetterPreview } },
      config,
    },
    async ({ body }) => previewLetter(body),
  );
  app.put(
    '/api/dossiers/letters/:key',
    {
      schema: {
        summary: 'Sửa một mẫu tin',
        tags,
        params: ByLetterKey,
        body: LetterTemplateInput,
        response: { 200: LetterSettings },
      },
      config,
    },
    ({ params, body, work }) => wordLetter(work, params.key, body),
  );
  app.put(
    '/api/dossiers/contacts/:agencyId',
    {
      schema: {
        summary: 'Ghi số điện thoại, địa chỉ, giờ tiếp của nơi tiếp nhận',
        tags,
        params: ByContactAgency,
        body: LetterContactInput,
        response: { 200: LetterSettings },
      },
      config,
    },
    ({ params, body, work }) => saveLetterContact(work, params.agencyId, body),
  );
  app.post(
    '/api/dossiers/letters/resend',
    { schema: { summary: 'Gửi lại thư chưa gửi được', tags, response: { 200: Revived } }, config },
    ({ work }) => resendLetters(work),
  );
}
