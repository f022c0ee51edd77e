DROP FUNCTION api.claim_prekey_bundle(uuid), api.open_direct_chat(uuid, uuid), api.add_contact(uuid),
    s.accept(uuid, uuid), s.peer_in(uuid, uuid);
DROP TABLE tacet.chat_settings, tacet.chats;
