import { type ComponentType, createElement, type LazyExoticComponent, lazy, Suspense } from 'react';
import type { NavPlace } from '../pages.ts';

type Load = NonNullable<NavPlace['badge']>;
const loaded = new Map<Load, LazyExoticComponent<ComponentType>>();

function badgeOf(load: Load): LazyExoticComponent<ComponentType> {
  const known = loaded.get(load) ?? lazy(load);
  loaded.set(load, known);
  return known;
}

/** What a place of the navigation has to say in a number; it comes after the first load and never holds it up. */
export function NavBadge({ load }: { load: Load | undefined }) {
  if (!load) return null;
  return <Suspense fallback={null}>{createElement(badgeOf(load))}</Suspense>;
}
