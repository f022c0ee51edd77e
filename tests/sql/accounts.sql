-- Profile, search, addresses, roles, deletion, recovery and history, sessions of the gateway, full mailboxes.
SELECT no_plan();
SELECT test.join('alice'), test.join('bob'), test.join('carol'), test.join('dave');
SELECT test.second_device('bob', 'bob2');

-- Profile.
SELECT test.works('bob', $$SELECT api.set_profile('Bob Marsh', 'sails old boats', '00000000-0000-0000-0000-000000000000', 'mobile')$$, 'a profile is set');
SELECT is(test.value('alice', format('SELECT bio FROM api.profile(%L)', test.account('bob'))), 'sails old boats');
SELECT is(test.value('alice', format('SELECT user_type FROM api.profile(%L)', test.account('bob'))), 'mobile');
SELECT test.works('bob', $$SELECT api.set_bio('')$$, 'no word is none');
SELECT is(test.value('alice', format('SELECT bio FROM api.profile(%L)', test.account('bob'))), NULL);
SELECT test.refused('bob', format('SELECT api.set_bio(%L)', repeat('x', 501)), 'SR002', '501 characters are too many');
SELECT test.refused('bob', $$SELECT api.set_bio(NULL)$$, 'SR002', 'NULL is no bio');
SELECT test.refused('bob', $$SELECT api.set_bio(E'bell \x07')$$, 'SR002', 'nor are control characters');
SELECT test.works('bob', $$SELECT api.set_bio(E'two\nlines')$$, 'lines are');
SELECT test.refused('bob', $$SELECT api.set_profile('Bob', 'x', '00000000-0000-0000-0000-000000000000', 'fridge')$$, 'SR002', 'three kinds of client');
SELECT test.refused('bob', $$SELECT api.set_profile(E'B\nob', 'x', '00000000-0000-0000-0000-000000000000', 'web')$$, 'SR002', 'names are one line');
SELECT test.refused('bob', $$SELECT api.set_avatar(NULL)$$, 'SR002', 'NULL is no avatar, zeros are none');
SELECT test.refused('bob', $$SELECT api.advance_counter(9223372036854775807, decode(repeat('00', 16), 'hex'))$$, 'SR002', 'no number follows');
SELECT test.works('bob', format('SELECT api.set_avatar(%L)', test.id()), 'an avatar is an id');
SELECT test.refused('alice', format('SELECT api.profile(%L)', test.id()), 'SR001', 'nobody');
SELECT is(test.value('alice', $$SELECT workspace_role FROM api.my_profile()$$), 'owner');

-- Presence.
SELECT test.works('bob', $$SELECT api.set_presence('dnd')$$, 'presence');
SELECT is(test.value('alice', format('SELECT status FROM api.profile(%L)', test.account('bob'))), 'dnd');
SELECT ok((SELECT extract(epoch FROM last_seen)::bigint % 300 = 0 FROM tacet.users WHERE username = 'bob'), 'the time is coarse');
UPDATE tacet.users SET last_seen = now() - interval '16 minutes' WHERE username = 'bob';
SELECT is(test.value('alice', format('SELECT status FROM api.profile(%L)', test.account('bob'))), 'offline', 'it grows stale');
SELECT test.works('bob', $$SELECT api.set_presence('online')$$, 'said again');
SELECT test.works('bob', format('SELECT api.block_user(%L)', test.account('carol')), 'bob blocks carol');
SELECT is(test.value('carol', format('SELECT status FROM api.profile(%L)', test.account('bob'))), 'offline', 'not for the blocked');
SELECT is(test.value('carol', format('SELECT last_seen FROM api.profile(%L)', test.account('bob'))), NULL);
SELECT is(test.value('alice', format('SELECT status FROM api.profile(%L)', test.account('bob'))), 'online');
SELECT admin.set_policy('{"presence_visible": false}');
SELECT is(test.value('alice', format('SELECT status FROM api.profile(%L)', test.account('bob'))), 'offline', 'nor where the workspace hides it');
SELECT admin.reset_policy('presence_visible');
SELECT test.refused('bob', $$SELECT api.set_presence('asleep')$$, 'SR002', 'four states');

-- Addresses: asked, paid and committed first; answered in another transaction.
SELECT test.works('bob', $$SELECT api.request_address('email', 'Bob@Example.org')$$, 'asks for an address');
SELECT test.works('bob', $$SELECT api.confirm_address('email')$$, 'has it');
SELECT is(test.value('bob', $$SELECT email FROM api.my_profile()$$), 'Bob@Example.org');
SELECT test.works('carol', $$SELECT api.request_address('email', 'bob@example.ORG')$$, 'the question itself tells nothing');
SELECT test.refused('carol', $$SELECT api.confirm_address('email')$$, 'SR006', 'somebody has it');
SELECT test.refused('carol', $$SELECT api.confirm_address('email')$$, 'SR006', 'and asked again it is the same');
SELECT test.refused('dave', $$SELECT api.request_address('email', 'bob@example.org'), api.confirm_address('email')$$,
    'SR001', 'never in the transaction that asks');
