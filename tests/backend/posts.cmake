# What is written in chats, by many at once.
add_library(tacet_roomworld STATIC roomworld.cpp)
target_link_libraries(tacet_roomworld PRIVATE tacet_flags PUBLIC tacet_tenantworld)
tacet_test(tst_snapshotcursor SOURCES tst_snapshotcursor.cpp LIBS tacet_roomworld TIMEOUT 900)
tacet_test(tst_mediastore SOURCES tst_mediastore.cpp LIBS tacet_roomworld)
foreach(name postraces poststorm)
    tacet_test(tst_${name} SOURCES tst_${name}.cpp LIBS tacet_roomworld PostgreSQL::PostgreSQL)
endforeach()
