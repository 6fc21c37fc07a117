-- The few parts whose due date was moved, for the counts by the date first given. A new index on a table of some
-- hundred thousand rows at most: safe on a live system.
create index directive_assignment_extended on directive_assignment (agency_id) where extended_times > 0;