SELECT is((SELECT count(*) FROM tacet.address_requests WHERE user_id = test.account('dave')), 0::bigint);
SELECT test.refused('carol', $$SELECT api.confirm_address('phone')$$, 'SR001', 'nothing was asked');
SELECT test.works('carol', $$SELECT api.request_address('phone', '+49 (30) 12-34')$$, 'a phone');
SELECT test.works('carol', $$SELECT api.confirm_address('phone')$$, 'a phone is confirmed');
SELECT is(test.value('carol', $$SELECT phone FROM api.my_profile()$$), '+49301234', 'in one form');
SELECT test.works('dave', $$SELECT api.request_address('phone', '+49301234')$$, 'asked in another form');
SELECT test.refused('dave', $$SELECT api.confirm_address('phone')$$, 'SR006', 'it is the same phone');
SELECT test.refused('dave', $$SELECT api.request_address('email', 'a b@c')$$, 'SR002', 'no address');
SELECT test.refused('dave', $$SELECT api.request_address('email', NULL)$$, 'SR002', 'NULL is none');
SELECT test.refused('dave', $$SELECT api.request_address('fax', '123')$$, 'SR002', 'nor is a fax');
SELECT test.refused('dave', $$SELECT api.request_address('phone', '+-- ()')$$, 'SR002', 'a phone has digits');
SELECT test.works('dave', format($$SELECT api.request_address('email', %L)$$, 'd' || g || '@x.org'), 'question ' || g) FROM generate_series(1, 4) g;
SELECT test.refused('dave', $$SELECT api.request_address('email', 'd9@x.org')$$, 'SR003', 'six questions are too many');
SELECT admin.set_policy('{"demand_contact": "email"}');
SELECT test.refused('bob', $$SELECT api.remove_address('email')$$, 'SR006', 'the workspace demands it');
SELECT is(test.value('alice', $$SELECT contact_missing FROM api.my_profile()$$), 'true', 'and tells whom it misses');
SELECT admin.set_policy('{"demand_contact": "either"}');
SELECT is(test.value('carol', $$SELECT contact_missing FROM api.my_profile()$$), 'false');
SELECT test.refused('carol', $$SELECT api.remove_address('phone')$$, 'SR006', 'the last one stays');
SELECT admin.reset_policy('demand_contact');
SELECT test.works('carol', $$SELECT api.remove_address('phone')$$, 'else it goes');
SELECT is(test.value('carol', $$SELECT phone FROM api.my_profile()$$), NULL);
SELECT throws_ok($$SELECT admin.set_policy('{"demand_contact": "fax"}')$$, 'SR002');

-- Search: words of names and bios, never of addresses, never the blocked.
SELECT test.works('dave', $$SELECT api.set_bio('knows boats and bob@example.net')$$, 'a bio');
SELECT test.works('bob', $$SELECT api.set_bio('sails boats')$$, 'another');
SELECT is(test.values('alice', $$SELECT username FROM api.search_users('boats', '', 10)$$), '{bob,dave}'::text[]);
SELECT is(test.values('alice', $$SELECT username FROM api.search_users('BOATS', '', 1)$$), '{bob}'::text[], 'in pages');
SELECT is(test.values('alice', $$SELECT username FROM api.search_users('boats', 'Bob', 1)$$), '{dave}'::text[]);
SELECT is(test.values('alice', $$SELECT username FROM api.search_users('bob@example.org', '', 10)$$), '{}'::text[], 'not by e-mail');
SELECT is(test.values('alice', $$SELECT username FROM api.search_users('carol', '', 10)$$), '{carol}'::text[], 'by name');
SELECT is(test.values('carol', $$SELECT username FROM api.search_users('boats', '', 10)$$), '{dave}'::text[], 'not who blocked one');
SELECT is(test.values('bob', $$SELECT username FROM api.search_users('carol', '', 10)$$), '{}'::text[], 'nor whom one blocked');
SELECT is(test.values('bob', $$SELECT username FROM api.search_users('bob', '', 10)$$), '{}'::text[], 'nor oneself');
SELECT is(test.values('alice', $$SELECT username FROM api.search_users('!&|:*''\ (', '', 10)$$), '{}'::text[], 'no syntax');
SELECT test.refused('alice', $$SELECT api.search_users('', '', 10)$$, 'SR002', 'nothing to search');
SELECT test.refused('alice', $$SELECT api.search_users(NULL, '', 10)$$, 'SR002', 'NULL');
SELECT test.refused('alice', $$SELECT api.search_users('x', '', 101)$$, 'SR002', 'too many rows');
SELECT test.refused('alice', $$SELECT api.user_by_address('email', 'bob@example.org')$$, 'SR001', 'not by address by default');
SELECT admin.set_policy('{"find_by_email": true}');
SELECT is(test.value('alice', $$SELECT username FROM api.user_by_address('email', 'BOB@example.org')$$), 'bob');
SELECT test.refused('alice', $$SELECT api.user_by_address('email', 'nobody@example.org')$$, 'SR001', 'nobody');
SELECT test.refused('carol', $$SELECT api.user_by_address('email', 'bob@example.org')$$, 'SR001', 'not by the blocked');
SELECT test.refused('alice', $$SELECT api.user_by_address('phone', '+49301234')$$, 'SR001', 'phones are another policy');
SELECT is((SELECT count(*) FROM pg_get_function_result('api.profile'::regproc) r WHERE r ~ 'email|phone'), 0::bigint,
    'a profile has no address');

