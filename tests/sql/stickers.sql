-- Sticker packs: sealed ones that a token opens, open ones of administrators.
\i support/media.sql
SELECT no_plan();
SELECT test.join('alice'), test.join('bob'), test.join('carol'); -- alice is the workspace's owner
SELECT admin.set_policy('{"upload_burst": 100000}');
SELECT test.id() AS request, test.bytes(32, 'token') AS token \gset
CREATE FUNCTION test.make_sql(request uuid, sealed bytea, hash bytea, name text, key bytea) RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT pack_id FROM api.create_sticker_pack(%L, false, %L, %L, %L, %L)', request, sealed, hash, name, key) $$;

SELECT test.refused('bob', test.make_sql(NULL, 'n', sha256('t'), NULL, NULL), 'SR002', 'no id of the request');
SELECT test.refused('bob', test.make_sql(:'request', 'n', NULL, NULL, NULL), 'SR002', 'sealed without a hash');
SELECT test.refused('bob', test.make_sql(:'request', 'n', 'short', NULL, NULL), 'SR002', 'with a short one');
SELECT test.refused('bob', test.make_sql(:'request', 'n', sha256('t'), 'name', NULL), 'SR002', 'sealed and open');
SELECT test.refused('bob', test.make_sql(:'request', NULL, NULL, NULL, NULL), 'SR002', 'neither');
SELECT test.refused('bob', test.make_sql(:'request', NULL, NULL, 'Cats', NULL), 'SR002', 'open without a key');
SELECT test.refused('bob', test.make_sql(:'request', NULL, NULL, E'Ca\nts', sha256('key')), 'SR002', 'a line break');
SELECT test.refused('bob', test.make_sql(:'request', NULL, NULL, 'Cats', sha256('key')), 'SR001', 'only administrators make default packs');
SELECT test.value('bob', test.make_sql(:'request', 'sealed name', sha256(:'token'), NULL, NULL)) AS pack \gset
SELECT is(test.value('bob', test.make_sql(:'request', 'sealed name', sha256(:'token'), NULL, NULL)), :'pack', 'a repeat makes no second one');
SELECT isnt(test.value('carol', test.make_sql(:'request', 'x', sha256('c'), NULL, NULL)), :'pack', 'the id of a request is one''s own');
SELECT test.value('alice', test.make_sql(:'request', NULL, NULL, 'Cats', sha256('key'))) AS cats \gset

-- Filling it.
SELECT test.refused('carol', test.begin_sql('pack', :'pack', test.id(), 'sticker', 10), 'SR001', 'another''s pack');
SELECT test.refused('bob', test.begin_sql('pack', test.id(), test.id(), 'sticker', 10), 'SR001', 'no pack: the same answer');
SELECT test.refused('bob', test.begin_sql('pack', :'pack', test.id(), 'sticker', 524289), 'SR004', 'too large a sticker');
SELECT test.upload('bob', 'pack', :'pack', 'sticker', 600) AS image, test.upload('bob', 'pack', :'pack', 'sticker', 700) AS image2,
       test.upload('alice', 'pack', :'cats', 'sticker', 800) AS cat \gset
CREATE FUNCTION test.add_sql(pack uuid, sticker uuid, media uuid, emoji text, sealed bytea) RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT api.add_sticker(%L, %L, %L, %L, %L)', pack, sticker, media, emoji, sealed) $$;
SELECT test.id() AS s1, test.id() AS s2, test.id() AS c1 \gset
SELECT test.refused('bob', test.add_sql(:'pack', :'s1', :'image', '😺', NULL), 'SR002', 'an open emoji in a sealed pack');
SELECT test.refused('alice', test.add_sql(:'cats', :'c1', :'cat', NULL, 'e'), 'SR002', 'a sealed one in an open pack');
SELECT test.refused('bob', test.add_sql(:'pack', :'s1', :'image', NULL, NULL), 'SR002', 'none');
SELECT test.refused('alice', test.add_sql(:'cats', :'c1', :'cat', repeat('x', 17), NULL), 'SR002', 'an emoji of 17 characters');
SELECT test.refused('carol', test.add_sql(:'pack', :'s1', :'image', NULL, 'e'), 'SR001', 'into another''s pack');
SELECT test.refused('bob', test.add_sql(:'pack', :'s1', test.id(), NULL, 'e'), 'SR001', 'no such image');
SELECT test.refused('bob', test.add_sql(:'pack', :'s1', :'cat', NULL, 'e'), 'SR001', 'an image of another pack');
SELECT is(test.value('bob', test.add_sql(:'pack', :'s1', :'image', NULL, 'e')), 'added');
SELECT is(test.value('bob', test.add_sql(:'pack', :'s1', :'image', NULL, 'e')), 'repeat');
SELECT test.refused('bob', test.add_sql(:'pack', :'s1', :'image2', NULL, 'e'), 'SR006', 'another sticker of the same id');
SELECT test.refused('bob', test.add_sql(:'pack', test.id(), :'image', NULL, 'e'), 'SR006', 'the same image twice');
SELECT is(test.value('bob', test.add_sql(:'pack', :'s2', :'image2', NULL, 'e')), 'added');
SELECT is(test.value('alice', test.add_sql(:'cats', :'c1', :'cat', '😺', NULL)), 'added');
SELECT test.refused('bob', format('SELECT api.order_stickers(%L, %L)', :'pack', ARRAY[:'s2']::uuid[]), 'SR006', 'an order of half of them');
SELECT test.refused('bob', format('SELECT api.order_stickers(%L, %L)', :'pack', ARRAY[:'s2', :'s2']::uuid[]), 'SR006', 'one twice');
SELECT test.refused('bob', format('SELECT api.order_stickers(%L, NULL)', :'pack'), 'SR002', 'no order');
SELECT test.works('bob', format('SELECT api.order_stickers(%L, %L)', :'pack', ARRAY[:'s2', :'s1']::uuid[]), 'ordered');
SELECT is(test.values('bob', format('SELECT sticker_id FROM api.stickers(%L)', :'pack')), ARRAY[:'s2', :'s1'], 'as it was said');
SELECT test.refused('bob', format('SELECT api.delete_media(%L, %L, %L)', 'pack', :'pack', :'image'), 'SR002', 'the image of a sticker stays');

