# A tenant under attack: hostile callers, what to look for, and calls made up from the catalogs.
add_library(tacet_hostileworld STATIC attackcatalog.cpp callcorpus.cpp calldriver.cpp callgrammar.cpp canaries.cpp chatfit.cpp fuzzrun.cpp
    hostilestatements.cpp hostileworld.cpp rawsession.cpp)
target_compile_definitions(tacet_hostileworld PRIVATE TACET_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
target_link_libraries(tacet_hostileworld PRIVATE tacet_flags PUBLIC tacet_tenantworld PostgreSQL::PostgreSQL)

foreach(name fuzz inputs oracles rules shadow tables)
    tacet_test(tst_attack${name} SOURCES tst_attack${name}.cpp LIBS tacet_hostileworld TIMEOUT 900)
endforeach()
