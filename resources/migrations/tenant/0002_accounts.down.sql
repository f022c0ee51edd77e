DROP FUNCTION s.take(uuid, text, double precision), s.try_take(uuid, text, double precision), s.caller(), s.me();
GRANT USAGE ON SCHEMA s TO @enroller@, @warden@;
SET LOCAL ROLE @warden@;
DROP FUNCTION s.end_connections(text);
SET LOCAL ROLE @enroller@;
DROP FUNCTION s.drop_login(text), s.make_login(text, text);
SET LOCAL ROLE @owner@;
REVOKE USAGE ON SCHEMA s FROM @enroller@, @warden@;
DROP TABLE tacet.sync_metadata, tacet.rate_buckets, tacet.device_manifests, tacet.devices, tacet.users;
