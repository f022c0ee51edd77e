DROP FUNCTION api.remove_device(uuid), api.wake(uuid), api.my_wake_channel(), api.chat(uuid), api.chats(uuid, integer),
    api.get_unread_count(uuid), api.mark_read(uuid, uuid), api.delivery_status(uuid[]), api.ack_mailbox(bigint[]),
    api.fetch_mailbox(integer);
