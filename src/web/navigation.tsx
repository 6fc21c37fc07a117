import { Link, useNavigate, useParams } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, ReactNode } from 'react';

/** The parameters of the open page's path: for '/nhiem-vu/:id', `const { id } = usePageParams()`. */
export function usePageParams(): Readonly<Record<string, string>> {
  return useParams({ strict: false }) as Record<string, string>;
}

const ACTIVE = { exact: true, includeSearch: true } as const;

interface PageLinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  /** An address inside the program, with its search part: '/nhiem-vu?tinh-trang=qua-han'. */
  readonly to: string;
  readonly children: ReactNode;
}

/** A link to another page of the program, opened without a reload. */
export function PageLink({ to, children, ...rest }: PageLinkProps) {
  const { path, search, hash } = splitAddress(to);
  return (
    <Link
      to={path}
      search={search as never}
      {...(hash ? { hash } : {})}
      // A link is the current one only when it is exactly the open address: a list is not current under its filters.
      activeOptions={ACTIVE}
      {...(rest as object)}
    >
      {children}
    </Link>
  );
}

/** Goes to an address inside the program: `go('/nhiem-vu/123')`. */
export function useGo(): (to: string, options?: { replace?: boolean }) => void {
  const navigate = useNavigate();
  return (to, options = {}) => {
    const { path, search, hash } = splitAddress(to);
    void navigate({ to: path, search: search as never, replace: options.replace ?? false, ...(hash ? { hash } : {}) });
  };
}

function splitAddress(to: string): { path: string; search: Record<string, string>; hash: string } {
  const url = new URL(to, 'http://inside');
  return { path: url.pathname, search: Object.fromEntries(url.searchParams), hash: url.hash.slice(1) };
}