-- Roles.
SELECT test.refused('bob', format($$SELECT api.set_workspace_role(%L, 'admin')$$, test.account('bob')), 'SR001', 'nobody raises himself');
SELECT test.refused('alice', format($$SELECT api.set_workspace_role(%L, 'admin')$$, test.account('bob')), 'SR013', 'administration has to be begun');
SELECT test.run('alice', 'SELECT api.begin_administration()');
SELECT test.works('alice', format($$SELECT api.set_workspace_role(%L, 'admin')$$, test.account('bob')), 'the owner makes an admin');
SELECT test.run('bob', 'SELECT api.begin_administration()');
SELECT test.works('bob', format($$SELECT api.set_workspace_role(%L, 'admin')$$, test.account('carol')), 'an admin makes another');
SELECT test.refused('bob', format($$SELECT api.set_workspace_role(%L, 'member')$$, test.account('carol')), 'SR001', 'but does not unmake one');
SELECT test.refused('bob', format($$SELECT api.set_workspace_role(%L, 'member')$$, test.account('alice')), 'SR001', 'nor the owner');
SELECT test.refused('alice', format($$SELECT api.set_workspace_role(%L, 'owner')$$, test.account('bob')), 'SR002', 'there is one owner');
SELECT test.refused('alice', $$SELECT api.set_workspace_role(NULL, 'admin')$$, 'SR002', 'NULL');
SELECT test.works('carol', format($$SELECT api.set_workspace_role(%L, 'member')$$, test.account('carol')), 'one may step down');
SELECT test.refused('bob', format('SELECT api.transfer_ownership(%L)', test.account('bob')), 'SR002', 'not to oneself');
SELECT test.refused('bob', format('SELECT api.transfer_ownership(%L)', test.account('dave')), 'SR001', 'only the owner hands over');
SELECT test.refused('alice', $$SELECT api.delete_account('alice')$$, 'SR006', 'the owner does not just go');
SELECT test.works('alice', format('SELECT api.transfer_ownership(%L)', test.account('dave')), 'hands over');
SELECT is((SELECT string_agg(username || ' ' || workspace_role, ', ' ORDER BY username) FROM tacet.users WHERE workspace_role <> 'member'),
    'alice admin, bob admin, dave owner');
SELECT lives_ok(format('SELECT admin.make_owner(%L)', test.account('alice')), 'the operator names one');
SELECT is(test.value('dave', 'SELECT workspace_role FROM api.my_profile()'), 'admin');
SELECT throws_ok('SELECT admin.make_owner(NULL)', 'SR002');
SELECT throws_ok(format('SELECT admin.make_owner(%L)', test.id()), 'SR001');
SELECT is((SELECT count(*) FROM tacet.users WHERE workspace_role = 'owner'), 1::bigint, 'a failed hand-over leaves the owner');

-- Devices.
SELECT is(array_length(test.values('bob', format('SELECT id FROM api.my_devices(%L, 10)', s.any_id())), 1), 2);
SELECT is(test.value('bob', format('SELECT one_time_prekeys_left FROM api.my_devices(%L, 1)', s.any_id())), '3');
SELECT test.works('bob', format($$SELECT api.set_device_label(%L, 'attic')$$, test.device('bob2')), 'names a device');
SELECT test.refused('carol', format($$SELECT api.set_device_label(%L, 'mine')$$, test.device('bob2')), 'SR001', 'not those of others');
SELECT test.refused('bob', format($$SELECT api.set_device_label(%L, %L)$$, test.device('bob'), repeat('x', 54)), 'SR002', '53 characters');
SELECT test.works('bob', $$SELECT api.set_push_token('apns:1')$$, 'a push token');
SELECT is((SELECT push_token FROM tacet.devices WHERE id = test.device('bob')), 'apns:1');
SELECT test.refused('bob', $$SELECT api.rotate_password('secret')$$, 'SR002', 'only a verifier');
SELECT test.refused('bob', $$SELECT api.rotate_password('SCRAM-SHA-256$15000:AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=')$$, 'SR002', 'of the count of the server');
SELECT test.works('bob', $$SELECT api.rotate_password('SCRAM-SHA-256$4096:BBBBBBBBBBBBBBBBBBBBBB==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=')$$, 'rotates its password');
SELECT matches((SELECT rolpassword FROM pg_authid WHERE rolname = test.role('bob')), 'BBBB');
SELECT doesnt_match((SELECT rolpassword FROM pg_authid WHERE rolname = test.role('bob2')), 'BBBB', 'its own alone');
SELECT is(test.value('bob2', $$SELECT kind FROM api.sign_in_events('ffffffff-ffff-ffff-ffff-ffffffffffff', 10)$$), 'device_password_changed', 'the others hear of it');
SELECT is(test.values('carol', $$SELECT kind FROM api.sign_in_events('ffffffff-ffff-ffff-ffff-ffffffffffff', 10)$$), '{}'::text[], 'and nobody else');
SELECT test.refused('carol', 'SELECT s.set_login_password(''d_0'', ''x'')', '42501', 'not for others');

