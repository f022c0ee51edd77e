DELETE FROM tacet.hooks WHERE function_name IN (
    'cleanup_expired_media', 'cleanup_expired_stories', 'cleanup_missed_calls', 'cleanup_old_calls',
    'discard_media_of_chat', 'discard_media_of_message', 'end_media_of_device', 'end_media_of_member',
    'forget_media_of_user', 'free_media_space');
DELETE FROM tacet.partitioned_tables WHERE name IN ('media_chunks', 'media_downloads');
UPDATE tacet.tenant SET policy = policy - ARRAY[
    'media_max_bytes', 'media_days', 'media_unfinished_hours', 'media_parallel_uploads', 'media_of_strangers',
    'media_bytes_of_strangers', 'media_bytes_of_account', 'avatar_max_bytes', 'sticker_max_bytes',
    'story_max_bytes', 'quota_bytes', 'quota_files', 'quota_direct_bytes', 'quota_account_bytes',
    'quota_pack_bytes', 'quota_member_percent', 'quota_warning_percent', 'sticker_packs_of_author',
    'sticker_packs_installed', 'sticker_packs_opened', 'stickers_in_pack', 'story_hours', 'stories_of_author',
    'story_recipients', 'call_ring_seconds', 'call_participants', 'call_hours', 'call_history_days', 'upload_burst',
    'upload_per_second', 'chunk_burst', 'chunk_per_second', 'download_burst', 'download_per_second',
    'sticker_burst', 'sticker_per_second', 'story_burst', 'story_per_second', 'call_burst', 'call_per_second',
    'media_downloads_shown', 'story_views_shown', 'media_on_s3', 'calls_in_livekit_rooms'];
DELETE FROM tacet.policy_defaults WHERE key IN (
    'media_max_bytes', 'media_days', 'media_unfinished_hours', 'media_parallel_uploads', 'media_of_strangers',
    'media_bytes_of_strangers', 'media_bytes_of_account', 'avatar_max_bytes', 'sticker_max_bytes',
    'story_max_bytes', 'quota_bytes', 'quota_files', 'quota_direct_bytes', 'quota_account_bytes',
    'quota_pack_bytes', 'quota_member_percent', 'quota_warning_percent', 'sticker_packs_of_author',
    'sticker_packs_installed', 'sticker_packs_opened', 'stickers_in_pack', 'story_hours', 'stories_of_author',
    'story_recipients', 'call_ring_seconds', 'call_participants', 'call_hours', 'call_history_days', 'upload_burst',
    'upload_per_second', 'chunk_burst', 'chunk_per_second', 'download_burst', 'download_per_second',
    'sticker_burst', 'sticker_per_second', 'story_burst', 'story_per_second', 'call_burst', 'call_per_second',
    'media_downloads_shown', 'story_views_shown', 'media_on_s3', 'calls_in_livekit_rooms');
DROP FUNCTION
    s.quota_limits, s.quota_share, s.charge_quota, s.discard_media, s.discard_expired, s.demand_uploader,
    s.sees_story, s.reads_pack, s.readable_medium, api.begin_media, s.own_upload, api.put_chunk, s.stored_chunks,
    api.media_missing_chunks, api.finish_media, api.cancel_media, api.delete_media, api.media, api.read_chunk,
    api.media_of, api.note_download, api.downloads_of, api.quota, api.set_member_share, admin.set_quota,
    admin.quotas, admin.check_quotas, admin.recalculate_quota, admin.media_garbage, admin.forget_media_garbage,
    s.own_pack, api.create_sticker_pack, api.add_sticker, api.remove_sticker, api.order_stickers,
    api.edit_sticker_pack, s.discard_pack, api.delete_sticker_pack, api.open_sticker_pack, api.install_sticker_pack,
    api.uninstall_sticker_pack, api.order_sticker_packs, s.pack_entry, api.sticker_pack, api.stickers,
    api.sticker_packs, api.post_story, s.story_entry, api.stories, api.story, api.view_story, api.story_viewers,
    api.delete_story, s.cleanup_expired_stories, s.close_call, s.call_is_over, s.settle_calls,
    s.cleanup_missed_calls, s.cleanup_old_calls, api.start_call, s.live_call, api.ring_call, api.join_call,
    s.leave_call, api.leave_call, api.reject_call, api.end_call, api.set_call_media, api.calls, api.active_call,
    api.call_participants, s.discard_media_of_message, s.discard_media_of_chat, s.end_media_of_member,
    s.end_media_of_device, s.forget_media_of_user, s.cleanup_expired_media, s.free_media_space;
DROP TABLE
    tacet.call_participants, tacet.calls, tacet.story_views, tacet.story_privacy_lists, tacet.stories,
    tacet.user_sticker_packs, tacet.stickers, tacet.sticker_packs, tacet.group_quotas, tacet.media_garbage,
    tacet.media_downloads, tacet.kept_chunks, tacet.media_chunks, tacet.media;
DROP FUNCTION s.call_moves_forward();
