# What every target of the project shares: warnings, definitions, sanitizers, include root.
#
#   tacet_library(name SOURCES… )       a static library with the product's warnings and precompiled header
#   tacet_executable(name SOURCES… )    a program
#   tacet_test(name SOURCES… LIBS… [GUI]) a Qt Test program, run by ctest under that name; GUI: with widgets
#   tacet_bench(name SOURCES… LIBS… )   a benchmark program, run by ./check bench

add_library(tacet_flags INTERFACE)
target_include_directories(tacet_flags INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(tacet_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wold-style-cast -Wnon-virtual-dtor -Woverloaded-virtual
    $<$<BOOL:${TACET_WERROR}>:-Werror>
    -ffile-prefix-map=${CMAKE_SOURCE_DIR}/= -ffile-prefix-map=${CMAKE_BINARY_DIR}/=build/)
target_compile_definitions(tacet_flags INTERFACE
    QT_NO_CAST_FROM_BYTEARRAY QT_NO_FOREACH QT_NO_CONTEXTLESS_CONNECT QT_NO_NARROWING_CONVERSIONS_IN_CONNECT)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC 14 reports false positives inside inlined library code at -O2.
    target_compile_options(tacet_flags INTERFACE -Wno-maybe-uninitialized -Wno-dangling-reference)
    # ccache needs it to see through a precompiled header.
    target_compile_options(tacet_flags INTERFACE -fpch-preprocess)
endif()

# Product code only: -Wconversion breaks QTRY_COMPARE, and tests may use plain literals.
add_library(tacet_product_flags INTERFACE)
target_link_libraries(tacet_product_flags INTERFACE tacet_flags)
target_compile_options(tacet_product_flags INTERFACE -Wconversion)
target_compile_definitions(tacet_product_flags INTERFACE QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS)

if(TACET_SANITIZE)
    add_compile_options(-fsanitize=${TACET_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${TACET_SANITIZE})
endif()

# Coverage for libFuzzer and both sanitizers in everything that a fuzz target links.
if(TACET_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-omit-frame-pointer -fno-sanitize-recover=all)
    add_link_options(-fsanitize=address,undefined)
endif()

find_program(TACET_MOLD mold)
if(TACET_MOLD AND NOT TACET_SANITIZE AND NOT TACET_FUZZ)
    add_link_options(-fuse-ld=mold)
endif()

function(tacet_library name)
    add_library(${name} STATIC ${ARGN})
    target_link_libraries(${name} PRIVATE tacet_product_flags)
    target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR})
endfunction()

# A library of QObject classes: automoc and the Qt precompiled header.
function(tacet_qt_library name)
    tacet_library(${name} ${ARGN})
    set_target_properties(${name} PROPERTIES AUTOMOC ON)
    target_precompile_headers(${name} PRIVATE ${CMAKE_SOURCE_DIR}/cmake/pch_qt.h)
endfunction()

function(tacet_executable name)
    add_executable(${name} ${ARGN})
    target_link_libraries(${name} PRIVATE tacet_product_flags)
    set_target_properties(${name} PROPERTIES AUTOMOC ON)
endfunction()

function(tacet_test name)
    cmake_parse_arguments(arg "GUI" "TIMEOUT" "SOURCES;LIBS;LABELS" ${ARGN})
    add_executable(${name} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE tacet_flags Qt6::Test ${arg_LIBS})
    target_compile_definitions(${name} PRIVATE TACET_SOURCE_DIR="${CMAKE_SOURCE_DIR}" TACET_BINARY_DIR="${CMAKE_BINARY_DIR}")
    set_target_properties(${name} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    # A precompiled header fits only the Qt modules that it was made with.
    if(arg_GUI)
        target_precompile_headers(${name} REUSE_FROM tacet_gui_test_pch)
    else()
        target_precompile_headers(${name} REUSE_FROM tacet_test_pch)
    endif()
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 300)
    endif()
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT} SKIP_REGULAR_EXPRESSION "SKIP   :"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_LOGGING_RULES=qt.qpa.*=false;LC_ALL=C.UTF-8" LABELS "${arg_LABELS}")
endfunction()

function(tacet_bench name)
    cmake_parse_arguments(arg "" "" "SOURCES;LIBS" ${ARGN})
    add_executable(${name} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE tacet_flags ${arg_LIBS})
    target_compile_definitions(${name} PRIVATE TACET_SOURCE_DIR="${CMAKE_SOURCE_DIR}" TACET_BINARY_DIR="${CMAKE_BINARY_DIR}")
    set_target_properties(${name} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bench)
    set_property(GLOBAL APPEND PROPERTY TACET_BENCHES ${name})
endfunction()
