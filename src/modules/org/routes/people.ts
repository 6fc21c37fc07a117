import type { App } from '#platform/http/app.ts';
import {
  addMembership,
  addPerson,
  addPost,
  addSection,
  changePerson,
  changePost,
  finishMembership,
  listPeople,
  listPosts,
  readPerson,
} from '../people-service.ts';
import { orgPermissions } from '../permissions.ts';
import {
  EndMembershipIn,
  IdParam,
  MembershipOut,
  NewMembershipIn,
  NewPersonIn,
  NewPostIn,
  NewSectionIn,
  PeoplePage,
  PeopleQuery,
  PersonListed,
  PersonPatchIn,
  PostOut,
  PostPatchIn,
  PostsOut,
  PostsQuery,
  SectionOut,
} from '../schema.ts';

const tags = ['Người và chức danh'];
const read = { permission: orgPermissions.read };
const manage = { permission: orgPermissions.manage };

export function peopleRoutes(app: App): void {
  app.get(
    '/api/org/people',
    {
      schema: {
        summary: 'Danh sách người, xếp theo tên',
        description: 'Thư điện tử và điện thoại chỉ hiện với đồng nghiệp, quản trị và người điều hành toàn tỉnh.',
        tags,
        querystring: PeopleQuery,
        response: { 200: PeoplePage },
      },
      config: read,
    },
    ({ query, work }) => listPeople(work, query),
  );
  app.post(
    '/api/org/people',
    { schema: { summary: 'Thêm người', tags, body: NewPersonIn, response: { 200: PersonListed } }, config: manage },
    ({ body, work }) => addPerson(work, body),
  );
  app.get(
    '/api/org/people/:id',
    { schema: { summary: 'Một người', tags, params: IdParam, response: { 200: PersonListed } }, config: read },
    ({ params, work }) => readPerson(work, params.id),
  );
  app.patch(
    '/api/org/people/:id',
    {
      schema: {
        summary: 'Sửa thông tin một người',
        tags,
        params: IdParam,
        body: PersonPatchIn,
        response: { 200: PersonListed },
      },
      config: manage,
    },
    ({ params, body, work }) => changePerson(work, params.id, body),
  );
  app.get(
    '/api/org/posts',
    {
      schema: {
        summary: 'Chức danh của một cơ quan và người giữ',
        tags,
        querystring: PostsQuery,
        response: { 200: PostsOut },
      },
      config: read,
    },
    async ({ query, work }) => ({ posts: await listPosts(work, query.agencyId, query.on) }),
  );
  app.post(
    '/api/org/posts',
    { schema: { summary: 'Thêm chức danh', tags, body: NewPostIn, response: { 200: PostOut } }, config: manage },
    ({ body, work }) => addPost(work, body),
  );
  app.patch(
    '/api/org/posts/:id',
    {
      schema: {
        summary: 'Sửa hoặc kết thúc chức danh',
        tags,
        params: IdParam,
        body: PostPatchIn,
        response: { 200: PostOut },
      },
      config: manage,
    },
    ({ params, body, work }) => changePost(work, params.id, body),
  );
  app.post(
    '/api/org/memberships',
    {
      schema: { summary: 'Giao chức danh cho người', tags, body: NewMembershipIn, response: { 200: MembershipOut } },
      config: manage,
    },
    ({ body, work }) => addMembership(work, body),
  );
  app.post(
    '/api/org/memberships/:id/end',
    {
      schema: {
        summary: 'Kết thúc việc giữ chức danh',
        tags,
        params: IdParam,
        body: EndMembershipIn,
        response: { 200: MembershipOut },
      },
      config: manage,
    },
    ({ params, body, work }) => finishMembership(work, params.id, body.on),
  );
  app.post(
    '/api/org/sections',
    { schema: { summary: 'Thêm phòng', tags, body: NewSectionIn, response: { 200: SectionOut } }, config: manage },
    ({ body, work }) => addSection(work, body),
  );
}
