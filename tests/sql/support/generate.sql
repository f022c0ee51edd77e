-- A workspace of any size, for tests of plans and for benchmarks. Written as the superuser; what it makes is of no
-- meaning to a client, and of the right shape for the database.
-- test.generate_people(users), test.generate_chats(direct, groups, members), test.generate_messages(from, to)

-- A UUIDv7 of the moment, different for every `seed`.
CREATE FUNCTION test.id_at(moment timestamptz, seed text) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (substr(encode(int8send((date_part('epoch', moment) * 1000)::bigint), 'hex'), 5) || '7'
        || substr(md5(seed), 1, 3) || '8' || substr(md5(seed), 4, 15))::uuid $$;

CREATE FUNCTION test.generate_people(count integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO tacet.users (id, username, display_name, master_pubkey, bio, manifest_version)
    SELECT test.id_at(now() - interval '20 days', 'user' || n), 'user' || n, 'User ' || n, sha256(n::text::bytea),
           'Likes number ' || n % 97, 1
      FROM generate_series(1, count) n;
    INSERT INTO tacet.devices (id, user_id, db_role, identity_pubkey, prekey_pubkey, prekey_signature, certificate,
                               certificate_signature)
    SELECT test.id_at(now() - interval '20 days', 'device' || n), test.id_at(now() - interval '20 days', 'user' || n),
           'd_' || md5('role' || n), sha256(('identity' || n)::bytea), sha256('x'), sha512('x'), 'c', sha512('x')
      FROM generate_series(1, count) n;
    INSERT INTO tacet.device_manifests (user_id, version, manifest, signature, hash, previous_hash, published_by)
    SELECT d.user_id, 1, 'm', sha512('m'), sha256('m'), '', d.id FROM tacet.devices d ON CONFLICT DO NOTHING;
    INSERT INTO tacet.signed_prekeys (device_id, key_id, pubkey, signature)
    SELECT d.id, 1, sha256('k'), sha512('k') FROM tacet.devices d ON CONFLICT DO NOTHING;
    INSERT INTO tacet.one_time_prekeys (device_id, key_id, pubkey, signature)
    SELECT d.id, n, sha256('k'), sha512('k') FROM tacet.devices d, generate_series(1, 50) n ON CONFLICT DO NOTHING;
    INSERT INTO tacet.contacts (user_id, contact_id)
    SELECT test.id_at(now() - interval '20 days', 'user' || n), test.id_at(now() - interval '20 days', 'user' || (n + k) % count + 1)
      FROM generate_series(1, count) n, generate_series(1, 20) k
     WHERE n <> (n + k) % count + 1
    ON CONFLICT DO NOTHING;
    INSERT INTO tacet.blocked_users (user_id, blocked_id)
    SELECT test.id_at(now() - interval '20 days', 'user' || n), test.id_at(now() - interval '20 days', 'user' || (n + 40) % count + 1)
      FROM generate_series(1, count) n WHERE n <> (n + 40) % count + 1
    ON CONFLICT DO NOTHING;
    INSERT INTO tacet.enrollment_tokens (token_hash, kind, created_by, expires_at)
    SELECT sha256(u.id::text::bytea), 'account', u.id, now() + interval '1 hour' FROM tacet.users u ON CONFLICT DO NOTHING;
    INSERT INTO tacet.pending_sessions (session_id, initiator_device, recipient_device)
    SELECT sha256(n::text::bytea), gen_random_uuid(), gen_random_uuid() FROM generate_series(1, count * 5) n;
END $$;

-- Chats among the generated people: direct ones, and groups of `members` each.
CREATE FUNCTION test.generate_chats(direct integer, groups integer, members integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    people CONSTANT uuid[] := array(SELECT id FROM tacet.users WHERE username ~ '^user[0-9]+$' ORDER BY id);
    size CONSTANT integer := cardinality(people);
BEGIN
    INSERT INTO tacet.chats (id, chat_type, user_a, user_b, a_accepted, b_accepted, created_by)
    SELECT test.id_at(now() - interval '19 days', 'direct' || n), 'direct', least(a, b), greatest(a, b), true, true, a
      FROM (SELECT n, people[n % size + 1] AS a, people[(n % size + 1 + n / size) % size + 1] AS b
              FROM generate_series(0, direct - 1) n) x
     WHERE a <> b
    ON CONFLICT DO NOTHING;
    INSERT INTO tacet.chats (id, chat_type, max_members, member_count, encrypted_name, name, visibility, owner_id, created_by)
    SELECT test.id_at(now() - interval '19 days', 'group' || n), CASE WHEN n % 10 = 0 THEN 'channel' ELSE 'group' END, 200,
           members, CASE WHEN n % 5 <> 0 THEN 'n'::bytea END, CASE WHEN n % 5 = 0 THEN 'Open group ' || n END,
           CASE WHEN n % 5 = 0 THEN 'public' ELSE 'private' END, people[n % size + 1], people[n % size + 1]
      FROM generate_series(0, groups - 1) n;
    INSERT INTO tacet.chat_roles (chat_id, id, built_in, permissions, is_default)
    SELECT test.id_at(now() - interval '19 days', 'group' || n), test.id_at(now() - interval '19 days', r || n), r,
           CASE r WHEN 'member' THEN '["send_messages", "post_threads", "upload_media"]'::jsonb ELSE s.all_permissions() END,
           r = 'member'
      FROM generate_series(0, groups - 1) n, unnest(ARRAY['owner', 'admin', 'member']) r;
    INSERT INTO tacet.chat_members (chat_id, user_id, role_id, joined_at)
    SELECT test.id_at(now() - interval '19 days', 'group' || n), people[(n + k * 7) % size + 1],
           test.id_at(now() - interval '19 days', CASE k WHEN 0 THEN 'owner' ELSE 'member' END || n), now() - interval '18 days'
      FROM generate_series(0, groups - 1) n, generate_series(0, members - 1) k
    ON CONFLICT DO NOTHING;
END $$;

-- Messages `from` to `to` spread over the generated chats and the last 17 days: rows of receivers and queues for direct
-- ones, the log for the others.
CREATE FUNCTION test.generate_messages(first integer, last integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    CREATE TABLE IF NOT EXISTS test.generated_chats AS
        SELECT row_number() OVER (ORDER BY c.id) - 1 AS place, c.id, c.chat_type, coalesce(c.user_a, c.owner_id) AS author, c.user_b
          FROM tacet.chats c JOIN tacet.users u ON u.id = c.created_by WHERE u.username ~ '^user[0-9]+$';
    CREATE UNIQUE INDEX IF NOT EXISTS generated_chats_place ON test.generated_chats (place);
    INSERT INTO tacet.messages (id, chat_id, sender_user, sender_device, encrypted_content, content_hash)
    SELECT test.id_at(now() - interval '17 days' * random(), 'message' || n), c.id, c.author, c.author, 'b', sha256('b')
      FROM generate_series(first, last) n
      JOIN test.generated_chats c ON c.place = n % (SELECT count(*) FROM test.generated_chats);
    INSERT INTO tacet.message_recipients (message_id, device_id, user_id, chat_id, status)
    SELECT m.id, d.id, c.user_b, c.id, CASE WHEN random() < 0.1 THEN 'pending_sync' ELSE 'synced' END
      FROM tacet.messages m JOIN test.generated_chats c ON c.id = m.chat_id JOIN tacet.devices d ON d.user_id = c.user_b
    ON CONFLICT DO NOTHING;
    INSERT INTO tacet.mailbox (device_id, kind, source_id, chat_id, sender_user, sender_device, header, ciphertext, handshake,
                               stranger)
    SELECT r.device_id, 0, r.message_id, r.chat_id, r.user_id, r.user_id, '{}', 'c', '', false
      FROM tacet.message_recipients r WHERE r.status = 'pending_sync'
       AND NOT EXISTS (SELECT FROM tacet.mailbox b WHERE b.device_id = r.device_id AND b.source_id = r.message_id);
    INSERT INTO tacet.chat_log (id, chat_id, kind, subject)
    SELECT m.id, m.chat_id, 'message', m.id
      FROM tacet.messages m JOIN test.generated_chats c ON c.id = m.chat_id AND c.chat_type <> 'direct'
    ON CONFLICT DO NOTHING;
END $$;
