-- Messages that arrived are cleared after a time. Safe on a live table: one index, made small by its condition on a
-- table that holds the messages of days; a policy.
create index integration_delivery_arrived on integration_delivery (delivered_at) where state = 'delivered';
grant delete on integration_delivery to $app;
create policy clear on integration_delivery for delete to $app using (app_is_system() and state = 'delivered');