-- Recovery.
SELECT test.works('bob', $$SELECT api.set_account_recovery(1, '\x01')$$, 'a first recovery');
SELECT test.works('bob', $$SELECT api.set_account_recovery(1, '\x01')$$, 'again');
SELECT test.refused('bob', $$SELECT api.set_account_recovery(1, '\x02')$$, 'SR006', 'not other bytes');
SELECT test.refused('bob', $$SELECT api.set_account_recovery(3, '\x02')$$, 'SR006', 'not out of order');
SELECT test.works('bob2', $$SELECT api.set_account_recovery(2, '\x02')$$, 'by every device');
SELECT is(test.value('bob', 'SELECT sealed FROM api.account_recovery()'), '\x02');
SELECT is(test.value('carol', 'SELECT version FROM api.account_recovery()'), '0', 'one''s own only');
SELECT test.refused('bob', $$SELECT api.set_account_recovery(3, '')$$, 'SR002', 'not empty');

-- History.
CREATE TABLE test.ids AS SELECT test.id() AS chat, test.id() AS other_chat, array(SELECT k FROM (SELECT test.id() AS k FROM generate_series(1, 3)) x ORDER BY k) AS keys,
    array(SELECT decode(repeat('0' || g, 20), 'hex') FROM generate_series(1, 3) g) AS sealed, test.id() AS extra;
SELECT test.run('bob', format('SELECT api.open_direct_chat(%L, %L)', (SELECT chat FROM test.ids), test.account('alice')));
SELECT is(test.value('bob', format('SELECT api.put_history_keys(1, %L, %L, %L)', chat, keys, sealed)), '3') FROM test.ids;
SELECT is(test.value('bob', format('SELECT api.put_history_keys(1, %L, %L, %L)', chat, keys, sealed)), '3', 'a repeat') FROM test.ids;
SELECT is((SELECT count(*) FROM tacet.history_keys), 3::bigint);
SELECT test.refused('bob', format('SELECT api.put_history_keys(1, %L, %L, %L)', chat, array[keys[1]], array[sealed[2]]), 'SR006', 'other bytes') FROM test.ids;
SELECT test.refused('bob', format('SELECT api.put_history_keys(1, %L, %L, %L)', chat, array[extra, keys[1]], array[sealed[1], sealed[2]]), 'SR006', 'all or nothing') FROM test.ids;
SELECT is((SELECT count(*) FROM tacet.history_keys), 3::bigint);
SELECT is(test.value('bob2', format('SELECT api.put_history_keys(1, %L, %L, %L)', chat, array[keys[1]], array[sealed[2]])), '1', 'another source') FROM test.ids;
SELECT is(test.values('bob2', format('SELECT sealed_key FROM api.history_keys(%L, %L, %L, 2)', chat, 'ffffffff-ffff-ffff-ffff-ffffffffffff', s.any_id())),
    array[sealed[3]::text, sealed[2]::text], 'newest first') FROM test.ids;
