# Real groups and channels with the heads of their logs.
add_library(tacet_groupworld STATIC groupworld.cpp)
target_link_libraries(tacet_groupworld PRIVATE tacet_flags PUBLIC tacet_tenantworld)
foreach(name chatlogstore chatsettingsstore groupinvitestore groupkeystore grouplogstore groupmembers groupstore
        poststore reactionstore threadstore)
    tacet_test(tst_${name} SOURCES tst_${name}.cpp LIBS tacet_groupworld)
endforeach()
