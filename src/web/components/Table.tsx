/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role --
   written out because tables change their `display` on a phone, which takes the roles away in some browsers */
import type { ComponentProps } from 'react';

/*
 * The parts of a table whose looks are its own (all lists use `DataTable`). A part stays what it is to a screen reader,
 * however its rows are laid out.
 */

export const Table = (props: ComponentProps<'table'>) => <table role="table" {...props} />;
export const TableHead = (props: ComponentProps<'thead'>) => <thead role="rowgroup" {...props} />;
export const TableBody = (props: ComponentProps<'tbody'>) => <tbody role="rowgroup" {...props} />;
export const Row = (props: ComponentProps<'tr'>) => <tr role="row" {...props} />;
export const ColumnHeader = (props: ComponentProps<'th'>) => <th scope="col" role="columnheader" {...props} />;
export const RowHeader = (props: ComponentProps<'th'>) => <th scope="row" role="rowheader" {...props} />;
export const Cell = (props: ComponentProps<'td'>) => <td role="cell" {...props} />;