SELECT is(array_length(test.values('bob', format('SELECT key_id FROM api.history_keys(%L, %L, %L, 500)', chat, keys[2], s.any_id())), 1), 2, 'below the key') FROM test.ids;
SELECT is(test.values('alice', format('SELECT key_id FROM api.history_keys(%L, %L, %L, 500)', chat, 'ffffffff-ffff-ffff-ffff-ffffffffffff', s.any_id())), '{}'::text[], 'one''s own') FROM test.ids;
SELECT test.refused('carol', format('SELECT api.put_history_keys(1, %L, %L, %L)', chat, keys, sealed), 'SR001', 'strangers') FROM test.ids;
SELECT test.refused('carol', format('SELECT api.put_history_keys(1, %L, %L, %L)', other_chat, keys, sealed), 'SR001', 'no such chat') FROM test.ids;
SELECT test.refused('bob', format('SELECT api.put_history_keys(2, %L, %L, %L)', chat, array[extra], array[sealed[1]]), 'SR006', 'not of an epoch to come') FROM test.ids;
SELECT test.refused('bob', format('SELECT api.put_history_keys(1, %L, %L, %L)', chat, array[test.id('-40 days')], array[sealed[1]]), 'SR002', 'not of long ago') FROM test.ids;
SELECT test.refused('bob', format('SELECT api.put_history_keys(1, %L, ''{}'', ''{}'')', chat), 'SR002', 'not empty') FROM test.ids;
SELECT test.refused('bob', format('SELECT api.put_history_keys(1, %L, ARRAY[%L, NULL]::uuid[], %L)', chat, extra, array[sealed[1], sealed[2]]), 'SR002', 'no NULL') FROM test.ids;
SELECT test.refused('bob', format('SELECT api.put_history_keys(1, %L, %L, %L)', chat, array[extra, extra], array[sealed[1], sealed[1]]), 'SR002', 'no key twice') FROM test.ids;
SELECT test.refused('bob', format('SELECT api.put_history_keys(1, %L, (SELECT array_agg(%L::uuid) FROM generate_series(1, 513)), %L)', chat, extra, sealed), 'SR002', 'not too many') FROM test.ids;
SELECT is(test.value('bob', 'SELECT api.begin_history_epoch(1)'), '2', 'a new epoch');
SELECT test.refused('bob', 'SELECT api.begin_history_epoch(1)', 'SR006', 'once');
SELECT test.refused('bob', format('SELECT api.put_history_keys(1, %L, %L, %L)', chat, array[extra], array[sealed[1]]), 'SR006', 'the old one is over') FROM test.ids;
SELECT is(test.value('bob', format('SELECT api.put_history_keys(1, %L, %L, %L)', chat, keys, sealed)), '3', 'a late repeat is still one') FROM test.ids;
SELECT test.run('bob', format('SELECT api.remove_device(%L)', test.device('bob2')));
SELECT is(test.value('bob', 'SELECT api.history_epoch()'), '3', 'removing a device begins one');
SELECT is((SELECT removed_device FROM tacet.history_epochs WHERE epoch = 3), test.device('bob2'));
SELECT is(test.value('bob', format('SELECT active FROM api.my_devices(%L, 1)', test.device('bob'))), 'false', 'and is still listed');
SELECT test.run('bob', format('SELECT api.remove_device(%L)', test.device('bob2')));
SELECT is(test.value('bob', 'SELECT api.history_epoch()'), '3', 'once');
SELECT test.refused('bob2', 'SELECT api.history_epoch()', '42501', 'a removed device is nobody');
SELECT test.refused('carol', format('SELECT api.remove_device(%L)', test.device('bob')), 'SR001', 'not those of others');
SELECT s.run_hooks('message_deleted', keys[1]) FROM test.ids;
SELECT is((SELECT count(*) FROM tacet.history_keys), 2::bigint, 'a deleted message takes its keys along');
SELECT test.works('bob', format('SELECT api.set_history(%L, false)', chat), 'switched off for a chat') FROM test.ids;
SELECT is(test.value('bob', format('SELECT api.put_history_keys(3, %L, %L, %L)', chat, array[extra], array[sealed[1]])), '0', 'nothing is kept') FROM test.ids;
SELECT is(test.values('bob', format('SELECT key_id FROM api.history_keys(%L, %L, %L, 500)', chat, 'ffffffff-ffff-ffff-ffff-ffffffffffff', s.any_id())), '{}'::text[], 'nor handed out') FROM test.ids;
SELECT test.refused('bob', format('SELECT api.set_history(%L, true)', chat), 'SR006', 'not on before the old is gone') FROM test.ids;
SELECT s.run_hooks('maintain');
SELECT is((SELECT count(*) FROM tacet.history_keys) + (SELECT count(*) FROM tacet.history_purges), 0::bigint, 'maintenance removes it');
SELECT test.works('bob', format('SELECT api.set_history(%L, true)', chat), 'on again') FROM test.ids;
SELECT is(test.value('bob', format('SELECT api.put_history_keys(3, %L, %L, %L)', chat, array[extra], array[sealed[1]])), '1') FROM test.ids;
SELECT test.works('bob', format('SELECT api.set_history(%L, false)', s.any_id()), 'off everywhere');
SELECT is(test.value('bob', format('SELECT i_keep FROM api.history_state(%L)', chat)), 'false') FROM test.ids;
SELECT s.run_hooks('maintain');
SELECT test.works('bob', format('SELECT api.set_history(%L, true)', s.any_id()), 'and on');
SELECT admin.set_policy('{"history_keys": false}');
SELECT is(test.value('bob', format('SELECT api.put_history_keys(3, %L, %L, %L)', chat, array[extra], array[sealed[1]])), '0', 'the workspace keeps none') FROM test.ids;
SELECT admin.reset_policy('history_keys');
SELECT test.refused('bob', format('SELECT api.set_chat_history(%L, false)', chat), 'SR001', 'a direct chat is nobody''s to manage') FROM test.ids;
INSERT INTO tacet.chats (id, chat_type, encrypted_name, max_members, owner_id) SELECT other_chat, 'group', '\x01', 10, test.account('bob') FROM test.ids;
INSERT INTO tacet.chat_roles (chat_id, id, built_in, permissions) SELECT other_chat, chat, 'owner', s.all_permissions() FROM test.ids;
INSERT INTO tacet.chat_roles (chat_id, id, built_in, permissions) SELECT other_chat, extra, 'member', '["send_messages"]' FROM test.ids;
INSERT INTO tacet.chat_members (chat_id, user_id, role_id) SELECT other_chat, test.account('bob'), chat FROM test.ids;
INSERT INTO tacet.chat_members (chat_id, user_id, role_id) SELECT other_chat, test.account('carol'), extra FROM test.ids;
SELECT is(test.value('carol', format('SELECT api.put_history_keys(1, %L, %L, %L)', other_chat, keys, sealed)), '3', 'of a group') FROM test.ids;
SELECT test.refused('carol', format('SELECT api.set_chat_history(%L, false)', other_chat), 'SR001', 'who manages it decides') FROM test.ids;
SELECT test.works('bob', format('SELECT api.set_chat_history(%L, false)', other_chat), 'off for the group') FROM test.ids;
SELECT is(test.values('carol', format('SELECT key_id FROM api.history_keys(%L, %L, %L, 500)', other_chat, 'ffffffff-ffff-ffff-ffff-ffffffffffff', s.any_id())), '{}'::text[], 'for all') FROM test.ids;
SELECT is(test.value('carol', format('SELECT api.put_history_keys(1, %L, %L, %L)', other_chat, array[extra], array[sealed[1]])), '0') FROM test.ids;
SELECT test.refused('bob', format('SELECT api.set_chat_history(%L, true)', other_chat), 'SR006', 'not before it is gone') FROM test.ids;
SELECT s.purge_history();
SELECT is((SELECT count(*) FROM tacet.history_keys WHERE user_id = test.account('carol')), 0::bigint);
SELECT test.works('bob', format('SELECT api.set_chat_history(%L, true)', other_chat), 'on for the group') FROM test.ids;
SELECT s.run_hooks('chat_deleted', (SELECT other_chat FROM test.ids));
SELECT is((SELECT count(*) FROM tacet.history_purges), 1::bigint, 'a deleted chat is purged');
SELECT s.purge_history();
DELETE FROM tacet.chats WHERE id = (SELECT other_chat FROM test.ids);

