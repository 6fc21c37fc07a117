import { type MantineColorScheme, type MantineColorSchemeManager, MantineProvider } from '@mantine/core';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Toasts } from './components/Toasts.tsx';
import { theme } from './theme.ts';

const KEY = 'dunghen.scheme';

/** Keeps the chosen scheme where first-paint.js reads it before anything is drawn. */
const schemeManager: MantineColorSchemeManager = {
  get: (fallback) => {
    try {
      const kept = localStorage.getItem(KEY);
      return kept === 'light' || kept === 'dark' ? kept : fallback;
    } catch {
      return fallback;
    }
  },
  set: (scheme: MantineColorScheme) => {
    try {
      localStorage.setItem(KEY, scheme);
    } catch {
      // The choice then holds until the page is closed.
    }
  },
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => localStorage.removeItem(KEY),
};

/**
 * What every page needs around it. Mantine writes no <style> tag here: its variables come from
 * mantine-bridge.css, because the page's Content-Security-Policy allows styles from files only.
 */
export function Providers({ client, children }: { client: QueryClient; children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={schemeManager}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={client}>
        {children}
        <Toasts />
      </QueryClientProvider>
    </MantineProvider>
  );
}
