-- Which browser a device is, as accounts names it: signing out there, or somebody else signing in, ends its messages.
-- Devices from before this have none; they are found by their address when the browser is next used.
alter table channel_device add column browser text;
alter table channel_device drop constraint channel_device_removed_because_check;
alter table channel_device add constraint channel_device_removed_because_check
  check (removed_because in ('person', 'gone', 'replaced', 'signed-out', 'other-person', 'disabled'));
create index channel_device_of_browser on channel_device (browser) where removed_at is null;