-- Who reads it.
SELECT test.refused('carol', format('SELECT api.sticker_pack(%L)', :'pack'), 'SR001', 'an id opens nothing');
SELECT test.refused('carol', format('SELECT api.sticker_pack(%L)', test.id()), 'SR001', 'no pack: the same answer');
SELECT test.refused('carol', format('SELECT api.stickers(%L)', :'pack'), 'SR001', 'nor its stickers');
SELECT test.refused('carol', format('SELECT api.install_sticker_pack(%L)', :'pack'), 'SR001', 'nor by installing');
SELECT test.refused('carol', test.read_sql('pack', :'pack', :'image'), 'SR001', 'nor an image');
SELECT test.refused('carol', format('SELECT api.open_sticker_pack(%L, %L)', :'pack', test.bytes(32, 'guess')), 'SR001', 'nor a guess');
SELECT test.refused('carol', format('SELECT api.open_sticker_pack(%L, NULL)', :'pack'), 'SR002', 'nor NULL');
SELECT test.refused('carol', format('SELECT api.open_sticker_pack(%L, %L)', :'pack', sha256(:'token')), 'SR001', 'nor the hash');
SELECT test.works('carol', format('SELECT api.open_sticker_pack(%L, %L)', :'pack', :'token'), 'the token does');
SELECT test.works('carol', test.read_sql('pack', :'pack', :'image'), 'and the image can be shown');
SELECT is(test.values('carol', $$SELECT pack_id FROM api.sticker_packs('installed', '00000000-0000-0000-0000-000000000000', 10)$$), '{}', 'opened is not installed');
SELECT test.works('carol', format('SELECT api.install_sticker_pack(%L)', :'pack'), 'installed');
SELECT test.works('carol', format('SELECT api.install_sticker_pack(%L)', :'pack'), 'twice');
SELECT test.works('carol', format('SELECT api.install_sticker_pack(%L)', :'cats'), 'a default pack without a token');
SELECT is(test.values('carol', $$SELECT pack_id FROM api.sticker_packs('installed', '00000000-0000-0000-0000-000000000000', 10)$$), ARRAY[:'pack', :'cats']);
SELECT test.works('carol', format('SELECT api.order_sticker_packs(%L)', ARRAY[:'cats', :'pack']::uuid[]), 'ordered');
SELECT test.refused('carol', format('SELECT api.order_sticker_packs(%L)', ARRAY[:'cats', :'cats']::uuid[]), 'SR006', 'one twice');
SELECT is(test.values('carol', $$SELECT pack_id FROM api.sticker_packs('installed', '00000000-0000-0000-0000-000000000000', 10)$$), ARRAY[:'cats', :'pack']);
SELECT is(test.values('carol', $$SELECT pack_id FROM api.sticker_packs('default', '00000000-0000-0000-0000-000000000000', 10)$$), ARRAY[:'cats'], 'everybody finds the default packs');
SELECT is(test.value('carol', format('SELECT pack_key FROM api.sticker_pack(%L)', :'cats')), sha256('key')::text, 'and their key');
SELECT is(test.values('bob', $$SELECT pack_id FROM api.sticker_packs('own', '00000000-0000-0000-0000-000000000000', 10)$$), ARRAY[:'pack'], 'authors find theirs');
SELECT test.refused('bob', $$SELECT pack_id FROM api.sticker_packs('all', '00000000-0000-0000-0000-000000000000', 10)$$, 'SR002', 'there is no list of all');
SELECT test.refused('bob', $$SELECT pack_id FROM api.sticker_packs(NULL, NULL, NULL)$$, 'SR002', 'NULLs');
SELECT test.works('carol', format('SELECT api.uninstall_sticker_pack(%L)', :'pack'), 'uninstalled');
SELECT test.refused('carol', format('SELECT api.uninstall_sticker_pack(%L)', :'pack'), 'SR001', 'once');
SELECT test.works('carol', format('SELECT api.stickers(%L)', :'pack'), 'what was received with it can still be shown');

