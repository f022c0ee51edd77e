# Accounts and signing in to them.
add_library(tacet_signinworld STATIC signinworld.cpp)
target_link_libraries(tacet_signinworld PRIVATE tacet_flags PUBLIC tacet_tenantworld)
tacet_test(tst_signin SOURCES tst_signin.cpp LIBS tacet_signinworld tacet_services)
tacet_test(tst_accountraces SOURCES tst_accountraces.cpp LIBS tacet_signinworld)
