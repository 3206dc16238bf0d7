# Fails when clang-format 14 would change a source file; says which and how to mend it.
#   cmake -DROOT=<checkout> -P tests/format.cmake
find_program(CLANG_FORMAT NAMES clang-format-14)
if(NOT CLANG_FORMAT)
    message(FATAL_ERROR "clang-format-14 is missing: apt-get install clang-format-14")
endif()
set(files "")
foreach(folder app core examples testkit tests ui)
    file(GLOB_RECURSE found ${ROOT}/${folder}/*.cpp ${ROOT}/${folder}/*.h)
    list(APPEND files ${found})
endforeach()
execute_process(COMMAND ${CLANG_FORMAT} --dry-run -Werror --ferror-limit=1 ${files}
    WORKING_DIRECTORY ${ROOT} RESULT_VARIABLE code ERROR_VARIABLE error)
if(NOT code EQUAL 0)
    string(REGEX MATCHALL "[^\n]+: error: code should be clang-formatted" where "${error}")
    list(JOIN where "\n  " where)
    message(FATAL_ERROR "Not formatted:\n  ${where}\nclang-format-14 -i <file> mends it.")
endif()
