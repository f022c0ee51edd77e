DROP FUNCTION api.report_sync(text, integer), api.advance_counter(bigint, bytea), api.hello(integer),
    api.publish_manifest(bigint, bytea, bytea, bytea, bytea), api.manifest_of(uuid), api.manifests_since(uuid, bigint),
    api.devices_of(uuid), api.set_display_name(text), api.unblock_user(uuid), api.block_user(uuid),
    api.remove_contact(uuid), s.demand_other(uuid, uuid), api.blocked_users(text, integer), api.contacts(text, integer),
    api.find_users(text, text, integer), s.prefix_end(text), api.user_by_name(text), api.user_by_id(uuid),
    s.entry(uuid, uuid), s.is_blocked(uuid, uuid);
DROP TABLE tacet.blocked_users, tacet.contacts;
