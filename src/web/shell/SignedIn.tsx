import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { onSignedOut } from '../api.ts';
import { ErrorBox } from '../components/ErrorBox.tsx';
import { Loading } from '../components/Loading.tsx';
import { allPages } from '../page-registry.ts';
import { navigationFor } from '../pages.ts';
import { SESSION_KEY, SessionProvider, signedIn, useSessionQuery } from '../session.tsx';
import { Shell } from './Shell.tsx';

const SIGN_IN = '/dang-nhap';

/**
 * The door to all pages of a signed-in person: asks who it is, sends a visitor to sign in and keeps in the
 * address where they were going. An ended session noticed by any call brings them here again.
 */
export function SignedIn() {
  const client = useQueryClient();
  const query = useSessionQuery();
  const [wasSignedIn, setWasSignedIn] = useState(false);
  useEffect(() => onSignedOut(() => void client.invalidateQueries({ queryKey: SESSION_KEY })), [client]);

  const session = signedIn(query.data);
  // Kept from the last drawing: whether the person now gone was here, so that sign-in can say why.
  if (session && !wasSignedIn) setWasSignedIn(true);
  if (session) {
    return (
      <SessionProvider session={session}>
        <Shell places={navigationFor(allPages, session.permissions, session.province.isDemonstration)} />
      </SessionProvider>
    );
  }
  if (query.data) return <ToSignIn ended={wasSignedIn} />;
  return <main id="main">{query.isError ? <ErrorBox error={query.error} retry={query.refetch} /> : <Loading />}</main>;
}

/** Goes to the sign-in page once, with the address to come back to; draws nothing while that page is loaded. */
function ToSignIn({ ended }: { ended: boolean }) {
  const router = useRouter();
  useEffect(() => {
    const { pathname, href } = router.latestLocation;
    if (pathname === SIGN_IN) return;
    const search = { ...(href === '/' ? {} : { tiep: href }), ...(ended ? { het: '1' } : {}) };
    void router.navigate({ to: SIGN_IN, search: search as never, replace: true });
  }, [router, ended]);
  return null;
}
