# Vectors, peers that others wrote, and properties over many random sequences.
tacet_test(tst_wycheproof SOURCES tst_wycheproof.cpp wycheproof.cpp LIBS tacet_crypto LABELS crypto)
tacet_test(tst_hpke SOURCES tst_hpke.cpp opensslhpke.cpp LIBS tacet_crypto LABELS crypto)
tacet_test(tst_omemointerop SOURCES tst_omemointerop.cpp omemodevice.cpp LIBS tacet_crypto tacet_omemopeer LABELS crypto)
tacet_test(tst_bitflips SOURCES tst_bitflips.cpp peerdevice.cpp LIBS tacet_crypto LABELS crypto)
tacet_test(tst_ratchetproperties SOURCES tst_ratchetproperties.cpp peerdevice.cpp ratchetsequence.cpp
    LIBS tacet_crypto LABELS crypto TIMEOUT 7200)
set_tests_properties(tst_ratchetproperties PROPERTIES PROCESSORS 2)