-- Tokens of the gateway.
SELECT lives_ok(format('SELECT admin.use_token(%L, %L, now() + interval ''30 seconds'')', test.bytes(32, 'token'), test.device('bob')), 'a token');
SELECT throws_ok(format('SELECT admin.use_token(%L, %L, now() + interval ''30 seconds'')', test.bytes(32, 'token'), test.device('bob')), 'SR005', NULL, 'once');
SELECT throws_ok(format('SELECT admin.use_token(%L, %L, now() - interval ''6 seconds'')', test.bytes(32, 't2'), test.device('bob')), 'SR005', NULL, 'not late');
SELECT throws_ok(format('SELECT admin.use_token(%L, %L, now() + interval ''40 seconds'')', test.bytes(32, 't2'), test.device('bob')), 'SR005', NULL, 'not for long');
SELECT throws_ok(format('SELECT admin.use_token(%L, %L, now())', test.bytes(32, 't2'), test.device('bob2')), 'SR005', NULL, 'not of a removed device');
SELECT throws_ok(format('SELECT admin.use_token(%L, %L, now())', test.bytes(31, 't2'), test.device('bob')), 'SR002');
SELECT throws_ok(format('SELECT admin.use_token(%L, %L, NULL)', test.bytes(32, 't2'), test.device('bob')), 'SR002');
UPDATE tacet.used_tokens SET used_at = now() - interval '23 hours';
SELECT is(s.cleanup_used_tokens(), 0::bigint);
UPDATE tacet.used_tokens SET used_at = now() - interval '25 hours';
SELECT is(s.cleanup_used_tokens(), 1::bigint, 'purged after a day');

