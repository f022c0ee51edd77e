-- One call of every function that devices may call, with arguments of a busy member's day. For plans.sql and for the
-- benchmark of the API: where a name stands in braces, test.places has its value; {id} is new each time.
CREATE TABLE test.places (name text PRIMARY KEY, value text NOT NULL);
CREATE TABLE test.calls (position integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, who text NOT NULL, call text NOT NULL);

CREATE FUNCTION test.filled(call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE place test.places;
BEGIN
    FOR place IN SELECT * FROM test.places LOOP
        call := replace(call, '{' || place.name || '}', quote_literal(place.value));
    END LOOP;
    WHILE call ~ '\{id\}' LOOP
        call := regexp_replace(call, '\{id\}', quote_literal(test.id()));
    END LOOP;
    RETURN call;
END $$;

-- The busy member's own world does not grow with the workspace: the same at every size.
SELECT test.join('alice'), test.join('bob'), test.join('carol');
SELECT admin.set_policy((SELECT jsonb_object_agg(key, 1000000000) FROM admin.policies() WHERE key ~ '_burst$'));
INSERT INTO test.places VALUES ('alice', test.account('alice')), ('bob', test.account('bob')), ('carol', test.account('carol')),
    ('bob_device', test.device('bob')), ('alice_device', test.device('alice')), ('direct', test.id()), ('message', test.id());
SELECT test.second_device('carol', 'carol2');
INSERT INTO test.places VALUES ('carol_device', test.device('carol2')), ('token', sha256('token')::text);
SELECT test.run('alice', test.filled($$SELECT api.create_enrolment_token({token}, 'account', 3600)$$));
SELECT test.run('alice', test.filled('SELECT api.open_direct_chat({direct}, {bob})'));
SELECT test.run('bob', test.filled('SELECT api.add_contact({alice})'));

-- Arguments of one envelope to a device, as the sending functions take them.
CREATE FUNCTION test.envelope(device text, handshake text DEFAULT '') RETURNS text LANGUAGE sql AS $$
    SELECT format('ARRAY[{%s}]::uuid[], ARRAY[%L]::bytea[], ARRAY[%L]::bytea[], ARRAY[0]::bigint[], ARRAY[1]::bigint[], '
        'ARRAY[%L]::bytea[], ARRAY[%L]::bytea[]', device, test.bytes(16, 'session'), test.bytes(32, 'ratchet'),
        test.bytes(64, 'ciphertext'), handshake) $$;
CREATE FUNCTION test.body(text text DEFAULT 'body') RETURNS text LANGUAGE sql AS $$
    SELECT format('%L::bytea, %L::bytea', convert_to(text, 'UTF8'), sha256(convert_to(text, 'UTF8'))) $$;

SELECT test.run('alice', test.filled('SELECT api.send_direct({message}, {direct}, ' || test.body() || ', '
    || test.envelope('bob_device') || ')'));
SELECT test.run('alice', test.filled('SELECT api.send_direct({id}, {direct}, ' || test.body() || ', '
    || test.envelope('bob_device') || ')')) FROM generate_series(1, 300);

INSERT INTO test.calls (who, call) VALUES
    ('alice', 'SELECT * FROM api.hello(1)'),
    ('alice', $$SELECT * FROM api.find_users('user1', '', 50)$$),
    ('alice', $$SELECT * FROM api.find_users('', 'user4', 50)$$),
    ('alice', 'SELECT * FROM api.user_by_id({bob})'),
    ('alice', $$SELECT * FROM api.user_by_name('user77')$$),
    ('alice', $$SELECT * FROM api.contacts('', 50)$$),
    ('alice', $$SELECT * FROM api.blocked_users('', 50)$$),
    ('alice', 'SELECT api.add_contact({bob})'),
    ('alice', 'SELECT api.remove_contact({bob})'),
    ('carol', 'SELECT api.block_user({bob})'),
    ('carol', 'SELECT api.unblock_user({bob})'),
    ('alice', $$SELECT api.set_display_name('Alice')$$),
    ('alice', 'SELECT * FROM api.devices_of({bob})'),
    ('alice', 'SELECT * FROM api.manifest_of({bob})'),
    ('alice', 'SELECT * FROM api.manifests_since({bob}, 0)'),
    ('alice', 'SELECT * FROM api.prekey_counts()'),
    ('alice', 'SELECT * FROM api.claim_prekey_bundle({bob_device})'),
    ('alice', 'SELECT * FROM api.open_direct_chat({id}, {bob})'),
    ('alice', $$SELECT * FROM api.chats('00000000-0000-0000-0000-000000000000', 50)$$),
    ('alice', 'SELECT * FROM api.chat({direct})'),
    ('alice', 'SELECT * FROM api.send_direct({id}, {direct}, ' || test.body() || ', ' || test.envelope('bob_device') || ')'),
    ('alice', 'SELECT * FROM api.send_control({id}, {direct}, 1::smallint, ' || test.envelope('bob_device') || ')'),
    ('alice', 'SELECT * FROM api.add_recipients({message}, false, ' || test.envelope('bob_device') || ')'),
    ('alice', 'SELECT * FROM api.add_recipients({message}, true, ' || test.envelope('bob_device') || ')'),
    ('alice', 'SELECT * FROM api.delivery_status(ARRAY[{message}]::uuid[])'),
    ('bob', 'SELECT * FROM api.fetch_mailbox(100)'),
    ('bob', 'SELECT api.ack_mailbox(ARRAY(SELECT (f).mailbox_id FROM api.fetch_mailbox(1) f))'),
    ('bob', 'SELECT api.mark_read({direct}, {message})'),
    ('bob', 'SELECT api.get_unread_count({direct})'),
    ('alice', 'SELECT api.my_wake_channel()'),
    ('alice', $$SELECT api.report_sync('idle', 0)$$),
    ('alice', 'SELECT * FROM api.invitations()'),
    ('alice', $$SELECT api.create_enrolment_token(sha256({id}::text::bytea), 'account', 3600)$$),
    ('alice', 'SELECT api.dismiss_enrolment_token({token})'),
    ('alice', $$SELECT api.advance_counter((SELECT device_counter FROM api.hello(1)), '0123456789abcdef')$$),
    ('carol', format($$SELECT api.publish_prekeys(0, '', '', ARRAY[(extract(epoch FROM clock_timestamp()) * 100)::bigint
        %% 4000000000], ARRAY[%1$L::bytea], ARRAY[%2$L::bytea], '{}', '{}', '{}', '{}')$$, test.bytes(32, 'k'), test.bytes(64, 'k'))),
    ('carol', 'SELECT api.discard_one_time_prekeys()'),
    ('alice', 'SELECT api.publish_manifest(m.manifest_version, m.previous_hash, m.manifest, m.signature, m.hash) '
        'FROM api.manifest_of({alice}) m'),
    ('alice', 'SELECT * FROM api.send_direct_batch(ARRAY[{id}]::uuid[], ARRAY[{direct}]::uuid[], '
        || format('ARRAY[%L]::bytea[], ARRAY[%L]::bytea[], ARRAY[1]::bigint[], ', 'body'::bytea, sha256('body'))
        || test.envelope('bob_device') || ')'),
    ('carol', 'SELECT api.remove_device({carol_device})');

-- The areas' own calls, and what they need to stand.
\ir calls_accounts.sql
\ir calls_groups.sql
\ir calls_posts.sql
\ir calls_media.sql
\ir calls_operations.sql