-- Names and limits.
SELECT test.refused('carol', format('SELECT api.edit_sticker_pack(%L, %L, NULL, NULL)', :'pack', 'x'::bytea), 'SR001', 'another''s pack');
SELECT test.refused('bob', format('SELECT api.edit_sticker_pack(%L, NULL, %L, NULL)', :'pack', 'open'), 'SR002', 'a sealed pack has no open name');
SELECT test.refused('bob', format('SELECT api.edit_sticker_pack(%L, %L, NULL, %L)', :'pack', 'x'::bytea, test.id()), 'SR001', 'a thumbnail from nowhere');
SELECT test.works('bob', format('SELECT api.edit_sticker_pack(%L, %L, NULL, %L)', :'pack', 'x'::bytea, :'image'), 'renamed');
SELECT admin.set_policy('{"stickers_in_pack": 2}');
SELECT test.refused('bob', test.add_sql(:'pack', test.id(), :'image', NULL, 'e'), 'SR004', 'the pack is full');
SELECT test.refused('bob', test.begin_sql('pack', :'pack', test.id(), 'sticker', 10), 'SR004', 'of images too');
SELECT admin.reset_policy('stickers_in_pack');
SELECT admin.set_policy('{"sticker_packs_of_author": 1, "sticker_packs_installed": 1, "sticker_packs_opened": 2}');
SELECT test.refused('bob', test.make_sql(test.id(), 'n', sha256('t'), NULL, NULL), 'SR004', 'enough packs made');
SELECT test.refused('carol', format('SELECT api.install_sticker_pack(%L)', :'pack'), 'SR004', 'enough installed');
SELECT test.works('bob', format('SELECT api.remove_sticker(%L, %L)', :'pack', :'s1'), 'taken out');
SELECT test.refused('bob', format('SELECT api.remove_sticker(%L, %L)', :'pack', :'s1'), 'SR001', 'once');
SELECT is((SELECT sticker_count || ' ' || (thumbnail_id IS NULL) FROM tacet.sticker_packs WHERE id = :'pack'), '1 true', 'the thumbnail goes with its sticker');
SELECT is((SELECT count(*) FROM tacet.media WHERE id = :'image'), 0::bigint, 'and its image');

-- The end of a pack and of its author.
SELECT s.run_hooks('user_deleted', test.account('bob'));
SELECT test.works('carol', test.read_sql('pack', :'pack', :'image2'), 'what others have stays when the author goes');
SELECT test.refused('alice', format('SELECT api.delete_sticker_pack(%L)', :'pack'), 'SR001', 'administrators delete default packs only');
SELECT test.refused('carol', format('SELECT api.delete_sticker_pack(%L)', :'cats'), 'SR001', 'and nobody else does');
SELECT test.works('alice', format('SELECT api.delete_sticker_pack(%L)', :'cats'), 'deleted');
SELECT is((SELECT count(*) FROM tacet.media WHERE holder_id = :'cats') + (SELECT count(*) FROM tacet.stickers WHERE pack_id = :'cats')
    + (SELECT count(*) FROM tacet.user_sticker_packs WHERE pack_id = :'cats') + (SELECT count(*) FROM tacet.group_quotas WHERE holder_id = :'cats'),
    0::bigint, 'with all that belongs to it');
UPDATE tacet.media SET uploaded_at = now() - interval '25 hours';
SELECT s.cleanup_expired_media();
SELECT is((SELECT count(*) FROM tacet.media WHERE id = :'image2'), 1::bigint, 'a sticker''s image does not expire');
SELECT is((SELECT count(*) FROM admin.check_quotas()), 0::bigint, 'quota and rows agree');
SELECT throws_ok(format($$INSERT INTO tacet.stickers (pack_id, id, is_default, media_id, emoji, order_index) VALUES (%L, %L, true, %L, 'x', 9)$$,
    :'pack', test.id(), test.id()), '23503', NULL, 'no way around: an open emoji belongs to a default pack');
SELECT * FROM finish();