-- Sessions of the gateway.
SELECT lives_ok(format($$SELECT admin.open_login_session(%L, %L, '10.0.0.7', 'Tacet/1', 3600)$$, test.device('bob'), test.bytes(32, 'r1')), 'a session');
SELECT throws_ok(format($$SELECT admin.open_login_session(%L, %L, '10.0.0.7', 'Tacet/1', 3600)$$, test.device('bob'), test.bytes(32, 'r1')), 'SR006');
SELECT throws_ok(format($$SELECT admin.open_login_session(%L, %L, NULL, E'a\nb', 3600)$$, test.device('bob'), test.bytes(32, 'rx')), 'SR002');
SELECT is(test.value('bob', 'SELECT ip FROM api.login_sessions()'), '10.0.0.7');
SELECT is((SELECT state FROM admin.rotate_login_session(test.bytes(32, 'r1'), test.bytes(32, 'r2'), '10.0.0.8', 'Tacet/1')), 'rotated');
SELECT is((SELECT device_id FROM admin.rotate_login_session(test.bytes(32, 'r1'), test.bytes(32, 'r2'), '10.0.0.8', 'Tacet/1')), test.device('bob'), 'the same request again');
SELECT is((SELECT state FROM admin.rotate_login_session(test.bytes(32, 'r2'), test.bytes(32, 'r3'), NULL, '')), 'rotated');
SELECT is(array_length(test.values('bob', 'SELECT family FROM api.login_sessions()'), 1), 1, 'one session');
SELECT is((SELECT state FROM admin.rotate_login_session(test.bytes(32, 'r1'), test.bytes(32, 'r2'), NULL, '')), 'reused', 'a repeat that comes after its successor was used is a theft');
SELECT is((SELECT state FROM admin.rotate_login_session(test.bytes(32, 'r3'), test.bytes(32, 'r4'), NULL, '')), 'refused', 'the family is revoked');
SELECT is(test.values('bob', 'SELECT family FROM api.login_sessions()'), '{}'::text[]);
SELECT is(test.value('bob', $$SELECT kind FROM api.sign_in_events('ffffffff-ffff-ffff-ffff-ffffffffffff', 10)$$), 'session_reused');
SELECT is((SELECT state FROM admin.rotate_login_session(test.bytes(32, 'r9'), test.bytes(32, 'r8'), NULL, '')), 'refused', 'unknown');
SELECT admin.open_login_session(test.device('bob'), test.bytes(32, 'q1'), NULL, '', 3600);
SELECT test.refused('carol', format('SELECT api.end_login_session(%L)', (SELECT family FROM tacet.login_sessions WHERE refresh_token_hash = test.bytes(32, 'q1'))), 'SR001', 'not those of others');
SELECT test.works('bob', format('SELECT api.end_login_session(%L)', (SELECT family FROM tacet.login_sessions WHERE refresh_token_hash = test.bytes(32, 'q1'))), 'ends one');
SELECT is((SELECT state FROM admin.rotate_login_session(test.bytes(32, 'q1'), test.bytes(32, 'q2'), NULL, '')), 'refused');
UPDATE tacet.login_sessions SET issued_at = now() - interval '3 hours', expires_at = now() - interval '1 hour';
INSERT INTO tacet.pending_sessions (session_id, initiator_device, recipient_device, updated_at) VALUES ('\x01', test.id(), test.id(), now() - interval '31 days');
SELECT is(s.cleanup_expired_sessions(), 5::bigint, 'four tokens and a handshake');
UPDATE tacet.sign_in_events SET at = now() - interval '366 days';
SELECT cmp_ok(s.cleanup_sign_in_events(), '>=', 3::bigint);

