import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getJson } from '#web/api.ts';
import type { ApplicationList } from '../admin-schema.ts';
import type { AllowedHosts, WebhookList } from '../webhook-schema.ts';

/** Something is on its way: look again soon, until it came to rest. */
export const SOON_MS = 1500;

/** All connected applications with their keys. */
export function useApplications() {
  return useQuery({
    queryKey: ['integrations', 'applications'],
    queryFn: ({ signal }) => getJson<ApplicationList>('/api/applications', { signal }),
  });
}

/** All subscriptions and how they fare; asked again while messages wait. */
export function useWebhooks() {
  return useQuery({
    queryKey: ['integrations', 'webhooks'],
    queryFn: ({ signal }) => getJson<WebhookList>('/api/application-webhooks', { signal }),
    refetchInterval: ({ state }) =>
      state.data?.webhooks.some((one) => one.state === 'active' && one.queued > 0) ? 2 * SOON_MS : false,
  });
}

/** Hosts inside private networks that may be told. */
export function useAllowedHosts() {
  return useQuery({
    queryKey: ['integrations', 'hosts'],
    queryFn: ({ signal }) => getJson<AllowedHosts>('/api/webhook-hosts', { signal }),
  });
}

/** Everything of this module is asked for again: a change here moves counts elsewhere. */
export function useChanged(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['integrations'] });
}

/** The page of an application. */
export const applicationAt = (source: string) => `/quan-tri/khoa-ung-dung/${source}`;
/** The page of one of its subscriptions. */
export const webhookAt = (source: string, id: string) => `${applicationAt(source)}/noi-nhan/${id}`;