-- A full mailbox: of one sender, at one device.
CREATE FUNCTION test.send(who text, devices uuid[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE n int := cardinality(devices);
BEGIN
    RETURN test.value(who, format('SELECT dropped FROM api.send_control(%L, %L, 1::int2, %L, %L, %L, %L, %L, %L, %L)', test.id(), (SELECT chat FROM test.ids),
        devices, array_fill(test.bytes(16, 's'), ARRAY[n]), array_fill(test.bytes(32, 'k'), ARRAY[n]), array_fill(0, ARRAY[n]), array_fill(0, ARRAY[n]),
        array_fill(test.bytes(64, 'c'), ARRAY[n]), array_fill(''::bytea, ARRAY[n])));
END $$;
SELECT test.second_device('alice', 'alice2');
SELECT test.run('alice', format('SELECT api.add_contact(%L)', test.account('bob')));
SELECT admin.set_policy('{"mailbox_rows": 20}');
SELECT is(test.send('bob', ARRAY[test.device('alice')]), '[]') FROM generate_series(1, 20);
SELECT is(test.send('bob', ARRAY[test.device('alice'), test.device('alice2')]), format('["%s"]', test.device('alice')), 'the full device gets nothing, the other does');
SELECT throws_ok(format('SELECT test.send(''bob'', ARRAY[%L::uuid])', test.device('alice')), 'SR004', NULL, 'nothing can be taken');
SELECT is(test.send('alice2', ARRAY[test.device('alice'), test.device('bob')]), '[]', 'others are not kept out');
SELECT is((SELECT count(*) FROM tacet.mailbox WHERE device_id = test.device('alice')), 21::bigint);
INSERT INTO tacet.mailbox (device_id, kind, source_id, chat_id, sender_user, sender_device, header, ciphertext, handshake, stranger)
    SELECT test.device('alice'), 1, test.id(), chat, test.account('alice'), test.device('alice2'), '{}', 'c', '', false FROM test.ids, generate_series(1, 20);
SELECT is(test.send('alice2', ARRAY[test.device('alice'), test.device('bob')]), format('["%s"]', test.device('alice')), 'one''s own old computer keeps nobody from writing');
SELECT test.run('alice', $$SELECT api.ack_mailbox(array(SELECT mailbox_id FROM api.fetch_mailbox(1)))$$);
SELECT is(test.send('bob', ARRAY[test.device('alice')]), '[]', 'what is fetched makes room');
SELECT throws_ok($$SELECT admin.set_policy('{"mailbox_rows": 5}')$$, 'SR002', NULL, 'not below what strangers may leave');
SELECT admin.reset_policy('mailbox_rows');

-- Deleting.
SELECT test.run('carol', format('SELECT api.add_contact(%L)', test.account('dave')));
SELECT test.run('bob', format('SELECT api.put_history_keys(%s, %L, %L, %L)', test.value('bob', 'SELECT api.history_epoch()'), chat, keys, sealed)) FROM test.ids;
SELECT admin.open_login_session(test.device('bob'), test.bytes(32, 'z1'), NULL, '', 3600);
SELECT test.run('bob', $$SELECT api.create_enrolment_token('\x0000000000000000000000000000000000000000000000000000000000000000', 'account', 60)$$);
SELECT test.refused('bob', $$SELECT api.delete_account('carol')$$, 'SR002', 'only by his own name');
SELECT test.works('bob', $$SELECT api.delete_account('bob')$$, 'bob goes');
SELECT test.refused('bob', 'SELECT api.my_profile()', '42501', 'at once');
SELECT is((SELECT rolcanlogin FROM pg_roles WHERE rolname = test.role('bob')), false, 'his login too');
SELECT matches((SELECT username FROM tacet.users WHERE id = test.account('bob')), '^deleted_[0-9a-f]{32}$');
SELECT is((SELECT num_nonnulls(bio, avatar, email, phone, last_seen) FROM tacet.users WHERE id = test.account('bob')), 0, 'nothing personal stays');
SELECT is((SELECT count(*) FROM tacet.users u WHERE u.id = test.account('bob') AND u::text ~* 'bob|marsh|boats'), 0::bigint);
SELECT is((SELECT count(*) FROM tacet.blocked_users) + (SELECT count(*) FROM tacet.contacts WHERE contact_id = test.account('bob'))
    + (SELECT count(*) FROM tacet.account_recovery) + (SELECT count(*) FROM tacet.sign_in_events WHERE user_id = test.account('bob'))
    + (SELECT count(*) FROM tacet.login_sessions) + (SELECT count(*) FROM tacet.enrollment_tokens WHERE created_by = test.account('bob') AND used_at IS NULL), 0::bigint);
SELECT s.purge_history();
SELECT is((SELECT count(*) FROM tacet.history_keys), 0::bigint);
SELECT test.refused('alice', format('SELECT api.profile(%L)', test.account('bob')), 'SR001', 'nobody finds him');
SELECT test.refused('alice', $$SELECT api.user_by_name('bob')$$, 'SR001', 'nor by name');
SELECT is(test.values('alice', $$SELECT username FROM api.find_users('deleted', '', 10)$$), '{}'::text[]);
SELECT throws_ok($$SELECT test.enrol('bob3', test.token('account', 'alice'), test.id(), 'BOB', test.bytes(32, 'other'), 1, '')$$, 'SR007', NULL,
    'his name is nobody''s');
SELECT throws_ok(format('SELECT admin.delete_user(%L)', test.account('alice')), 'SR006', NULL, 'the owner stays');
SELECT throws_ok('SELECT admin.delete_user(NULL)', 'SR002');
SELECT throws_ok(format('SELECT admin.delete_user(%L)', test.id()), 'SR001');
SELECT lives_ok(format('SELECT admin.delete_user(%L)', test.account('dave')), 'the operator deletes');
SELECT lives_ok(format('SELECT admin.delete_user(%L)', test.account('dave')), 'again');
SELECT is(test.values('carol', $$SELECT username FROM api.contacts('', 10)$$), '{}'::text[]);
SELECT test.refused('carol', format('SELECT api.add_contact(%L)', test.account('dave')), 'SR001', 'absent');
SELECT test.refused('carol', format('SELECT api.devices_of(%L)', test.account('dave')), 'SR001', 'no devices');
SELECT test.refused_as(test.enrol_role(), 'SELECT api.my_profile()', '42501', 'the enrolment role has no profile');
SELECT * FROM finish();
